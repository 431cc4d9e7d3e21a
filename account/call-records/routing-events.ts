import type { Twilio } from 'twilio';
import type { CallRecord, RecordedRequest, RoutingEvent } from '../../reporting/call-story/records';
import { asRead, type Source } from '../../reporting/call-story/source';
import { workspaceName } from '../../src/config/task-router';
import { domainSuffixes } from '../environment';
import { readAttributes } from '../task-router/found';
import { isOlderThan } from './attempt';
import type { CallQuestion } from './call-question';

/** "Events are logged for each Workspace … for 30 days": https://www.twilio.com/docs/taskrouter/api/event */
const daysEventsAreKept = 30;
const mostEvents = 5000;
const millisBeforeCall = 60_000;
/** TaskRouter's events of a task continue after its caller has gone. */
const millisAfterCall = 120_000;
/** An agent's last change of state may be hours ago. */
const millisOfShift = 24 * 3600_000;

/**
 * Reads TaskRouter's events of a call's tasks, whether it is the caller's call or an agent's, and the states of the
 * agents. Empty if the environment has no workspace.
 */
export async function readRoutingEvents(
  client: Twilio,
  call: CallRecord,
  requests: readonly RecordedRequest[],
  { environment, now }: CallQuestion,
): Promise<Source<RoutingEvent>> {
  const name = workspaceName(domainSuffixes[environment]);
  const workspaces = await client.taskrouter.v1.workspaces.list({ friendlyName: name, pageSize: 1000 });
  const workspace = workspaces.find(({ friendlyName }) => friendlyName === name);
  if (!workspace) return asRead([]);
  if (isOlderThan(daysEventsAreKept, call.endedAt ?? call.startedAt, now)) return { kind: 'expired' };
  const { events } = client.taskrouter.v1.workspaces(workspace.sid);
  let isCut = false;
  const read = async (asked: NonNullable<Parameters<typeof events.list>[0]>): Promise<RoutingEvent[]> => {
    const found = await events.list({ ...asked, limit: mostEvents, pageSize: 1000 });
    isCut ||= found.length === mostEvents;
    return found.map(routingEventOf);
  };
  const endDate = new Date((call.endedAt ?? now).getTime() + millisAfterCall);
  const startDate = new Date(call.startedAt.getTime() - millisBeforeCall);
  const window = { startDate, endDate };
  const tasks = await tasksOf(call.sid, requests, window, read);
  const ofTasks = await Promise.all(tasks.map((taskSid) => read({ taskSid })));
  const ofAgents = await read({
    eventType: 'worker.activity.update',
    startDate: new Date(call.startedAt.getTime() - millisOfShift),
    endDate,
  });
  return asRead([...ofTasks.flat(), ...ofAgents], isCut);
}

type ReadEvents = (asked: { eventType?: string; startDate: Date; endDate: Date }) => Promise<RoutingEvent[]>;

/**
 * A caller's task contains the call SID from the start. A call to an agent has the task in its URLs, and the task has
 * that call, at least at the end.
 */
async function tasksOf(
  sid: string,
  requests: readonly RecordedRequest[],
  window: { startDate: Date; endDate: Date },
  read: ReadEvents,
): Promise<string[]> {
  const created = await read({ ...window, eventType: 'task.created' });
  const ofCaller = created.filter(({ callerCall }) => callerCall === sid);
  if (ofCaller.length > 0) return different(ofCaller.map(({ task }) => task));
  const asked = different(requests.map(taskInUrl));
  if (asked.length > 0) return asked;
  const all = await read(window);
  return different(all.filter(({ agentCall }) => agentCall === sid).map(({ task }) => task));
}

const different = (sids: readonly (string | undefined)[]) => [
  ...new Set(sids.filter((sid) => sid !== undefined)),
];

const taskInUrl = ({ url }: RecordedRequest) =>
  URL.canParse(url) ? (new URL(url).searchParams.get('task') ?? undefined) : undefined;

/** Event data are the parameters of an event callback: https://www.twilio.com/docs/taskrouter/api/event/reference */
function routingEventOf(event: {
  readonly eventType: string;
  readonly eventDate: Date;
  readonly eventDateMs: number;
  readonly eventData: unknown;
}): RoutingEvent {
  const { eventData } = event;
  const data: Readonly<Record<string, unknown>> =
    typeof eventData === 'string' ? readAttributes(eventData) : Object(eventData);
  const text = (name: string) => {
    const value = data[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const { call_sid: callerCall, worker_call_sid: agentCall } = readAttributes(text('task_attributes') ?? '');
  return {
    at: event.eventDateMs ? new Date(event.eventDateMs) : event.eventDate,
    type: event.eventType,
    task: text('task_sid'),
    callerCall: typeof callerCall === 'string' ? callerCall : undefined,
    agentCall: typeof agentCall === 'string' ? agentCall : undefined,
    agent: text('worker_name'),
    reservation: text('reservation_sid'),
    taskQueue: text('task_queue_name'),
    activity: text('worker_activity_name'),
    reason: text('task_canceled_reason') ?? text('reason'),
  };
}
