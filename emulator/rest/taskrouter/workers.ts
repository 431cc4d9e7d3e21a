import { isoDate } from '../../platform/dates';
import type { RoutedWorkspace } from '../../task-router/task-router';
import { createWorker, deleteWorker } from '../../task-router/workers';
import type { Worker } from '../../task-router/workspace-records';
import { listing, reading } from '../resource';
import {
  booleanIn,
  deleted,
  ifMatchOf,
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
  versioned,
  workspaceIn,
} from './asked';
import { ordered } from './ordering';

const create: TaskRouterAnswer = (asked) => {
  const { form } = asked.request;
  const fields = { friendlyName: form.get('FriendlyName') ?? '', ...fieldsIn(form) };
  const worker = orRefused(createWorker(workspaceIn(asked).workspace, fields));
  return versioned(201, worker, shown(asked, worker));
};

const list: TaskRouterAnswer = (asked) => {
  const { query } = asked.request;
  const routed = workspaceIn(asked);
  const { workspace } = routed;
  const expression = query.get('TargetWorkersExpression');
  const fits = expression
    ? asked.attributeSearches.byExpression('TargetWorkersExpression', expression)
    : () => true;
  const isInQueue = queueFilter(query, routed);
  const isMeant = (worker: Worker) => {
    const { friendlyName, available, sid } = workspace.activityOf(worker);
    return (
      isAsked(query, 'FriendlyName', worker.friendlyName) &&
      isAsked(query, 'ActivitySid', sid) &&
      isAsked(query, 'ActivityName', friendlyName) &&
      isAsked(query, 'Available', available ? '1' : '0') &&
      isInQueue(worker) &&
      fits(worker.attributeValues)
    );
  };
  return listOf(asked, {
    key: 'workers',
    items: ordered(query, [...workspace.workers].filter(isMeant), {
      DateStatusChanged: ({ dateStatusChanged }) => dateStatusChanged.getTime(),
    }),
    sidOf: ({ sid }) => sid,
    show: (worker) => shown(asked, worker),
  });
};

const fetch: TaskRouterAnswer = (asked) => {
  const worker = orRefused(workspaceIn(asked).workspace.workers.fetch(asked.names.Sid ?? ''));
  return versioned(200, worker, shown(asked, worker));
};

const update: TaskRouterAnswer = (asked) => {
  const { form } = asked.request;
  const changes = {
    ...sent({
      friendlyName: textIn(form, 'FriendlyName'),
      rejectPendingReservations: booleanIn(form, 'RejectPendingReservations'),
    }),
    ...fieldsIn(form),
  };
  const updated = workspaceIn(asked).updateWorker(asked.names.Sid ?? '', changes, ifMatchOf(asked.request));
  const worker = orRefused(updated);
  return versioned(200, worker, shown(asked, worker));
};

const remove: TaskRouterAnswer = (asked) => {
  orRefused(deleteWorker(workspaceIn(asked).workspace, asked.names.Sid ?? '', ifMatchOf(asked.request)));
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

/** Who is in the queue that the query names by SID or name. */
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

function shown(asked: TaskRouterAsked, worker: Worker) {
  const routed = workspaceIn(asked);
  const { workspace } = routed;
  const { sid, friendlyName, available } = workspace.activityOf(worker);
  const url = (path: string) => urlIn(workspace.sid, path);
  const own = url(`/Workers/${worker.sid}`);
  return {
    ...ofWorkspace(asked, routed),
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
