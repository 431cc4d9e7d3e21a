import { type AssumptionName, type Assumptions, assumptions } from '../../emulator/index';
import { isThorough } from '../thorough';

type Answers = Partial<Assumptions>;

/**
 * What a story runs under, for `test.each`: every combination of the answers to some questions. `npm test` has no
 * time for that, and runs it under the first answer to each of them.
 */
export function under<Name extends AssumptionName>(...names: Name[]): [string, Answers][] {
  const told = isThorough ? everyCombination(names) : [firstAnswers(names)];
  return told.map((given) => [
    Object.entries(given)
      .map((pair) => pair.join(' '))
      .join(', '),
    given,
  ]);
}

const everyCombination = (names: readonly AssumptionName[]): Answers[] =>
  names.reduce<Answers[]>(
    (before, name) =>
      before.flatMap((given) => assumptions[name].answers.map((answer) => ({ ...given, [name]: answer }))),
    [{}],
  );

const firstAnswers = (names: readonly AssumptionName[]): Answers =>
  Object.fromEntries(names.map((name) => [name, assumptions[name].answers[0]]));

/**
 * For stories that count who was served. If Twilio requested neither the last words nor an action at the end, the log could
 * not tell a conversation from a caller who gave up; docs/log.md says so.
 */
export const lastWordsAreRequested = { reservedQueueUrl: 'yes' } as const;
