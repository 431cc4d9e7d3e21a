import { type AssumptionName, type Assumptions, assumptions } from '../../emulator/index';

/** Every combination of the answers to some questions, for `test.each`. */
export function under<Name extends AssumptionName>(...names: Name[]): [string, Partial<Assumptions>][] {
  const combined = names.reduce<Partial<Assumptions>[]>(
    (before, name) =>
      before.flatMap((given) => assumptions[name].answers.map((answer) => ({ ...given, [name]: answer }))),
    [{}],
  );
  return combined.map((given) => [
    Object.entries(given)
      .map((pair) => pair.join(' '))
      .join(', '),
    given,
  ]);
}
