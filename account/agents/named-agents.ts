import { meant, oneOf } from '../../src/config/errors/did-you-mean';
import type { Agent } from '../../src/config/queue-config';

/** Means every agent. */
export const everybody = 'all';

/** The ids of the named agents. Throws if a name is not a rung agent's. */
export function requireAgents(names: readonly string[], agents: readonly Agent[]): string[] {
  const ids = agents.map(({ id }) => id);
  if (names.includes(everybody)) return ids;
  for (const name of names) {
    if (ids.includes(name)) continue;
    const near = meant(name, ids);
    throw new Error(
      `No rung agent in queues.config.ts has the id ${name}. ${near ? `Did you mean ${near}?` : `The ids are ${oneOf(ids)}.`}`,
    );
  }
  return [...new Set(names)];
}
