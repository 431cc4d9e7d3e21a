import type { ServingStrategy } from './serving';

/**
 * An agent of several queues or lanes, or one who needs words before a conversation or time after it, waits in quiet
 * (`idle.ts`): every few seconds all their queues are looked at. What is said about a queue is said there.
 */
export const severalQueues: ServingStrategy = {
  readQueueInformation: async () => ({ kind: 'none' }),
  firstStep: (session) => ({ kind: 'idle', lostRace: false, pauseSeconds: 0, session }),
  nextStep({ session, queue, hasTalked, queueSizeWasUnknown }, _information, pauseSeconds) {
    const seconds = queue.wrapUpSeconds ?? 0;
    if (hasTalked && seconds > 0) return { kind: 'wrap-up', seconds, session };
    return { kind: 'idle', lostRace: !hasTalked && !queueSizeWasUnknown, pauseSeconds, session };
  },
};
