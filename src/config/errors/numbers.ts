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

/** Numbers that would lead to two places. */
export function numberProblems(config: QueuesConfig): ConfigProblem[] {
  const seen = new Map<string, string>();
  return claimedNumbers(config).flatMap(({ number, path }) => {
    const first = seen.get(number);
    seen.set(number, first ?? path);
    return first ? [{ path, found: `${number} is at ${first} already`, fix: 'Keep one of them.' }] : [];
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
 * A number that we dial. Whom we may dial is a matter of money: nothing outside of the listed prefixes. Nor one of
 * our own numbers: the caller would come back to us, each time as another call.
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
      { path, found: `${number} leads back here: it is at ${ours.path}`, fix: 'Write a number outside.' },
    ];
  }
  const { allowedDialPrefixes = [] } = config;
  if (allowedDialPrefixes.some((prefix) => number.startsWith(prefix))) return [];
  const found = `${number} begins with none of allowedDialPrefixes, and nothing else is dialed`;
  const prefixes = [...allowedDialPrefixes, countryCodeOf(number) ?? number].map((one) => `'${one}'`);
  return [{ path, found, fix: `If you mean it, write allowedDialPrefixes: [${prefixes.join(', ')}].` }];
}

/** Callers who are rejected, and could never use the lane that is theirs. */
export function blockedCallerProblems({ queues, blockedCallers = [] }: QueuesConfig): ConfigProblem[] {
  return Object.entries(queues).flatMap(([name, { priority }]) =>
    (priority?.callers ?? []).flatMap((caller, index) => {
      if (!blockedCallers.includes(caller)) return [];
      const path = pathOf(`${pathOf('queues', name)}.priority.callers`, index);
      return [{ path, found: `${caller} is among blockedCallers too`, fix: 'Keep one of them.' }];
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
