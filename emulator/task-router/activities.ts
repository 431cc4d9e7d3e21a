import { activityParameters } from './events';
import { readName } from './fields';
import { done, type Outcome, refuseValue } from './outcome';
import type { Workspace } from './workspace';
import type { Activity } from './workspace-records';

const maxActivities = 100;

/** https://www.twilio.com/docs/taskrouter/api/activity; not available by default. */
export function createActivity(
  workspace: Workspace,
  { friendlyName, available = false }: { friendlyName: string; available?: boolean },
): Outcome<Activity> {
  const name = readName(friendlyName, workspace.activities);
  if (name.kind === 'refused') return name;
  if (workspace.activities.size >= maxActivities) {
    return refuseValue(`There are already ${maxActivities} activities. Delete one first.`);
  }
  const activity = workspace.activities.add(workspace.environment.nextSid('WA'), {
    friendlyName: name.value,
    available,
  });
  workspace.publish(
    'activity.created',
    'activity',
    activity.sid,
    `Activity ${friendlyName} created`,
    activityParameters(activity),
  );
  return done(activity);
}

/** Only the name can change: a real account answered 200 to a new `Available` but kept the old one. */
export function updateActivity(
  workspace: Workspace,
  sid: string,
  { friendlyName }: { friendlyName?: string },
): Outcome<Activity> {
  const activity = workspace.activities.fetch(sid);
  if (activity.kind === 'refused' || friendlyName === undefined) return activity;
  const name = readName(friendlyName, workspace.activities, activity.value);
  if (name.kind === 'refused') return name;
  workspace.activities.change(activity.value, { friendlyName: name.value });
  workspace.publish(
    'activity.updated',
    'activity',
    sid,
    `Activity ${friendlyName} updated`,
    activityParameters(activity.value),
  );
  return activity;
}

/** Refuses to delete an activity that is in use. Twilio does not document its own rule. */
export function deleteActivity(workspace: Workspace, sid: string): Outcome<void> {
  const found = workspace.activities.fetch(sid);
  if (found.kind === 'refused') return found;
  const activity = found.value;
  const { defaultActivitySid, timeoutActivitySid } = workspace.settings;
  if (sid === defaultActivitySid) {
    return refuseValue(`Activity ${sid} is the default activity of the workspace. Set another one first.`);
  }
  if (sid === timeoutActivitySid) {
    return refuseValue(`Activity ${sid} is the timeout activity of the workspace. Set another one first.`);
  }
  const worker = workspace.workers.find(({ activitySid }) => activitySid === sid);
  if (worker) return refuseValue(`Activity ${sid} is in use by worker ${worker.sid}. Move the worker first.`);
  const queue = workspace.taskQueues.find(
    ({ reservationActivitySid, assignmentActivitySid }) =>
      sid === reservationActivitySid || sid === assignmentActivitySid,
  );
  if (queue)
    return refuseValue(`Activity ${sid} is in use by TaskQueue ${queue.sid}. Change the queue first.`);
  workspace.activities.remove(activity);
  workspace.publish(
    'activity.deleted',
    'activity',
    sid,
    `Activity ${activity.friendlyName} deleted`,
    activityParameters(activity),
  );
  return done(undefined);
}
