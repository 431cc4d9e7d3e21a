import { createActivity } from './activities';
import { done, type Outcome, refuseValue } from './outcome';
import { createTaskChannel, initialTaskChannels } from './task-channels';
import { createTaskQueue } from './task-queues';
import { createWorkflow } from './workflows';
import { type TaskRouterEnvironment, Workspace } from './workspace';
import type { TaskOrder, WorkspaceSettings } from './workspace-records';

export interface NewWorkspace {
  friendlyName: string;
  /** `FIFO` adds a queue with all workers and a workflow for it. */
  template?: 'NONE' | 'FIFO';
  multiTaskEnabled?: boolean;
  eventCallbackUrl?: string;
  eventsFilter?: string;
  prioritizeQueueOrder?: TaskOrder;
}

/** https://www.twilio.com/docs/taskrouter/api/workspace, with Twilio's initial resources. */
export function createWorkspace(
  environment: TaskRouterEnvironment,
  fields: NewWorkspace,
  existing: Iterable<Workspace>,
): Outcome<Workspace> {
  const { friendlyName, template = 'NONE', multiTaskEnabled = true, prioritizeQueueOrder = 'FIFO' } = fields;
  if (friendlyName.trim() === '') return refuseValue('FriendlyName must not be empty.');
  if (template !== 'NONE' && template !== 'FIFO') {
    return refuseValue(`Template must be NONE or FIFO, not ${template}.`);
  }
  for (const { settings } of existing) {
    if (settings.friendlyName === friendlyName) {
      return refuseValue(
        `FriendlyName '${friendlyName}' already belongs to ${settings.sid}. Choose another.`,
      );
    }
  }
  const now = environment.clock.now();
  const settings: WorkspaceSettings = {
    sid: environment.nextSid('WS'),
    dateCreated: now,
    dateUpdated: now,
    version: 0,
    friendlyName,
    multiTaskEnabled,
    defaultActivitySid: '',
    timeoutActivitySid: '',
    eventCallbackUrl: fields.eventCallbackUrl,
    eventsFilter: fields.eventsFilter,
    prioritizeQueueOrder,
  };
  const workspace = new Workspace(settings, environment);
  publishWorkspaceEvent(workspace, 'workspace.created');
  addInitialResources(workspace);
  if (template === 'FIFO') addFifoTemplate(workspace);
  return done(workspace);
}

export interface WorkspaceChanges {
  friendlyName?: string;
  defaultActivitySid?: string;
  timeoutActivitySid?: string;
  eventCallbackUrl?: string;
  eventsFilter?: string;
  multiTaskEnabled?: boolean;
  prioritizeQueueOrder?: TaskOrder;
}

export function updateWorkspace(workspace: Workspace, changes: WorkspaceChanges): Outcome<Workspace> {
  const { settings, environment } = workspace;
  for (const sid of [changes.defaultActivitySid, changes.timeoutActivitySid]) {
    if (sid !== undefined && !workspace.activities.get(sid)) {
      return refuseValue(`Activity ${sid} was not found.`);
    }
  }
  if (settings.multiTaskEnabled && changes.multiTaskEnabled === false) {
    return refuseValue('MultiTaskEnabled cannot be set back to false.');
  }
  Object.assign(settings, changes, { version: settings.version + 1, dateUpdated: environment.clock.now() });
  publishWorkspaceEvent(workspace, 'workspace.updated');
  return done(workspace);
}

export function publishWorkspaceEvent(
  workspace: Workspace,
  type: 'workspace.created' | 'workspace.updated' | 'workspace.deleted',
): void {
  const description = `Workspace ${workspace.settings.friendlyName} ${type.slice('workspace.'.length)}`;
  workspace.publish(type, 'workspace', workspace.sid, description, {});
}

/** As in real accounts: three activities, of which Offline is both the default and the timeout activity. */
function addInitialResources(workspace: Workspace): void {
  for (const channel of initialTaskChannels) createTaskChannel(workspace, channel);
  const offline = createActivity(workspace, { friendlyName: 'Offline' });
  createActivity(workspace, { friendlyName: 'Available', available: true });
  createActivity(workspace, { friendlyName: 'Unavailable' });
  if (offline.kind === 'refused') throw new Error(offline.refusal.message);
  workspace.settings.defaultActivitySid = offline.value.sid;
  workspace.settings.timeoutActivitySid = offline.value.sid;
}

function addFifoTemplate(workspace: Workspace): void {
  const queue = createTaskQueue(workspace, { friendlyName: 'Sample Queue' });
  if (queue.kind === 'refused') throw new Error(queue.refusal.message);
  createWorkflow(workspace, {
    friendlyName: 'Default Fifo Workflow',
    configuration: JSON.stringify({ task_routing: { default_filter: { queue: queue.value.sid } } }),
  });
}
