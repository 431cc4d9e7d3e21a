import type { Names } from './evaluation';
import { consumedCapacity } from './events';
import type { Workspace } from './workspace';
import type { Task, Worker, WorkerChannel } from './workspace-records';

/** Whether a worker's activity and capacity allow a reservation for a task. */
export function hasRoomFor(worker: Worker, task: Task, workspace: Workspace): boolean {
  if (!workspace.activityOf(worker).available) return false;
  if (!workspace.settings.multiTaskEnabled) return !isReserved(worker);
  const channel = worker.channels.get(task.taskChannelSid);
  if (!channel?.available) return false;
  return task.ignoreCapacity || consumedCapacity(channel) < channel.configuredCapacity;
}

/** Whether a worker has a task or a reservation, on any channel. */
export const isOccupied = ({ reservedTasks }: Worker): boolean => reservedTasks > 0;

/** The values of `worker.` in the expression of a target: the attributes, and Twilio's own names, which win. */
export function namesOfWorker(worker: Worker, workspace: Workspace): Names {
  const cached = cache.get(worker);
  const activity = workspace.activityOf(worker);
  const version = `${worker.version} ${worker.loadVersion} ${activity.version}`;
  if (cached?.version === version) return cached.names;
  const channels = [...worker.channels.values()].map((channel) => [
    channel.taskChannelUniqueName,
    namesOfChannel(channel),
  ]);
  const names: Names = {
    ...worker.attributeValues,
    sid: worker.sid,
    friendly_name: worker.friendlyName,
    activity_sid: activity.sid,
    activity_name: activity.friendlyName,
    channel: Object.fromEntries(channels) as Names,
  };
  cache.set(worker, { version, names });
  return names;
}

const cache = new WeakMap<Worker, { version: string; names: Names }>();

/** Without multitasking, a worker has one reservation at a time. */
const isReserved = (worker: Worker): boolean =>
  [...worker.channels.values()].some(({ reserved }) => reserved.pending > 0);

/** https://www.twilio.com/docs/taskrouter/multitasking: the formula there, which its last example contradicts. */
const namesOfChannel = (channel: WorkerChannel): Names => ({
  configured_capacity: channel.configuredCapacity,
  assigned_tasks: channel.reserved.accepted,
  available_capacity_percentage: availableCapacityPercentage(channel),
});

export function availableCapacityPercentage(channel: WorkerChannel): number {
  const { configuredCapacity } = channel;
  if (configuredCapacity === 0) return 0;
  return Math.max(0, Math.floor((1 - consumedCapacity(channel) / configuredCapacity) * 100));
}
