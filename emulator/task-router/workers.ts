import { previousActivityParameters, workerChannelParameters } from './events';
import { readAttributes, readInteger, readName } from './fields';
import { done, type Outcome, refuseMissing, refuseValue } from './outcome';
import type { Workspace } from './workspace';
import type { Activity, TaskChannel, Worker, WorkerChannel } from './workspace-records';

const largestCapacity = 50;

/** https://www.twilio.com/docs/taskrouter/api/worker */
export function createWorker(
  workspace: Workspace,
  fields: { friendlyName: string; attributes?: string; activitySid?: string },
): Outcome<Worker> {
  const { friendlyName, attributes = '{}', activitySid = workspace.settings.defaultActivitySid } = fields;
  const name = readName(friendlyName, workspace.workers);
  if (name.kind === 'refused') return name;
  const read = readAttributes(attributes);
  if (read.kind === 'refused') return read;
  if (!workspace.activities.get(activitySid)) {
    return refuseValue(`ActivitySid ${activitySid} is not an activity. Use one of this workspace.`);
  }
  const now = workspace.environment.clock.now();
  const channels = [...workspace.taskChannels].map((channel) => newWorkerChannel(workspace, channel));
  const worker = workspace.workers.add(workspace.environment.nextSid('WK'), {
    friendlyName,
    ...read.value,
    activitySid,
    dateStatusChanged: now,
    channels: new Map(channels.map((channel) => [channel.taskChannelSid, channel])),
    idleSince: now,
    lastReservedAt: undefined,
    loadVersion: 0,
    reservedTasks: 0,
  });
  workspace.publishWorkerEvent('worker.created', worker, `Worker ${friendlyName} created`);
  workspace.workerChanged.emit(worker);
  return done(worker);
}

export interface WorkerChanges {
  friendlyName?: string;
  attributes?: string;
  activitySid?: string;
}

/** Changes a worker. Pending reservations stay, even with a new activity. */
export function updateWorker(
  workspace: Workspace,
  sid: string,
  { friendlyName, attributes, activitySid }: WorkerChanges,
  ifMatch?: string,
): Outcome<Worker> {
  const found = workspace.workers.fetchVersion(sid, ifMatch);
  if (found.kind === 'refused') return found;
  const worker = found.value;
  const name = friendlyName === undefined ? undefined : readName(friendlyName, workspace.workers, worker);
  if (name?.kind === 'refused') return name;
  const read = attributes === undefined ? undefined : readAttributes(attributes);
  if (read?.kind === 'refused') return read;
  const activity = activitySid === undefined ? undefined : workspace.activities.get(activitySid);
  if (activitySid !== undefined && !activity) {
    return refuseValue(`ActivitySid ${activitySid} is not an activity. Use one of this workspace.`);
  }

  if (friendlyName !== undefined) workspace.workers.change(worker, { friendlyName });
  if (read) {
    workspace.workers.change(worker, read.value);
    workspace.publishWorkerEvent(
      'worker.attributes.update',
      worker,
      `Worker ${worker.friendlyName} attributes updated`,
    );
  }
  if (activity) moveToActivity(workspace, worker, activity);
  workspace.workerChanged.emit(worker);
  return found;
}

/** Moves a worker, which restarts the idle time. The present activity does not count as a move. */
export function moveToActivity(workspace: Workspace, worker: Worker, activity: Activity): void {
  if (worker.activitySid === activity.sid) return;
  const now = workspace.environment.clock.now();
  const previous = workspace.activityOf(worker);
  const millis = now.getTime() - worker.dateStatusChanged.getTime();
  workspace.workers.change(worker, { activitySid: activity.sid, dateStatusChanged: now, idleSince: now });
  workspace.publishWorkerEvent(
    'worker.activity.update',
    worker,
    `Worker ${worker.friendlyName} updated to ${activity.friendlyName} Activity`,
    previousActivityParameters(previous, millis),
  );
  workspace.workerChanged.emit(worker);
}

/** Refuses to delete a worker with open reservations. Twilio does not document its own rule. */
export function deleteWorker(workspace: Workspace, sid: string, ifMatch?: string): Outcome<void> {
  const found = workspace.workers.fetchVersion(sid, ifMatch);
  if (found.kind === 'refused') return found;
  const worker = found.value;
  for (const { reserved } of worker.channels.values()) {
    if (reserved.pending + reserved.accepted + reserved.wrapping > 0) {
      return refuseValue(`Worker ${sid} still has reservations. Complete or reject them first.`);
    }
  }
  const { deleteAvailableWorker } = workspace.environment.assumptions;
  if (deleteAvailableWorker === 'refused' && workspace.activityOf(worker).available) {
    return refuseValue(`Worker ${sid} is available. Move the worker to an unavailable activity first.`);
  }
  workspace.workerRemoved.emit(worker);
  workspace.publishWorkerEvent('worker.deleted', worker, `Worker ${worker.friendlyName} deleted`);
  workspace.workers.remove(worker);
  return done(undefined);
}

/** https://www.twilio.com/docs/taskrouter/api/worker-channel. `channel` is the SID or unique name. */
export function updateWorkerChannel(
  workspace: Workspace,
  workerSid: string,
  channel: string,
  { capacity, available }: { capacity?: number; available?: boolean },
): Outcome<WorkerChannel> {
  const found = fetchWorkerChannel(workspace, workerSid, channel);
  if (found.kind === 'refused') return found;
  const { worker, workerChannel } = found.value;
  if (capacity !== undefined) {
    const number = readInteger('Capacity', capacity, 0, largestCapacity);
    if (number.kind === 'refused') return number;
  }
  const previous = workerChannel.configuredCapacity;
  const wasAvailable = workerChannel.available;
  Object.assign(workerChannel, {
    configuredCapacity: capacity ?? previous,
    available: available ?? wasAvailable,
    version: workerChannel.version + 1,
    dateUpdated: workspace.environment.clock.now(),
  });
  worker.loadVersion += 1;
  const parameters = workerChannelParameters(workerChannel, previous);
  const of = `of Worker ${worker.friendlyName} on channel ${workerChannel.taskChannelUniqueName}`;
  if (workerChannel.configuredCapacity !== previous) {
    workspace.publishWorkerEvent('worker.capacity.update', worker, `Capacity ${of} updated`, parameters);
  }
  if (workerChannel.available !== wasAvailable) {
    workspace.publishWorkerEvent(
      'worker.channel.availability.update',
      worker,
      `Availability ${of} updated`,
      parameters,
    );
  }
  workspace.workerChanged.emit(worker);
  return done(workerChannel);
}

/** `channel` is the SID of the worker channel or its task channel, or the unique name. */
export function fetchWorkerChannel(
  workspace: Workspace,
  workerSid: string,
  channel: string,
): Outcome<{ worker: Worker; workerChannel: WorkerChannel }> {
  const worker = workspace.workers.fetch(workerSid);
  if (worker.kind === 'refused') return worker;
  const workerChannel = [...worker.value.channels.values()].find((one) =>
    [one.sid, one.taskChannelSid, one.taskChannelUniqueName].includes(channel),
  );
  return workerChannel
    ? done({ worker: worker.value, workerChannel })
    : refuseMissing('WorkerChannel', channel);
}

export function newWorkerChannel(workspace: Workspace, channel: TaskChannel): WorkerChannel {
  const now = workspace.environment.clock.now();
  return {
    sid: workspace.environment.nextSid('WC'),
    dateCreated: now,
    dateUpdated: now,
    version: 0,
    taskChannelSid: channel.sid,
    taskChannelUniqueName: channel.uniqueName,
    configuredCapacity: 1,
    available: true,
    reserved: { pending: 0, accepted: 0, wrapping: 0 },
  };
}
