import { taskChannelParameters } from './events';
import { done, type Outcome, refuseMissing, refuseValue } from './outcome';
import { newWorkerChannel } from './workers';
import type { Workspace } from './workspace';
import type { TaskChannel } from './workspace-records';

export interface NewTaskChannel {
  friendlyName: string;
  /** Only letters, digits, _ and $, because expressions use it. */
  uniqueName: string;
  channelOptimizedRouting?: boolean;
}

/** https://www.twilio.com/docs/taskrouter/api/task-channel. Every worker gets a channel of the new kind. */
export function createTaskChannel(workspace: Workspace, fields: NewTaskChannel): Outcome<TaskChannel> {
  const { friendlyName, uniqueName, channelOptimizedRouting = false } = fields;
  if (friendlyName.trim() === '') return refuseValue('FriendlyName must not be empty.');
  if (!/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(uniqueName)) {
    return refuseValue(
      `UniqueName '${uniqueName}' must only have letters, digits, _ and $, and must not start with a digit.`,
    );
  }
  const taken = taskChannelOf(workspace, uniqueName);
  if (taken)
    return refuseValue(`UniqueName '${uniqueName}' already belongs to ${taken.sid}. Choose another.`);
  const channel = workspace.taskChannels.add(workspace.environment.nextSid('TC'), {
    friendlyName,
    uniqueName,
    channelOptimizedRouting,
  });
  for (const worker of workspace.workers) {
    workspace.workers.change(worker, {
      channels: new Map([...worker.channels, [channel.sid, newWorkerChannel(workspace, channel)]]),
    });
  }
  publish(workspace, 'task-channel.created', channel);
  return done(channel);
}

export function updateTaskChannel(
  workspace: Workspace,
  sid: string,
  changes: { friendlyName?: string; channelOptimizedRouting?: boolean },
): Outcome<TaskChannel> {
  const found = fetchTaskChannel(workspace, sid);
  if (found.kind === 'refused') return found;
  workspace.taskChannels.change(found.value, changes);
  publish(workspace, 'task-channel.updated', found.value);
  return found;
}

/** The five channels of a new workspace, and channels with tasks, cannot be deleted. */
export function deleteTaskChannel(workspace: Workspace, sid: string): Outcome<void> {
  const found = fetchTaskChannel(workspace, sid);
  if (found.kind === 'refused') return found;
  const channel = found.value;
  if (initialTaskChannels.some(({ uniqueName }) => uniqueName === channel.uniqueName)) {
    return refuseValue(`TaskChannel ${channel.uniqueName} comes with the workspace and cannot be deleted.`);
  }
  const task = workspace.tasks.find(({ taskChannelSid }) => taskChannelSid === channel.sid);
  if (task)
    return refuseValue(
      `TaskChannel ${channel.uniqueName} still has task ${task.sid}. Complete or delete it first.`,
    );
  workspace.taskChannels.remove(channel);
  for (const worker of workspace.workers) {
    workspace.workers.change(worker, {
      channels: new Map([...worker.channels].filter(([channelSid]) => channelSid !== channel.sid)),
    });
  }
  publish(workspace, 'task-channel.deleted', channel);
  return done(undefined);
}

/** By SID or unique name. */
export function fetchTaskChannel(workspace: Workspace, sidOrName: string): Outcome<TaskChannel> {
  const channel = taskChannelOf(workspace, sidOrName);
  return channel ? done(channel) : refuseMissing('TaskChannel', sidOrName);
}

/** The task channel with this SID or unique name, if it exists. */
export const taskChannelOf = (workspace: Workspace, sidOrName: string): TaskChannel | undefined =>
  workspace.taskChannels.get(sidOrName) ??
  workspace.taskChannels.find(({ uniqueName }) => uniqueName === sidOrName);

/** https://www.twilio.com/docs/taskrouter/multitasking */
export const initialTaskChannels: readonly NewTaskChannel[] = [
  { friendlyName: 'Default', uniqueName: 'default' },
  { friendlyName: 'Voice', uniqueName: 'voice' },
  { friendlyName: 'SMS', uniqueName: 'sms' },
  { friendlyName: 'Chat', uniqueName: 'chat' },
  { friendlyName: 'Video', uniqueName: 'video' },
];

function publish(
  workspace: Workspace,
  type: 'task-channel.created' | 'task-channel.updated' | 'task-channel.deleted',
  channel: TaskChannel,
): void {
  const description = `TaskChannel ${channel.uniqueName} ${type.slice('task-channel.'.length)}`;
  workspace.publish(type, 'taskchannel', channel.sid, description, taskChannelParameters(channel));
}
