import { isoDate } from '../../platform/dates';
import { createTaskQueue, deleteTaskQueue, updateTaskQueue } from '../../task-router/task-queues';
import type { TaskQueue } from '../../task-router/workspace-records';
import { integerIn } from '../parameters';
import { listing, reading } from '../resource';
import {
  choiceIn,
  deleted,
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
import { ordered } from './ordering';

const create: TaskRouterAnswer = (asked) => {
  const { form } = asked.request;
  const fields = { friendlyName: form.get('FriendlyName') ?? '', ...fieldsIn(form) };
  return {
    status: 201,
    body: shown(asked, orRefused(createTaskQueue(workspaceIn(asked).workspace, fields))),
  };
};

const list: TaskRouterAnswer = (asked) => {
  const { query } = asked.request;
  const { workspace, router } = workspaceIn(asked);
  const workerSid = query.get('WorkerSid');
  const evaluated = query.get('EvaluateWorkerAttributes');
  const fits = evaluated
    ? asked.attributeSearches.byAttributes('EvaluateWorkerAttributes', evaluated)
    : () => true;
  const isOfWorker = ({ sid }: TaskQueue) =>
    workerSid === null || [...router.workersIn(sid)].some((worker) => worker.sid === workerSid);
  const items = [...workspace.taskQueues].filter(
    (queue) =>
      isAsked(query, 'FriendlyName', queue.friendlyName) && isOfWorker(queue) && fits(queue.expression),
  );
  return listOf(asked, {
    key: 'task_queues',
    items: ordered(query, items, { DateUpdated: ({ dateUpdated }) => dateUpdated.getTime() }),
    sidOf: ({ sid }) => sid,
    show: (queue) => shown(asked, queue),
  });
};

const fetch: TaskRouterAnswer = (asked) => {
  const { taskQueues } = workspaceIn(asked).workspace;
  return { status: 200, body: shown(asked, orRefused(taskQueues.fetch(asked.names.Sid ?? ''))) };
};

const update: TaskRouterAnswer = (asked) => {
  const { form } = asked.request;
  const changes = { ...sent({ friendlyName: textIn(form, 'FriendlyName') }), ...fieldsIn(form) };
  const updated = updateTaskQueue(workspaceIn(asked).workspace, asked.names.Sid ?? '', changes);
  return { status: 200, body: shown(asked, orRefused(updated)) };
};

const remove: TaskRouterAnswer = (asked) => {
  orRefused(deleteTaskQueue(workspaceIn(asked).workspace, asked.names.Sid ?? ''));
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

function shown(asked: TaskRouterAsked, queue: TaskQueue) {
  const routed = workspaceIn(asked);
  const { sid, activities } = routed.workspace;
  const { reservationActivitySid, assignmentActivitySid } = queue;
  const nameOf = (activitySid: string | undefined) => activities.get(activitySid ?? '')?.friendlyName ?? null;
  const url = urlIn(sid, `/TaskQueues/${queue.sid}`);
  return {
    ...ofWorkspace(asked, routed),
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
