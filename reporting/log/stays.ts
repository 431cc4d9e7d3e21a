import type { LoggedLine } from '../../src/log';
import { groupedBy, type LineOf, momentOf, secondsBetween } from './lines';

/** One stay of a caller in one line, rebuilt from the log lines of the call. */
export interface Stay {
  readonly queue: string;
  /** In milliseconds since 1970; undefined for one who hung up before the line, or found it full. */
  readonly enteredAt: number | undefined;
  /** In this line, up to leaving it or to the agent. */
  readonly secondsWaited: number;
  /** In other lines, or in earlier stays. */
  readonly secondsWaitedBefore: number;
  /** The places in line that were announced, the first one first. */
  readonly positions: readonly number[];
  readonly connected: LineOf<'connected'> | undefined;
  /** From choosing the agent who was rung to being joined; 0 for one who had dialed in. */
  readonly ringSeconds: number;
  /** The latest, as for the outcome: Twilio goes by the last answer that it got. */
  readonly left: LineOf<'left'> | undefined;
  /** The moment of the earliest, which is nearest to the truth. */
  readonly leftAt: number | undefined;
}

type StayLine = LineOf<'joined' | 'announced' | 'rung' | 'connected' | 'left'>;

/** The stays of one call, from its lines in order. */
export function staysOf(lines: readonly LoggedLine[]): Stay[] {
  const ended = lines.find(({ event }) => event === 'ended');
  const stays: Stay[] = [];
  for (const own of linesOfStays(lines.filter(isOfStay))) {
    stays.push(stayOf(own, stays.at(-1), ended && momentOf(ended)));
  }
  return stays;
}

const isOfStay = (line: LoggedLine): line is StayLine =>
  ['joined', 'announced', 'rung', 'connected', 'left'].includes(line.event);

/** Only `joined` and `left` say which stay they are about; other lines belong to the one that has begun. */
function linesOfStays(lines: readonly StayLine[]): StayLine[][] {
  const begun = new Map<string, number>();
  const first = firstStays(lines);
  const stayOfLine = (line: StayLine): number => {
    const known = begun.get(line.queue);
    const stay = 'stay' in line ? line.stay : (known ?? first.get(line.queue) ?? 0);
    if (line.event === 'joined') begun.set(line.queue, Math.max(stay, known ?? 0));
    return stay;
  };
  return [...groupedBy(lines, (line) => `${line.queue} ${stayOfLine(line)}`).values()];
}

/** The first stay in each queue that a line names. */
function firstStays(lines: readonly StayLine[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const line of lines) {
    if ('stay' in line) first.set(line.queue, Math.min(line.stay, first.get(line.queue) ?? line.stay));
  }
  return first;
}

function stayOf(lines: readonly StayLine[], previous: Stay | undefined, endedAt: number | undefined): Stay {
  const announced = lines.filter((line) => line.event === 'announced');
  const connected = lines.find((line) => line.event === 'connected');
  const firstLeft = lines.find((line) => line.event === 'left');
  const left = lines.findLast((line) => line.event === 'left');
  const leftAt = firstLeft && momentOf(firstLeft);
  const before = previous
    ? (announced[0]?.secondsWaited ?? previous.secondsWaitedBefore + previous.secondsWaited)
    : 0;
  const inLine = lines.find(({ event }) => event === 'announced' || event === 'connected');
  const enteredAt = inLine && momentOf(inLine);
  const secondsWaited =
    secondsTold({ left, connected }, before) ??
    waitUntil(enteredAt, connected, endedAt) ??
    Math.max(0, (announced.at(-1)?.secondsWaited ?? before) - before);
  return {
    queue: (lines[0] as StayLine).queue,
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
function ringSecondsOf(lines: readonly StayLine[], connected: Stay['connected']): number {
  const rung = lines.findLast(
    (line) => line.event === 'rung' && line.agent === connected?.agent && line.at <= connected.at,
  );
  return rung && connected ? secondsBetween(momentOf(rung), momentOf(connected)) : 0;
}

/** The wait as a line states it. */
function secondsTold({ left, connected }: Pick<Stay, 'left' | 'connected'>, before: number) {
  return left ? Math.max(0, left.secondsWaited - before) : (connected?.secondsWaited ?? undefined);
}

/** The wait by the clock: up to the agent or, of one who was never joined to any, to the end of the call. */
function waitUntil(
  enteredAt: number | undefined,
  connected: Stay['connected'],
  endedAt: number | undefined,
): number | undefined {
  const until = connected ? momentOf(connected) : endedAt;
  return enteredAt === undefined || until === undefined ? undefined : secondsBetween(enteredAt, until);
}

/** Who found the line full never was in it. */
const entryBefore = (left: Stay['left'], leftAt: number | undefined, secondsWaited: number) =>
  leftAt === undefined || left?.outcome === 'full' ? undefined : leftAt - secondsWaited * 1000;
