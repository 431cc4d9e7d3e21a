import type { LocalTwilio } from '../local-twilio';
import { callOf } from '../task-router/voice-tasks';
import type { Workspace } from '../task-router/workspace';
import type { Reservation, ReservationStatus } from '../task-router/workspace-records';

/** Live and ended calls, oldest first. */
export const callsOf = ({ calls }: LocalTwilio) =>
  [...calls.values()].map((call) => ({
    callSid: call.sid,
    from: call.from,
    to: call.to,
    direction: call.direction,
    parentCallSid: call.parent?.sid ?? null,
    status: call.status,
    startedAt: call.state.startedAt,
    endedAt: call.state.endedAt ?? null,
    secondsLong: call.state.secondsLong(),
  }));

/** The queues with their waiting callers, in order. */
export const queuesOf = ({ queues }: LocalTwilio) =>
  [...queues.values()].map((queue) => ({
    queueSid: queue.sid,
    friendlyName: queue.friendlyName,
    maxSize: queue.maxSize,
    callers: queue.members.map((member) => ({
      callSid: member.call.sid,
      from: member.call.from,
      position: queue.positionOf(member),
      secondsWaited: queue.secondsWaited(member),
    })),
  }));

/** The workers of every workspace, with their activity and open reservations. */
export const workersOf = ({ taskRouter }: LocalTwilio) =>
  [...taskRouter.workspaces].flatMap(({ workspace }) =>
    [...workspace.workers].map((worker) => {
      const { friendlyName, available } = workspace.activityOf(worker);
      return {
        workspaceSid: workspace.sid,
        workerSid: worker.sid,
        friendlyName: worker.friendlyName,
        attributes: worker.attributeValues,
        activity: friendlyName,
        isAvailable: available,
        since: worker.dateStatusChanged,
        reservations: openReservationsOf(workspace, worker.sid),
      };
    }),
  );

/** The tasks of every workspace, oldest first, with their queue and reservations. */
export const tasksOf = ({ taskRouter }: LocalTwilio) =>
  [...taskRouter.workspaces].flatMap(({ workspace }) =>
    [...workspace.tasks].map((task) => ({
      workspaceSid: workspace.sid,
      taskSid: task.sid,
      status: task.assignmentStatus,
      reason: task.reason ?? null,
      attributes: task.attributeValues,
      callSid: callOf(task) ?? null,
      priority: task.priority,
      secondsOld: Math.floor(workspace.ageMillis(task) / 1000),
      workflow: workspace.workflowOf(task)?.friendlyName ?? null,
      queue: workspace.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName ?? null,
      reservations: workspace.reservationsOf(task).map(shownReservation),
    })),
  );

const openStatuses: readonly ReservationStatus[] = ['pending', 'accepted', 'wrapping'];

const openReservationsOf = ({ reservations }: Workspace, workerSid: string) =>
  [...reservations]
    .filter((one) => one.workerSid === workerSid && openStatuses.includes(one.reservationStatus))
    .map(shownReservation);

const shownReservation = ({ sid, taskSid, workerSid, workerName, reservationStatus }: Reservation) => ({
  reservationSid: sid,
  taskSid,
  workerSid,
  worker: workerName,
  status: reservationStatus,
});
