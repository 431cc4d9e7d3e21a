import { isoDate } from '../../platform/dates';
import { createTaskQueue, deleteTaskQueue, updateTaskQueue } from '../../task-router/task-queues';
import type { TaskQueue } from '../../task-router/workspace-records';
import { integerIn } from '../parameters';
import { listing, reading } from '../resource';
import {
  choiceIn,
  deleted,
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
import { ordered } from './ordering';

const create: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const fields = { friendlyName: form.get('FriendlyName') ?? '', ...fieldsIn(form) };
  return {
    status: 201,
    body: bodyOf(context, orRefused(createTaskQueue(workspaceIn(context).workspace, fields))),
  };
};

const list: TaskRouterHandler = (context) => {
  const { query } = context.request;
  const { workspace, router } = workspaceIn(context);
  const workerSid = query.get('WorkerSid');
  const evaluated = query.get('EvaluateWorkerAttributes');
  const fits = evaluated
    ? context.attributeSearches.byAttributes('EvaluateWorkerAttributes', evaluated)
    : () => true;
  const isOfWorker = ({ sid }: TaskQueue) =>
    workerSid === null || [...router.workersIn(sid)].some((worker) => worker.sid === workerSid);
  const items = [...workspace.taskQueues].filter(
    (queue) =>
      matchesFilter(query, 'FriendlyName', queue.friendlyName) && isOfWorker(queue) && fits(queue.expression),
  );
  return listOf(context, {
    key: 'task_queues',
    items: ordered(query, items, { DateUpdated: ({ dateUpdated }) => dateUpdated.getTime() }),
    sidOf: ({ sid }) => sid,
    show: (queue) => bodyOf(context, queue),
  });
};

const fetch: TaskRouterHandler = (context) => {
  const { taskQueues } = workspaceIn(context).workspace;
  return { status: 200, body: bodyOf(context, orRefused(taskQueues.fetch(context.names.Sid ?? ''))) };
};

const update: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const changes = { ...sent({ friendlyName: textIn(form, 'FriendlyName') }), ...fieldsIn(form) };
  const updated = updateTaskQueue(workspaceIn(context).workspace, context.names.Sid ?? '', changes);
  return { status: 200, body: bodyOf(context, orRefused(updated)) };
};

const remove: TaskRouterHandler = (context) => {
  orRefused(deleteTaskQueue(workspaceIn(context).workspace, context.names.Sid ?? ''));
  return deleted;
};

const fields = `FriendlyName TargetWorkers MaxReservedWorkers TaskOrder ReservationActivitySid AssignmentActivitySid`;

/** https://www.twilio.com/docs/taskrouter/api/task-queue */
export const taskQueueResources: readonly TaskRouterResource[] = [
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/TaskQueues',
    methods: {
      GET: listing('FriendlyName EvaluateWorkerAttributes WorkerSid Ordering', list),
      POST: reading(fields, create),
    },
  },
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}',
    methods: { GET: fetch, POST: reading(fields, update), DELETE: remove },
  },
];

const fieldsIn = (form: URLSearchParams) =>
  sent({
    targetWorkers: textIn(form, 'TargetWorkers'),
    maxReservedWorkers: integerIn(form, 'MaxReservedWorkers', { min: 0 }),
    taskOrder: choiceIn(form, 'TaskOrder', ['FIFO', 'LIFO']),
    reservationActivitySid: textIn(form, 'ReservationActivitySid'),
    assignmentActivitySid: textIn(form, 'AssignmentActivitySid'),
  });

function bodyOf(context: TaskRouterContext, queue: TaskQueue) {
  const routed = workspaceIn(context);
  const { sid, activities } = routed.workspace;
  const { reservationActivitySid, assignmentActivitySid } = queue;
  const nameOf = (activitySid: string | undefined) => activities.get(activitySid ?? '')?.friendlyName ?? null;
  const url = urlIn(sid, `/TaskQueues/${queue.sid}`);
  return {
    ...ofWorkspace(context, routed),
    sid: queue.sid,
    friendly_name: queue.friendlyName,
    target_workers: queue.targetWorkers,
    max_reserved_workers: queue.maxReservedWorkers,
    task_order: queue.taskOrder,
    reservation_activity_sid: reservationActivitySid ?? null,
    reservation_activity_name: nameOf(reservationActivitySid),
    assignment_activity_sid: assignmentActivitySid ?? null,
    assignment_activity_name: nameOf(assignmentActivitySid),
    date_created: isoDate(queue.dateCreated),
    date_updated: isoDate(queue.dateUpdated),
    url,
    links: {
      ...(assignmentActivitySid && {
        assignment_activity: urlIn(sid, `/Activities/${assignmentActivitySid}`),
      }),
      ...(reservationActivitySid && {
        reservation_activity: urlIn(sid, `/Activities/${reservationActivitySid}`),
      }),
      workspace: urlIn(sid),
      statistics: `${url}/Statistics`,
      real_time_statistics: `${url}/RealTimeStatistics`,
      cumulative_statistics: `${url}/CumulativeStatistics`,
      list_statistics: urlIn(sid, '/TaskQueues/Statistics'),
      bulk_real_time_statistics: urlIn(sid, '/TaskQueues/RealTimeStatistics'),
    },
  };
}
