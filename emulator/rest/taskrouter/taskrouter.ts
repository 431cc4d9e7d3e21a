import { activityResources } from './activities';
import type { TaskRouterResource } from './context';
import { eventResources } from './events';
import { reservationResources } from './reservations';
import { statisticsResources } from './statistics';
import { taskChannelResources } from './task-channels';
import { taskQueueResources } from './task-queues';
import { taskResources } from './tasks';
import { workerChannelResources } from './worker-channels';
import { workerResources } from './workers';
import { workflowResources } from './workflows';
import { workspaceResources } from './workspaces';

/** TaskRouter's REST API. Paths of statistics have words in place of SIDs, so they come first. */
export const taskRouterResources: readonly TaskRouterResource[] = [
  ...statisticsResources,
  ...workspaceResources,
  ...activityResources,
  ...taskQueueResources,
  ...taskChannelResources,
  ...workflowResources,
  ...workerResources,
  ...workerChannelResources,
  ...taskResources,
  ...reservationResources,
  ...eventResources,
];
