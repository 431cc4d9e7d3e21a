import { maxTextLength } from '../../state/parameters';
import { priorityEnding } from '../../state/queue-name';
import type { QueuesConfig } from '../queue-config';
import { type ConfigProblem, pathOf, shown } from './config-problem';
import { meant } from './did-you-mean';

/** Twilio allows 63 characters for a queue's name, which ends with its lane and the environment, such as `@staging`. */
const longestEnvironmentEnding = 17;
export const longestName = 63 - priorityEnding.length - longestEnvironmentEnding;

/** The names of queues and menus. Both are used in our URLs, and queues have the same name at Twilio. */
export function nameProblems({ queues, menus = {} }: QueuesConfig): ConfigProblem[] {
  const none = { path: 'queues', found: 'there is no queue', fix: 'Define at least one.' };
  return [
    ...(Object.keys(queues).length === 0 ? [none] : []),
    ...Object.keys(queues).flatMap((name) => nameProblemsAt(pathOf('queues', name), name, 'queue')),
    ...Object.keys(menus).flatMap((name) => nameProblemsAt(pathOf('menus', name), name, 'menu')),
  ];
}

function nameProblemsAt(path: string, name: string, kind: 'queue' | 'menu'): ConfigProblem[] {
  const problem = (found: string, fix: string) => [{ path, found, fix }];
  if (kind === 'queue' && name.endsWith(priorityEnding)) {
    return problem(`names that end in ${priorityEnding} are reserved for priority lanes`, 'Rename it.');
  }
  if (/^\d+$/.test(name)) {
    const example = `${kind}-${name}`.slice(0, longestName);
    return problem(
      'JavaScript puts names that are numbers first, whatever order you write them in',
      `Start it with a letter, as in '${example}'.`,
    );
  }
  if (name.length > longestName) {
    return problem(`the name has ${name.length} characters`, `Use at most ${longestName}.`);
  }
  if (/^[A-Za-z0-9][\w-]*$/.test(name)) return [];
  return problem(
    'the name has characters that are not allowed',
    'Use letters from A to Z, digits, - and _, and start with a letter.',
  );
}

/** A name that must be one of the config's queues. */
export function queueReferenceProblems(
  path: string,
  name: string,
  { queues }: QueuesConfig,
): ConfigProblem[] {
  if (Object.hasOwn(queues, name)) return [];
  const names = Object.keys(queues);
  const near = meant(name, names);
  const fix = near === undefined ? `The queues are: ${names.join(', ')}.` : `Did you mean '${near}'?`;
  return [{ path, found: `it is ${shown(name)}, and there is no such queue`, fix }];
}

/** An agent's queues are one value in a URL, which has a limited length. */
export function queueListProblems(path: string, names: readonly string[]): ConfigProblem[] {
  const { length } = names.join(',');
  if (length <= maxTextLength) return [];
  const found = `the names of these ${names.length} queues have ${length} characters together, including commas`;
  const fix = `A URL has room for ${maxTextLength}. Shorten the names, or give the agent fewer queues.`;
  return [{ path, found, fix }];
}
