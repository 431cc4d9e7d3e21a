import type { QueuesConfig } from '../queue-config';
import { type ConfigProblem, pathOf } from './config-problem';
import { queueReferenceProblems } from './names';
import { countryCodeOf } from './phone-number';
import { textProblems } from './words';

/** A number of ours, and the place in the config that claims it. */
interface ClaimedNumber {
  readonly number: string;
  readonly path: string;
}

/** Numbers that are used in two places. */
export function numberProblems(config: QueuesConfig): ConfigProblem[] {
  const seen = new Map<string, string>();
  return claimedNumbers(config).flatMap(({ number, path }) => {
    const first = seen.get(number);
    seen.set(number, first ?? path);
    return first ? [{ path, found: `${number} is already at ${first}`, fix: 'Keep one of them.' }] : [];
  });
}

function claimedNumbers({ queues, menus = {} }: QueuesConfig): ClaimedNumber[] {
  const claims = (path: string, numbers: readonly string[] = []) =>
    numbers.map((number, index) => ({ number, path: pathOf(path, index) }));
  return [
    ...Object.entries(queues).flatMap(([name, { numbers, priority }]) => [
      ...claims(`${pathOf('queues', name)}.numbers`, numbers),
      ...claims(`${pathOf('queues', name)}.priority.numbers`, priority?.numbers),
    ]),
    ...Object.entries(menus).flatMap(([name, { numbers }]) =>
      claims(`${pathOf('menus', name)}.numbers`, numbers),
    ),
  ];
}

/**
 * A number that we dial. Calls cost money, so the number must have one of the listed prefixes. It cannot be one of our own
 * numbers: the caller would come back to us, as another call each time.
 */
export function dialedNumberProblems(
  path: string,
  number: string | undefined,
  config: QueuesConfig,
): ConfigProblem[] {
  if (number === undefined) return [];
  const ours = claimedNumbers(config).find((claimed) => claimed.number === number);
  if (ours) {
    return [
      {
        path,
        found: `${number} is one of your own numbers: it is at ${ours.path}`,
        fix: 'Write an external number.',
      },
    ];
  }
  const { allowedDialPrefixes = [] } = config;
  if (allowedDialPrefixes.some((prefix) => number.startsWith(prefix))) return [];
  const found = `${number} does not start with any of allowedDialPrefixes, so it is never dialed`;
  const prefixes = [...allowedDialPrefixes, countryCodeOf(number) ?? number].map((one) => `'${one}'`);
  return [{ path, found, fix: `To allow it, write allowedDialPrefixes: [${prefixes.join(', ')}].` }];
}

/** Callers of a priority lane who are rejected, and so could never use it. */
export function blockedCallerProblems({ queues, blockedCallers = [] }: QueuesConfig): ConfigProblem[] {
  return Object.entries(queues).flatMap(([name, { priority }]) =>
    (priority?.callers ?? []).flatMap((caller, index) => {
      if (!blockedCallers.includes(caller)) return [];
      const path = pathOf(`${pathOf('queues', name)}.priority.callers`, index);
      return [{ path, found: `${caller} is also in blockedCallers`, fix: 'Keep one of them.' }];
    }),
  );
}

/** Menus that say nothing, or lead nowhere. */
export function menuProblems(config: QueuesConfig): ConfigProblem[] {
  return Object.entries(config.menus ?? {}).flatMap(([name, menu]) => {
    const at = (key: string) => pathOf(pathOf('menus', name), key);
    const choices = Object.entries(menu.choices);
    const none = { path: at('choices'), found: 'it has no key', fix: 'Give each queue a key.' };
    return [
      ...textProblems(at('prompt'), menu.prompt),
      ...(choices.length === 0 ? [none] : []),
      ...choices.flatMap(([key, queue]) =>
        queueReferenceProblems(`${at('choices')}['${key}']`, queue, config),
      ),
      ...queueReferenceProblems(at('fallbackQueue'), menu.fallbackQueue, config),
    ];
  });
}
