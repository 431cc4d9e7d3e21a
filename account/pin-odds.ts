import { shortestRecommendedPin } from '../src/config/environment';

/**
 * The fastest possible guessing by a program: faster than any person, and than Twilio connects calls. A touch tone
 * lasts at least 40 ms, and so does the gap after it (ITU-T Q.24); # ends the PIN. The program waits only for our
 * answers, and a call has three attempts.
 */
const attacker = {
  secondsToConnect: 1,
  secondsPerTone: 0.08,
  secondsToAnswer: 0.2,
  attemptsPerCall: 3,
};

const weekSeconds = 7 * 24 * 3600;

/** The share of PINs that are refused, and so need not be tried: at most one in this many. */
export const refusedAtMostOneIn = 300;

export interface Guessing {
  readonly digits: number;
  /** Concurrent calls. */
  readonly lines: number;
  /** How many PINs a guess may match: 1, or 2 for agents with their own PIN and a shared one. */
  readonly pins: 1 | 2;
}

/** How many PINs can be tried in a week. */
export function guessesInWeek({ digits, lines }: Pick<Guessing, 'digits' | 'lines'>): number {
  const { secondsToConnect, secondsPerTone, secondsToAnswer, attemptsPerCall } = attacker;
  const secondsPerGuess =
    secondsToConnect / attemptsPerCall + (digits + 1) * secondsPerTone + secondsToAnswer;
  return Math.floor((lines * weekSeconds) / secondsPerGuess);
}

/** The chance, from 0 to 1, that one of them is right. No PIN is tried twice. The number of agents does not matter. */
export const oddsInWeek = (guessing: Guessing): number =>
  Math.min(
    1,
    (guessing.pins * guessesInWeek(guessing)) / (10 ** guessing.digits * (1 - 1 / refusedAtMostOneIn)),
  );

/** The chance in words: `0.13%`, `12%`, `certain`. */
export function oddsInWords(odds: number): string {
  if (odds >= 1) return 'certain';
  return `${Number((100 * odds).toPrecision(2))}%`;
}

/** The table of docs/config.md, in Markdown. */
export function oddsTable(): string[] {
  const lines = [1, 10, 30];
  const cells = (words: readonly string[]) => `| ${words.join(' | ')} |`;
  const row = (digits: number) => [
    `${digits}${digits === shortestRecommendedPin ? ', recommended' : ''}`,
    ...lines.map((many) => oddsInWords(oddsInWeek({ digits, lines: many, pins: 1 }))),
    oddsInWords(oddsInWeek({ digits, lines: 30, pins: 2 })),
  ];
  return [
    cells(['digits', '1 line', '10 lines', '30 lines', '30 lines, own and shared PIN']),
    cells(['---', '---', '---', '---', '---']),
    ...[6, 7, 8, 9, 10].map((digits) => cells(row(digits))),
  ];
}
