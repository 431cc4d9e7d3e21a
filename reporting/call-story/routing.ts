import type { QueuesConfig } from '../../src/config/queue-config';
import { noAgentsReason } from '../../src/config/task-router';
import type { CallRecords, RecordedRequest, RoutingEvent } from './records';
import { inSeconds } from './seconds';
import { itemsOf } from './source';
import type { AgentWhereabouts, ReservationEnd, TimelineEntry } from './timeline-entry';

/** What TaskRouter knows about a call: about all agents for a caller's call, about one agent for the call to that agent. */
export function entriesOfRouting(
  { call, routing, events }: Pick<CallRecords, 'call' | 'routing' | 'events'>,
  role: 'caller' | 'rung-agent',
): TimelineEntry[] {
  const known = inOrder(itemsOf(routing));
  const ofCaller = known.filter(({ callerCall }) => callerCall === call.sid);
  if (role === 'caller') {
    const entered = ofCaller.filter(({ type }) => type === 'task-queue.entered');
    return ofCaller.flatMap((event) => [...laterAgents(event, entered), ...ringEntry(event)]);
  }
  const reservations = reservationsOf(call.sid, known, itemsOf(events));
  return known
    .filter(({ reservation }) => reservation !== undefined && reservations.has(reservation))
    .flatMap(ringEntry);
}

const inOrder = (events: readonly RoutingEvent[]) =>
  events.toSorted((one, other) => one.at.getTime() - other.at.getTime() || (one.type < other.type ? -1 : 1));

/** A task names the call to its agent, and so do the URLs of that call. */
function reservationsOf(
  sid: string,
  known: readonly RoutingEvent[],
  requests: readonly RecordedRequest[],
): ReadonlySet<string> {
  const named = known.flatMap(({ agentCall, reservation }) => (agentCall === sid ? (reservation ?? []) : []));
  const asked = requests.flatMap(({ url }) =>
    URL.canParse(url) ? (new URL(url).searchParams.get('reservation') ?? []) : [],
  );
  return new Set(asked.length > 0 ? asked : named);
}

const ends = {
  'reservation.accepted': 'accepted',
  'reservation.rejected': 'rejected',
  'reservation.timeout': 'timeout',
  'reservation.canceled': 'canceled',
  'reservation.rescinded': 'rescinded',
} as const satisfies Readonly<Record<string, ReservationEnd>>;

function ringEntry({ type, at, agent = 'agent', taskQueue, reason }: RoutingEvent): TimelineEntry[] {
  const heard = [] as const;
  if (type === 'reservation.created')
    return [{ kind: 'rung', at, heard, agent, queue: queueOf(taskQueue ?? '') }];
  if (type === 'task.canceled' && reason === noAgentsReason) return [{ kind: 'given-up', at, heard }];
  if (!Object.hasOwn(ends, type)) return [];
  return [{ kind: 'reservation-over', at, heard, agent, how: ends[type as keyof typeof ends] }];
}

/** Our task queues are named after a queue and its level. */
const queueOf = (taskQueue: string) => taskQueue.replace(/-\d+$/, '');

/** Agents of the first task queue can be rung at once, those of a later one when the task enters it. */
function laterAgents(event: RoutingEvent, entered: readonly RoutingEvent[]): TimelineEntry[] {
  const before = entered[entered.indexOf(event) - 1];
  const { at, taskQueue = '' } = event;
  const level = Number(/-(\d+)$/.exec(taskQueue)?.[1]);
  if (!before || before.taskQueue === taskQueue || !level) return [];
  return [{ kind: 'more-agents', at, heard: [], queue: queueOf(taskQueue), level }];
}

/** Why the caller's newest task had been canceled by then. Twilio's record of the request only has the second. */
export function whyCanceled(
  call: string,
  routing: readonly RoutingEvent[],
  { at }: RecordedRequest,
): string | undefined {
  const known = inOrder(routing).filter(
    (event) => event.callerCall === call && inSeconds(event.at) <= inSeconds(at),
  );
  const newest = known.findLast(({ type }) => type === 'task.created')?.task;
  return known.find(({ type, task }) => type === 'task.canceled' && task === newest)?.reason;
}

/** Why no agent was there for a caller: the activity of each agent of the queue at that time. */
export function nobodyThere(
  entries: readonly TimelineEntry[],
  routing: CallRecords['routing'],
  config: QueuesConfig,
): TimelineEntry[] {
  if (routing.kind !== 'read') return [];
  return entries.flatMap((entry): TimelineEntry[] => {
    const isIt =
      (entry.kind === 'refused' && entry.why === 'noAgents') ||
      (entry.kind === 'left' && entry.outcome === 'noAgents');
    if (!isIt) return [];
    const agents = config.agents.filter(({ queues }) => queues.some((name) => name === entry.queue));
    const whereabouts = agents.map(({ id }) => whereaboutsOf(id, routing.items, entry.at));
    return [{ kind: 'whereabouts', at: entry.at, heard: [], agents: whereabouts }];
  });
}

function whereaboutsOf(agent: string, events: readonly RoutingEvent[], time: Date): AgentWhereabouts {
  const last = inOrder(events).findLast(
    (event) => event.type === 'worker.activity.update' && event.agent === agent && event.at <= time,
  );
  return { agent, activity: last?.activity, since: last?.at };
}
