import { isoDate } from '../../platform/dates';
import { inSnakeCase } from '../../platform/snake-case';
import type { EventQuery } from '../../task-router/event-log';
import type { ResourceType, TaskRouterEvent } from '../../task-router/events';
import { refuseMissing } from '../../task-router/outcome';
import { integerIn } from '../parameters';
import { badParameter } from '../refusal';
import { listing } from '../resource';
import {
  isAsked,
  listOf,
  ofWorkspace,
  orRefused,
  product,
  sent,
  type TaskRouterAnswer,
  type TaskRouterAsked,
  type TaskRouterResource,
  textIn,
  urlIn,
  workspaceIn,
} from './asked';

const list: TaskRouterAnswer = (asked) => {
  const { query } = asked.request;
  const { events } = workspaceIn(asked).workspace;
  return listOf(asked, {
    key: 'events',
    items: events.list(queryIn(asked)).filter(({ sid }) => isAsked(query, 'Sid', sid)),
    sidOf: ({ sid }) => sid,
    show: (event) => shown(asked, event),
  });
};

const fetch: TaskRouterAnswer = (asked) => {
  const { Sid = '' } = asked.names;
  const event = workspaceIn(asked).workspace.events.get(Sid);
  return { status: 200, body: shown(asked, event ?? orRefused(refuseMissing('Event', Sid))) };
};

const filters = `EndDate EventType Minutes ReservationSid StartDate TaskQueueSid TaskSid WorkerSid WorkflowSid TaskChannel Sid`;

/** https://www.twilio.com/docs/taskrouter/api/event */
export const eventResources: readonly TaskRouterResource[] = [
  { product, path: '/Workspaces/{WorkspaceSid}/Events', methods: { GET: listing(filters, list) } },
  { product, path: '/Workspaces/{WorkspaceSid}/Events/{Sid}', methods: { GET: fetch } },
];

function queryIn({ request, platform }: TaskRouterAsked): EventQuery {
  const { query } = request;
  const minutes = integerIn(query, 'Minutes', { min: 1 });
  const since = minutes && new Date(platform.clock.now().getTime() - minutes * 60_000);
  return sent({
    eventType: textIn(query, 'EventType'),
    from: momentIn(query, 'StartDate') ?? (since || undefined),
    until: momentIn(query, 'EndDate'),
    taskSid: textIn(query, 'TaskSid'),
    workerSid: textIn(query, 'WorkerSid'),
    reservationSid: textIn(query, 'ReservationSid'),
    workflowSid: textIn(query, 'WorkflowSid'),
    taskQueueSid: textIn(query, 'TaskQueueSid'),
    taskChannel: textIn(query, 'TaskChannel'),
  });
}

function momentIn(query: URLSearchParams, name: string): Date | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime()))
    throw badParameter(name, `"${text}" is not a date and time of ISO 8601.`);
  return moment;
}

/** Where the resource of an event is found. */
const folders: Readonly<Record<ResourceType, string>> = {
  activity: '/Activities',
  reservation: '/Reservations',
  task: '/Tasks',
  taskchannel: '/TaskChannels',
  taskqueue: '/TaskQueues',
  worker: '/Workers',
  workflow: '/Workflows',
  workspace: '',
};

function shown(asked: TaskRouterAsked, event: TaskRouterEvent) {
  const routed = workspaceIn(asked);
  const { sid } = routed.workspace;
  return {
    ...ofWorkspace(asked, routed),
    sid: event.sid,
    event_type: event.eventType,
    event_date: isoDate(event.at),
    event_date_ms: event.at.getTime(),
    event_data: inSnakeCase(event.parameters),
    description: event.description,
    actor_sid: sid,
    actor_type: 'workspace',
    actor_url: urlIn(sid),
    resource_sid: event.resourceSid,
    resource_type: event.resourceType,
    resource_url: resourceUrl(sid, event),
    source: 'twilio',
    source_ip_address: null,
    url: urlIn(sid, `/Events/${event.sid}`),
  };
}

function resourceUrl(
  workspaceSid: string,
  { resourceType, resourceSid, parameters }: TaskRouterEvent,
): string {
  if (resourceType === 'workspace') return urlIn(workspaceSid);
  const owner = resourceType === 'reservation' ? `/Tasks/${parameters.TaskSid}` : '';
  return urlIn(workspaceSid, `${owner}${folders[resourceType]}/${resourceSid}`);
}
