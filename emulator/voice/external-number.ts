/** How the person at an external number or client behaves when it is called. */
export type ExternalNumber = Behavior & {
  /** How many calls it takes at once; it is busy to any more. Unlimited if not given. */
  readonly maxCalls?: number;
};

type Behavior =
  /** It rings until the person picks up or declines. */
  | { readonly kind: 'rings' }
  | { readonly kind: 'answers'; readonly afterSeconds: number }
  /** It rings until the person declines. */
  | { readonly kind: 'declines'; readonly afterSeconds: number }
  /** A machine answers. It never presses a key, and hangs up after recording for `recordsSeconds`: 120 by default. */
  | { readonly kind: 'voicemail'; readonly afterSeconds: number; readonly recordsSeconds?: number }
  | { readonly kind: 'busy'; readonly afterSeconds?: number }
  /** It rings, and nobody answers. */
  | { readonly kind: 'no-answer' }
  /** The number does not exist. */
  | { readonly kind: 'fails'; readonly afterSeconds?: number };

/** How long it takes to know that a number is busy or does not exist, unless its behavior says otherwise. */
const usualSeconds = 1;

/** What happens at a number without further action, and after how many seconds; undefined if nothing does. */
export function outcomeOf(number: ExternalNumber) {
  switch (number.kind) {
    case 'answers':
    case 'voicemail':
      return { seconds: number.afterSeconds, status: 'in-progress' } as const;
    case 'declines':
      return { seconds: number.afterSeconds, status: 'busy' } as const;
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

/** How long a machine records; undefined if a person answers. */
export const recordsSecondsOf = (number: ExternalNumber): number | undefined =>
  number.kind === 'voicemail' ? (number.recordsSeconds ?? 120) : undefined;

/** Throws a RangeError for invalid numbers, which would otherwise only show when the call is made. */
export function refuseOddNumbers(number: ExternalNumber): void {
  for (const name of ['afterSeconds', 'recordsSeconds'] as const) {
    const seconds =
      name in number ? (number as { readonly [Name in typeof name]?: number })[name] : undefined;
    if (seconds !== undefined && !(seconds >= 0))
      throw new RangeError(`${name} is ${seconds}: use 0 or more seconds.`);
  }
  const { maxCalls = 1 } = number;
  if (!(maxCalls >= 1)) throw new RangeError(`maxCalls is ${maxCalls}: use 1 or more.`);
}
