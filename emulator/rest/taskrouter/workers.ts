import { isoDate } from '../../platform/dates';
import type { RoutedWorkspace } from '../../task-router/task-router';
import { createWorker, deleteWorker } from '../../task-router/workers';
import type { Worker } from '../../task-router/workspace-records';
import { listing, reading } from '../resource';
import {
  booleanIn,
  deleted,
  ifMatchOf,
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
  versioned,
  workspaceIn,
} from './context';
import { ordered } from './ordering';

const create: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const fields = { friendlyName: form.get('FriendlyName') ?? '', ...fieldsIn(form) };
  const worker = orRefused(createWorker(workspaceIn(context).workspace, fields));
  return versioned(201, worker, bodyOf(context, worker));
};

const list: TaskRouterHandler = (context) => {
  const { query } = context.request;
  const routed = workspaceIn(context);
  const { workspace } = routed;
  const expression = query.get('TargetWorkersExpression');
  const fits = expression
    ? context.attributeSearches.byExpression('TargetWorkersExpression', expression)
    : () => true;
  const isInQueue = queueFilter(query, routed);
  const matches = (worker: Worker) => {
    const { friendlyName, available, sid } = workspace.activityOf(worker);
    return (
      matchesFilter(query, 'FriendlyName', worker.friendlyName) &&
      matchesFilter(query, 'ActivitySid', sid) &&
      matchesFilter(query, 'ActivityName', friendlyName) &&
      matchesFilter(query, 'Available', available ? '1' : '0') &&
      isInQueue(worker) &&
      fits(worker.attributeValues)
    );
  };
  return listOf(context, {
    key: 'workers',
    items: ordered(query, [...workspace.workers].filter(matches), {
      DateStatusChanged: ({ dateStatusChanged }) => dateStatusChanged.getTime(),
    }),
    sidOf: ({ sid }) => sid,
    show: (worker) => bodyOf(context, worker),
  });
};

const fetch: TaskRouterHandler = (context) => {
  const worker = orRefused(workspaceIn(context).workspace.workers.fetch(context.names.Sid ?? ''));
  return versioned(200, worker, bodyOf(context, worker));
};

const update: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const changes = {
    ...sent({
      friendlyName: textIn(form, 'FriendlyName'),
      rejectPendingReservations: booleanIn(form, 'RejectPendingReservations'),
    }),
    ...fieldsIn(form),
  };
  const updated = workspaceIn(context).updateWorker(
    context.names.Sid ?? '',
    changes,
    ifMatchOf(context.request),
  );
  const worker = orRefused(updated);
  return versioned(200, worker, bodyOf(context, worker));
};

const remove: TaskRouterHandler = (context) => {
  orRefused(
    deleteWorker(workspaceIn(context).workspace, context.names.Sid ?? '', ifMatchOf(context.request)),
  );
  return deleted;
};

const filters = `ActivityName ActivitySid Available FriendlyName TargetWorkersExpression TaskQueueName TaskQueueSid Ordering`;

/** https://www.twilio.com/docs/taskrouter/api/worker */
export const workerResources: readonly TaskRouterResource[] = [
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/Workers',
    methods: { GET: listing(filters, list), POST: reading('FriendlyName ActivitySid Attributes', create) },
  },
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/Workers/{Sid}',
    methods: {
      GET: fetch,
      POST: reading('FriendlyName ActivitySid Attributes RejectPendingReservations', update),
      DELETE: remove,
    },
  },
];

const fieldsIn = (form: URLSearchParams) =>
  sent({ attributes: textIn(form, 'Attributes'), activitySid: textIn(form, 'ActivitySid') });

/** Matches the workers of the queue that the query names by SID or name. */
function queueFilter(
  query: URLSearchParams,
  { workspace, router }: RoutedWorkspace,
): (worker: Worker) => boolean {
  const sid = query.get('TaskQueueSid');
  const name = query.get('TaskQueueName');
  if (sid === null && name === null) return () => true;
  const queue = workspace.taskQueues.find((one) => one.sid === sid || one.friendlyName === name);
  const members = new Set(queue ? router.workersIn(queue.sid) : []);
  return (worker) => members.has(worker);
}

function bodyOf(context: TaskRouterContext, worker: Worker) {
  const routed = workspaceIn(context);
  const { workspace } = routed;
  const { sid, friendlyName, available } = workspace.activityOf(worker);
  const url = (path: string) => urlIn(workspace.sid, path);
  const own = url(`/Workers/${worker.sid}`);
  return {
    ...ofWorkspace(context, routed),
    sid: worker.sid,
    friendly_name: worker.friendlyName,
    attributes: worker.attributes,
    activity_sid: sid,
    activity_name: friendlyName,
    available,
    date_created: isoDate(worker.dateCreated),
    date_updated: isoDate(worker.dateUpdated),
    date_status_changed: isoDate(worker.dateStatusChanged),
    url: own,
    links: {
      channels: `${own}/Channels`,
      activity: url(`/Activities/${sid}`),
      workspace: url(''),
      statistics: url('/Workers/Statistics'),
      real_time_statistics: url('/Workers/RealTimeStatistics'),
      cumulative_statistics: url('/Workers/CumulativeStatistics'),
      worker_statistics: `${own}/Statistics`,
      worker_channels: `${own}/Channels`,
      reservations: `${own}/Reservations`,
    },
  };
}
