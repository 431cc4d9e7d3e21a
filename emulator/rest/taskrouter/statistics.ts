import {
  type ActivityStatistics,
  activityStatistics,
  type QueueStatistics,
  queueStatistics,
  type TaskStatistics,
  taskStatistics,
} from '../../task-router/statistics';
import { badParameter } from '../refusal';
import { missing } from '../resource';
import {
  ofWorkspace,
  orRefused,
  product,
  type TaskRouterAnswer,
  type TaskRouterAsked,
  type TaskRouterResource,
  urlIn,
  workspaceIn,
} from './asked';

/** https://www.twilio.com/docs/taskrouter/api/workspace-statistics */
const ofTheWorkspace: TaskRouterAnswer = (asked) => {
  const routed = workspaceIn(asked);
  const { workspace } = routed;
  return {
    status: 200,
    body: {
      ...ofWorkspace(asked, routed),
      ...shownTasks(taskStatistics(workspace, () => true)),
      activity_statistics: shownActivities(activityStatistics(workspace, [...workspace.workers])),
      total_workers: workspace.workers.size,
      url: urlIn(workspace.sid, '/RealTimeStatistics'),
    },
  };
};

/** https://www.twilio.com/docs/taskrouter/api/workflow-statistics */
const ofAWorkflow: TaskRouterAnswer = (asked) => {
  const routed = workspaceIn(asked);
  const { workspace } = routed;
  const { sid } = orRefused(workspace.workflows.fetch(asked.names.WorkflowSid ?? ''));
  return {
    status: 200,
    body: {
      ...ofWorkspace(asked, routed),
      ...shownTasks(taskStatistics(workspace, ({ workflowSid }) => workflowSid === sid)),
      workflow_sid: sid,
      url: urlIn(workspace.sid, `/Workflows/${sid}/RealTimeStatistics`),
    },
  };
};

/** https://www.twilio.com/docs/taskrouter/api/taskqueue-statistics */
const ofAQueue: TaskRouterAnswer = (asked) => {
  const routed = workspaceIn(asked);
  const { workspace, router } = routed;
  const { sid } = orRefused(workspace.taskQueues.fetch(asked.names.TaskQueueSid ?? ''));
  const statistics = queueStatistics(workspace, router, sid);
  return {
    status: 200,
    body: {
      ...ofWorkspace(asked, routed),
      ...shownQueue(sid, statistics),
      longest_relative_task_age_in_queue: statistics.longestRelativeTaskAgeInQueue,
      longest_relative_task_sid_in_queue: statistics.longestRelativeTaskSidInQueue ?? null,
      url: urlIn(workspace.sid, `/TaskQueues/${sid}/RealTimeStatistics`),
    },
  };
};

/** The queues that a body of JSON names. https://www.twilio.com/docs/taskrouter/api/taskqueue-statistics */
const ofSeveralQueues: TaskRouterAnswer = (asked) => {
  const routed = workspaceIn(asked);
  const { workspace, router } = routed;
  const sids = queueSidsIn(asked);
  const data = sids.map((sid) => {
    orRefused(workspace.taskQueues.fetch(sid));
    return shownQueue(sid, queueStatistics(workspace, router, sid));
  });
  return {
    status: 200,
    body: {
      ...ofWorkspace(asked, routed),
      task_queue_data: data,
      task_queue_response_count: data.length,
      url: urlIn(workspace.sid, '/TaskQueues/RealTimeStatistics'),
    },
  };
};

/** https://www.twilio.com/docs/taskrouter/api/worker/statistics */
const ofTheWorkers: TaskRouterAnswer = (asked) => {
  const routed = workspaceIn(asked);
  const { workspace } = routed;
  return {
    status: 200,
    body: {
      ...ofWorkspace(asked, routed),
      activity_statistics: shownActivities(activityStatistics(workspace, [...workspace.workers])),
      total_workers: workspace.workers.size,
      url: urlIn(workspace.sid, '/Workers/RealTimeStatistics'),
    },
  };
};

const overTime: TaskRouterAnswer = missing(
  'statistics of TaskRouter over a time: ask for RealTimeStatistics, or count the events. It',
);

const below = '/Workspaces/{WorkspaceSid}';

/** Only what is so at this moment. Statistics over a time are refused. */
export const statisticsResources: readonly TaskRouterResource[] = [
  { product, path: `${below}/RealTimeStatistics`, methods: { GET: ofTheWorkspace } },
  { product, path: `${below}/Workflows/{WorkflowSid}/RealTimeStatistics`, methods: { GET: ofAWorkflow } },
  { product, path: `${below}/TaskQueues/{TaskQueueSid}/RealTimeStatistics`, methods: { GET: ofAQueue } },
  { product, path: `${below}/TaskQueues/RealTimeStatistics`, methods: { POST: ofSeveralQueues } },
  { product, path: `${below}/Workers/RealTimeStatistics`, methods: { GET: ofTheWorkers } },
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

function queueSidsIn({ request }: TaskRouterAsked): string[] {
  const text = request.upload?.bytes.toString() || '{}';
  try {
    const { TaskQueueSids: sids } = JSON.parse(text) as { TaskQueueSids?: unknown };
    if (Array.isArray(sids)) return sids.map(String);
  } catch {
    // Refused below, as everything that names no queues.
  }
  throw badParameter('TaskQueueSids', 'send a JSON object with a list of SIDs under this name.');
}

const shownTasks = (statistics: TaskStatistics) => ({
  longest_task_waiting_age: statistics.longestTaskWaitingAge,
  longest_task_waiting_sid: statistics.longestTaskWaitingSid ?? null,
  tasks_by_priority: statistics.tasksByPriority,
  tasks_by_status: statistics.tasksByStatus,
  total_tasks: statistics.totalTasks,
});

const shownActivities = (statistics: readonly ActivityStatistics[]) =>
  statistics.map(({ sid, friendlyName, workers }) => ({ sid, friendly_name: friendlyName, workers }));

const shownQueue = (sid: string, statistics: QueueStatistics) => ({
  ...shownTasks(statistics),
  task_queue_sid: sid,
  activity_statistics: shownActivities(statistics.activityStatistics),
  total_eligible_workers: statistics.totalEligibleWorkers,
  total_available_workers: statistics.totalAvailableWorkers,
});
