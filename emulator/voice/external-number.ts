/**
 * How the person at an external number behaves when it is dialled. A voicemail is somebody who answers and never
 * presses a key.
 */
export type ExternalNumber =
  /** It rings until the person there picks up or declines, if they do. */
  | { readonly kind: 'rings' }
  | { readonly kind: 'answers'; readonly afterSeconds: number }
  | { readonly kind: 'busy'; readonly afterSeconds?: number }
  /** It rings, and nobody is there. */
  | { readonly kind: 'no-answer' }
  /** There is no such number. */
  | { readonly kind: 'fails'; readonly afterSeconds?: number };

/** How long it takes to know that a number is busy or does not exist, unless its behavior says otherwise. */
const usualSeconds = 1;

/** What happens at a number by itself, and when; undefined if nothing does. */
export function fateOf(number: ExternalNumber) {
  switch (number.kind) {
    case 'answers':
      return { seconds: number.afterSeconds, status: 'in-progress' } as const;
    case 'busy':
      return { seconds: number.afterSeconds ?? usualSeconds, status: 'busy' } as const;
    case 'fails':
      return { seconds: number.afterSeconds ?? usualSeconds, status: 'failed' } as const;
    case 'rings':
    case 'no-answer':
      return undefined;
    default:
      return number satisfies never;
  }
}
