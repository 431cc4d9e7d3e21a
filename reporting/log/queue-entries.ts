import type { LoggedLine } from '../../src/log';
import { groupedBy, type LineOf, secondsBetween, timeOf } from './lines';

/** One wait of a caller in one line, rebuilt from the log lines of the call. */
export interface QueueEntry {
  readonly queue: string;
  /** In milliseconds since 1970; undefined if the caller hung up before the line, or found it full. */
  readonly enteredAt: number | undefined;
  /** In this line, up to leaving it or to the agent. */
  readonly secondsWaited: number;
  /** In other lines, or in earlier entries of the same line. */
  readonly secondsWaitedBefore: number;
  /** The places in line that were announced, in order. */
  readonly positions: readonly number[];
  readonly connected: LineOf<'connected'> | undefined;
  /** From choosing the agent to connecting the two; 0 for an agent who had dialed in. */
  readonly ringSeconds: number;
  /** The latest, as for the outcome: Twilio uses the last answer that it got. */
  readonly left: LineOf<'left'> | undefined;
  /** The time of the earliest line, which is nearest to the truth. */
  readonly leftAt: number | undefined;
}

type EntryLine = LineOf<'joined' | 'announced' | 'rung' | 'connected' | 'left'>;

/** The queue entries of one call, from its lines in order. */
export function queueEntriesOf(lines: readonly LoggedLine[]): QueueEntry[] {
  const ended = lines.find(({ event }) => event === 'ended');
  const entries: QueueEntry[] = [];
  for (const own of linesByEntry(lines.filter(isAboutEntry))) {
    entries.push(queueEntryOf(own, entries.at(-1), ended && timeOf(ended)));
  }
  return entries;
}

const isAboutEntry = (line: LoggedLine): line is EntryLine =>
  ['joined', 'announced', 'rung', 'connected', 'left'].includes(line.event);

/** Only `joined` and `left` say which entry they are about; other lines belong to the one that has started. */
function linesByEntry(lines: readonly EntryLine[]): EntryLine[][] {
  const begun = new Map<string, number>();
  const first = firstEntries(lines);
  const entryOfLine = (line: EntryLine): number => {
    const known = begun.get(line.queue);
    const entryNumber = 'stay' in line ? line.stay : (known ?? first.get(line.queue) ?? 0);
    if (line.event === 'joined') begun.set(line.queue, Math.max(entryNumber, known ?? 0));
    return entryNumber;
  };
  return [...groupedBy(lines, (line) => `${line.queue} ${entryOfLine(line)}`).values()];
}

/** The number of the first entry in each queue. */
function firstEntries(lines: readonly EntryLine[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const line of lines) {
    if ('stay' in line) first.set(line.queue, Math.min(line.stay, first.get(line.queue) ?? line.stay));
  }
  return first;
}

function queueEntryOf(
  lines: readonly EntryLine[],
  previous: QueueEntry | undefined,
  endedAt: number | undefined,
): QueueEntry {
  const announced = lines.filter((line) => line.event === 'announced');
  const connected = lines.find((line) => line.event === 'connected');
  const firstLeft = lines.find((line) => line.event === 'left');
  const left = lines.findLast((line) => line.event === 'left');
  const leftAt = firstLeft && timeOf(firstLeft);
  const before = previous
    ? (announced[0]?.secondsWaited ?? previous.secondsWaitedBefore + previous.secondsWaited)
    : 0;
  const inLine = lines.find(({ event }) => event === 'announced' || event === 'connected');
  const enteredAt = inLine && timeOf(inLine);
  const secondsWaited =
    secondsLogged({ left, connected }, before) ??
    waitUntil(enteredAt, connected, endedAt) ??
    Math.max(0, (announced.at(-1)?.secondsWaited ?? before) - before);
  return {
    queue: (lines[0] as EntryLine).queue,
    enteredAt: enteredAt ?? entryBefore(left, leftAt, secondsWaited),
    secondsWaited,
    secondsWaitedBefore: before,
    positions: announced.flatMap(({ position }) => position ?? []),
    connected,
    ringSeconds: ringSecondsOf(lines, connected),
    left,
    leftAt,
  };
}

/** TaskRouter may have rung the same agent before. */
function ringSecondsOf(lines: readonly EntryLine[], connected: QueueEntry['connected']): number {
  const rung = lines.findLast(
    (line) => line.event === 'rung' && line.agent === connected?.agent && line.at <= connected.at,
  );
  return rung && connected ? secondsBetween(timeOf(rung), timeOf(connected)) : 0;
}

/** The wait as a line says it. */
function secondsLogged({ left, connected }: Pick<QueueEntry, 'left' | 'connected'>, before: number) {
  return left ? Math.max(0, left.secondsWaited - before) : (connected?.secondsWaited ?? undefined);
}

/** The wait by the clock: until the agent or, if there was none, until the end of the call. */
function waitUntil(
  enteredAt: number | undefined,
  connected: QueueEntry['connected'],
  endedAt: number | undefined,
): number | undefined {
  const until = connected ? timeOf(connected) : endedAt;
  return enteredAt === undefined || until === undefined ? undefined : secondsBetween(enteredAt, until);
}

/** A caller who found the line full was never in it. */
const entryBefore = (left: QueueEntry['left'], leftAt: number | undefined, secondsWaited: number) =>
  leftAt === undefined || left?.outcome === 'full' ? undefined : leftAt - secondsWaited * 1000;
