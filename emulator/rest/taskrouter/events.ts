import { isoDate } from '../../platform/dates';
import { inSnakeCase } from '../../platform/snake-case';
import type { EventQuery } from '../../task-router/event-log';
import type { ResourceType, TaskRouterEvent } from '../../task-router/events';
import { refuseMissing } from '../../task-router/outcome';
import { integerIn } from '../parameters';
import { badParameter } from '../refusal';
import { listing } from '../resource';
import {
  listOf,
  matchesFilter,
  ofWorkspace,
  orRefused,
  product,
  sent,
  type TaskRouterContext,
  type TaskRouterHandler,
  type TaskRouterResource,
  textIn,
  urlIn,
  workspaceIn,
} from './context';

const list: TaskRouterHandler = (context) => {
  const { query } = context.request;
  const { events } = workspaceIn(context).workspace;
  return listOf(context, {
    key: 'events',
    items: events.list(queryIn(context)).filter(({ sid }) => matchesFilter(query, 'Sid', sid)),
    sidOf: ({ sid }) => sid,
    show: (event) => bodyOf(context, event),
  });
};

const fetch: TaskRouterHandler = (context) => {
  const { Sid = '' } = context.names;
  const event = workspaceIn(context).workspace.events.get(Sid);
  return { status: 200, body: bodyOf(context, event ?? orRefused(refuseMissing('Event', Sid))) };
};

const filters = `EndDate EventType Minutes ReservationSid StartDate TaskQueueSid TaskSid WorkerSid WorkflowSid TaskChannel Sid`;

/** https://www.twilio.com/docs/taskrouter/api/event */
export const eventResources: readonly TaskRouterResource[] = [
  { product, path: '/Workspaces/{WorkspaceSid}/Events', methods: { GET: listing(filters, list) } },
  { product, path: '/Workspaces/{WorkspaceSid}/Events/{Sid}', methods: { GET: fetch } },
];

function queryIn({ request, platform }: TaskRouterContext): EventQuery {
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
    throw badParameter(
      name,
      `"${text}" is not an ISO 8601 date and time. Send one such as 2026-01-31T15:00:00Z.`,
    );
  return moment;
}

/** The folders of the resources that events are about. */
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

function bodyOf(context: TaskRouterContext, event: TaskRouterEvent) {
  const routed = workspaceIn(context);
  const { sid } = routed.workspace;
  return {
    ...ofWorkspace(context, routed),
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
