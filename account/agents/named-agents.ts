import { meant, oneOf } from '../../src/config/errors/did-you-mean';
import type { Agent } from '../../src/config/queue-config';

/** Stands for every agent; no agent can have this name where it is asked for. */
export const everybody = 'all';

/** The ids of those who are named; throws at a name that nobody has who is rung. */
export function requireAgents(names: readonly string[], agents: readonly Agent[]): string[] {
  const ids = agents.map(({ id }) => id);
  if (names.includes(everybody)) return ids;
  for (const name of names) {
    if (ids.includes(name)) continue;
    const near = meant(name, ids);
    throw new Error(
      `No agent of queues.config.ts who is rung has the id ${name}. ${near ? `Did you mean ${near}?` : `There are ${oneOf(ids)}.`}`,
    );
  }
  return [...new Set(names)];
}
