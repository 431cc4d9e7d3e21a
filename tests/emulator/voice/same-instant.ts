import fc from 'fast-check';
import { type AssumptionName, type Assumptions, assumptions } from '../../../emulator/platform/assumptions';

/** Seconds of speech. If all times of a test are half seconds, much happens at the same instant. */
export const say = (seconds: number) => `<Say>${'a'.repeat(seconds * 15)}</Say>`;

/** Runs something in the same instant, but only after this many other turns. */
export async function afterTurns(turns: number, run: () => void): Promise<void> {
  if (turns === 0) run();
  for (let turn = 0; turn < turns; turn += 1) await undefined;
  if (turns > 0) run();
}

/** Has the clock take what is due at the same instant in an order that is drawn. */
export function chooserFrom(choices: readonly number[]): (dueCount: number) => number {
  let choice = 0;
  return (dueCount) => (choices[choice++ % (choices.length || 1)] ?? 0) % dueCount;
}

/** A random answer to each question that Twilio leaves open. */
export const anyAnswers = fc.record(
  Object.fromEntries(
    (Object.keys(assumptions) as AssumptionName[]).map((name) => [
      name,
      fc.constantFrom(...assumptions[name].answers),
    ]),
  ),
) as fc.Arbitrary<Assumptions>;
