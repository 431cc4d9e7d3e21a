import * as v from 'valibot';
import type { QueuesConfig } from '../queue-config';
import { type ConfigProblem, pathOf, shown } from './config-problem';
import { configSchema, topLevelNames } from './schema';

/** Whether it has the shape of a config, and if not, everything that is wrong with it. */
export type Shape =
  | { readonly kind: 'config'; readonly config: QueuesConfig }
  | { readonly kind: 'problems'; readonly problems: readonly ConfigProblem[] };

/** Checks what `queues.config.ts` exports: the names of settings, and the kinds of their values. */
export function shapeOf(exported: unknown): Shape {
  const misplaced = misplacedProblems(exported);
  if (misplaced.length > 0) return { kind: 'problems', problems: misplaced };
  const { issues } = v.safeParse(configSchema, exported);
  if (!issues) return { kind: 'config', config: exported as QueuesConfig };
  return { kind: 'problems', problems: withoutEchoes(issues).map(problemOf) };
}

/** A part of the config under `queues`. Without this check, each of its settings would be reported as a queue's mistake. */
function misplacedProblems(exported: unknown): ConfigProblem[] {
  const { queues } = (exported ?? {}) as { queues?: unknown };
  if (typeof queues !== 'object' || queues === null) return [];
  return topLevelNames
    .filter((name) => Object.hasOwn(queues, name))
    .filter((name) => !Object.hasOwn((queues as Record<string, object>)[name] ?? {}, 'greeting'))
    .map((name) => ({
      path: pathOf('queues', name),
      found: 'it is under queues, but is not a queue',
      fix: `Move it one level up: ${name} belongs next to queues.`,
    }));
}

type Issue = v.BaseIssue<unknown>;

function problemOf(issue: Issue): ConfigProblem {
  const path = placeOf(issue);
  const found = path === '' && issue.input === undefined ? 'it has no default export' : foundBy(issue);
  return { path: path || 'queues.config.ts', found, fix: issue.message };
}

const keysOf = ({ path }: Issue) => (path ?? []).map(({ key }) => key as string | number);

const placeOf = (issue: Issue) => keysOf(issue).reduce<string>(pathOf, '');

function foundBy(issue: Issue): string {
  if (isUnknownKey(issue)) return 'there is no such setting here';
  if (isMissingKey(issue)) return 'it is missing';
  return `it is ${shown(issue.input)}`;
}

const isUnknownKey = ({ type }: Issue) => type === 'raw_check';

const isMissingKey = ({ type, path }: Issue) => type === 'loose_object' && path?.at(-1)?.origin === 'key';

/** A misspelled setting is also missing. That is one mistake, and it is reported once. */
function withoutEchoes(issues: readonly Issue[]): Issue[] {
  const parentOf = (issue: Issue) => JSON.stringify(keysOf(issue).slice(0, -1));
  const unknown = issues.filter(isUnknownKey);
  return issues.filter((issue) => {
    const name = keysOf(issue).at(-1);
    const isMeantBy = (one: Issue) => one.expected === name && parentOf(one) === parentOf(issue);
    return !isMissingKey(issue) || !unknown.some(isMeantBy);
  });
}
