import type { LocalTwilio } from '../local-twilio';

/** The calls that are up, and those that were, from the oldest. */
export const callsOf = ({ legs }: LocalTwilio) =>
  [...legs.values()].map((leg) => ({
    callSid: leg.sid,
    from: leg.setup.from,
    to: leg.setup.to,
    direction: leg.direction,
    parentCallSid: leg.parent?.sid ?? null,
    status: leg.status,
    startedAt: leg.startedAt,
    endedAt: leg.endedAt ?? null,
    secondsLong: leg.secondsLong(),
  }));

/** The queues, and who waits in them, from the first in line. */
export const queuesOf = ({ queues }: LocalTwilio) =>
  [...queues.values()].map((queue) => ({
    queueSid: queue.sid,
    friendlyName: queue.friendlyName,
    maxSize: queue.maxSize,
    callers: queue.members.map((member) => ({
      callSid: member.leg.sid,
      from: member.leg.setup.from,
      position: queue.positionOf(member),
      secondsWaited: queue.secondsWaited(member),
    })),
  }));
