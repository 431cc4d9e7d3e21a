import type { LoggedLine } from '../../src/log';

/** The line of one event. */
export type LineOf<Event extends LoggedLine['event']> = Extract<LoggedLine, { event: Event }>;

/** Each line once, ordered by time: logs are written at least once, and arrive in any order. */
export function inOrder(lines: readonly LoggedLine[]): LoggedLine[] {
  const once = new Map(lines.map((line) => [JSON.stringify(line), line]));
  const ranked = [...once].map(([text, line]) => ({ text, line, time: timeOf(line) }));
  ranked.sort((one, other) => one.time - other.time || (one.text < other.text ? -1 : 1));
  return ranked.map(({ line }) => line);
}

/** When a line was written, in milliseconds since 1970. */
export const timeOf = ({ at }: LoggedLine) => Date.parse(at);

/** Whole seconds from one time to a later one, both in milliseconds. */
export const secondsBetween = (from: number, until: number) => Math.max(0, Math.round((until - from) / 1000));

/** Whether a line is about the call of an agent who has dialed in, or signs in. */
export const isOfAgentsCall = ({ event }: LoggedLine) =>
  event.startsWith('agent-') && event !== 'agent-state';

/** Groups things by a key, in the order in which each key first appears. */
export function groupedBy<Thing, Key>(things: readonly Thing[], keyOf: (thing: Thing) => Key) {
  const groups = new Map<Key, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
