import {
  type ActivityStatistics,
  activityStatistics,
  type QueueStatistics,
  queueStatistics,
  type TaskStatistics,
  taskStatistics,
} from '../../task-router/statistics';
import { badParameter } from '../refusal';
import { notEmulated } from '../resource';
import {
  ofWorkspace,
  orRefused,
  product,
  type TaskRouterContext,
  type TaskRouterHandler,
  type TaskRouterResource,
  urlIn,
  workspaceIn,
} from './context';

/** https://www.twilio.com/docs/taskrouter/api/workspace-statistics */
const fetchWorkspaceStatistics: TaskRouterHandler = (context) => {
  const routed = workspaceIn(context);
  const { workspace } = routed;
  return {
    status: 200,
    body: {
      ...ofWorkspace(context, routed),
      ...tasksBody(taskStatistics(workspace, () => true)),
      activity_statistics: activitiesBody(activityStatistics(workspace, [...workspace.workers])),
      total_workers: workspace.workers.size,
      url: urlIn(workspace.sid, '/RealTimeStatistics'),
    },
  };
};

/** https://www.twilio.com/docs/taskrouter/api/workflow-statistics */
const fetchWorkflowStatistics: TaskRouterHandler = (context) => {
  const routed = workspaceIn(context);
  const { workspace } = routed;
  const { sid } = orRefused(workspace.workflows.fetch(context.names.WorkflowSid ?? ''));
  return {
    status: 200,
    body: {
      ...ofWorkspace(context, routed),
      ...tasksBody(taskStatistics(workspace, ({ workflowSid }) => workflowSid === sid)),
      workflow_sid: sid,
      url: urlIn(workspace.sid, `/Workflows/${sid}/RealTimeStatistics`),
    },
  };
};

/** https://www.twilio.com/docs/taskrouter/api/taskqueue-statistics */
const fetchQueueStatistics: TaskRouterHandler = (context) => {
  const routed = workspaceIn(context);
  const { workspace, router } = routed;
  const { sid } = orRefused(workspace.taskQueues.fetch(context.names.TaskQueueSid ?? ''));
  const statistics = queueStatistics(workspace, router, sid);
  return {
    status: 200,
    body: {
      ...ofWorkspace(context, routed),
      ...queueBody(sid, statistics),
      longest_relative_task_age_in_queue: statistics.longestRelativeTaskAgeInQueue,
      longest_relative_task_sid_in_queue: statistics.longestRelativeTaskSidInQueue ?? null,
      url: urlIn(workspace.sid, `/TaskQueues/${sid}/RealTimeStatistics`),
    },
  };
};

/** Statistics of the queues in a JSON body. https://www.twilio.com/docs/taskrouter/api/taskqueue-statistics */
const fetchBulkQueueStatistics: TaskRouterHandler = (context) => {
  const routed = workspaceIn(context);
  const { workspace, router } = routed;
  const sids = queueSidsIn(context);
  const data = sids.map((sid) => {
    orRefused(workspace.taskQueues.fetch(sid));
    return queueBody(sid, queueStatistics(workspace, router, sid));
  });
  return {
    status: 200,
    body: {
      ...ofWorkspace(context, routed),
      task_queue_data: data,
      task_queue_response_count: data.length,
      url: urlIn(workspace.sid, '/TaskQueues/RealTimeStatistics'),
    },
  };
};

/** https://www.twilio.com/docs/taskrouter/api/worker/statistics */
const fetchWorkerStatistics: TaskRouterHandler = (context) => {
  const routed = workspaceIn(context);
  const { workspace } = routed;
  return {
    status: 200,
    body: {
      ...ofWorkspace(context, routed),
      activity_statistics: activitiesBody(activityStatistics(workspace, [...workspace.workers])),
      total_workers: workspace.workers.size,
      url: urlIn(workspace.sid, '/Workers/RealTimeStatistics'),
    },
  };
};

const overTime: TaskRouterHandler = notEmulated(
  'TaskRouter statistics over a period (use RealTimeStatistics, or count the events)',
);

const below = '/Workspaces/{WorkspaceSid}';

/** Only real-time statistics. Statistics over a period are refused. */
export const statisticsResources: readonly TaskRouterResource[] = [
  { product, path: `${below}/RealTimeStatistics`, methods: { GET: fetchWorkspaceStatistics } },
  {
    product,
    path: `${below}/Workflows/{WorkflowSid}/RealTimeStatistics`,
    methods: { GET: fetchWorkflowStatistics },
  },
  {
    product,
    path: `${below}/TaskQueues/{TaskQueueSid}/RealTimeStatistics`,
    methods: { GET: fetchQueueStatistics },
  },
  { product, path: `${below}/TaskQueues/RealTimeStatistics`, methods: { POST: fetchBulkQueueStatistics } },
  { product, path: `${below}/Workers/RealTimeStatistics`, methods: { GET: fetchWorkerStatistics } },
  ...[
    '/Statistics',
    '/CumulativeStatistics',
    '/Workflows/{WorkflowSid}/Statistics',
    '/Workflows/{WorkflowSid}/CumulativeStatistics',
    '/TaskQueues/Statistics',
    '/TaskQueues/{TaskQueueSid}/Statistics',
    '/TaskQueues/{TaskQueueSid}/CumulativeStatistics',
    '/Workers/Statistics',
    '/Workers/CumulativeStatistics',
    '/Workers/{WorkerSid}/Statistics',
  ].map((path) => ({ product, path: `${below}${path}`, methods: { GET: overTime } })),
];

function queueSidsIn({ request }: TaskRouterContext): string[] {
  const text = request.upload?.bytes.toString() || '{}';
  try {
    const { TaskQueueSids: sids } = JSON.parse(text) as { TaskQueueSids?: unknown };
    if (Array.isArray(sids)) return sids.map(String);
  } catch {
    // Refused below, like everything that does not name queues.
  }
  throw badParameter('TaskQueueSids', 'send a JSON object with a list of SIDs under this name.');
}

const tasksBody = (statistics: TaskStatistics) => ({
  longest_task_waiting_age: statistics.longestTaskWaitingAge,
  longest_task_waiting_sid: statistics.longestTaskWaitingSid ?? null,
  tasks_by_priority: statistics.tasksByPriority,
  tasks_by_status: statistics.tasksByStatus,
  total_tasks: statistics.totalTasks,
});

const activitiesBody = (statistics: readonly ActivityStatistics[]) =>
  statistics.map(({ sid, friendlyName, workers }) => ({ sid, friendly_name: friendlyName, workers }));

const queueBody = (sid: string, statistics: QueueStatistics) => ({
  ...tasksBody(statistics),
  task_queue_sid: sid,
  activity_statistics: activitiesBody(statistics.activityStatistics),
  total_eligible_workers: statistics.totalEligibleWorkers,
  total_available_workers: statistics.totalAvailableWorkers,
});
