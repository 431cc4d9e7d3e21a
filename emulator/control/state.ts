import type { LocalTwilio } from '../local-twilio';

/** The calls that are up, and those that were, from the oldest. */
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

/** The queues, and who waits in them, from the first in line. */
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
