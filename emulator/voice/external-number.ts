/** How the person at an external number or client behaves when it is called. */
export type ExternalNumber = Behavior & {
  /** How many calls it takes at once; to one more it is busy. Any number of calls if not given. */
  readonly mostCalls?: number;
};

type Behavior =
  /** It rings until the person there picks up or declines, if they do. */
  | { readonly kind: 'rings' }
  | { readonly kind: 'answers'; readonly afterSeconds: number }
  /** It rings until the person there declines. */
  | { readonly kind: 'declines'; readonly afterSeconds: number }
  /** A machine answers. It never presses a key, and hangs up after it has recorded for so long: 120 s if not given. */
  | { readonly kind: 'voicemail'; readonly afterSeconds: number; readonly recordsSeconds?: number }
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

/** For how long a machine records; undefined if a person answers. */
export const recordsSecondsOf = (number: ExternalNumber): number | undefined =>
  number.kind === 'voicemail' ? (number.recordsSeconds ?? 120) : undefined;

/** A number that is none would stop nothing before the call is made; so it is refused where it is given. */
export function refuseOddNumbers(number: ExternalNumber): void {
  for (const name of ['afterSeconds', 'recordsSeconds'] as const) {
    const seconds =
      name in number ? (number as { readonly [Name in typeof name]?: number })[name] : undefined;
    if (seconds !== undefined && !(seconds >= 0)) throw new RangeError(`${name} cannot be ${seconds}.`);
  }
  const { mostCalls = 1 } = number;
  if (!(mostCalls >= 1)) throw new RangeError(`mostCalls cannot be ${mostCalls}.`);
}
