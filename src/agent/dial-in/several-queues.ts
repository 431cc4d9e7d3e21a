import { readQueueInformation } from './queue-information';
import type { AgentNews, ServingStrategy } from './serving';

/** The shortest time to listen for a key before we check the queues. */
const keySeconds = 1;

/**
 * Agents of several queues or lanes, and those who need words before a conversation or time after it, wait in silence
 * (`idle.ts`): every few seconds we check all their queues. After sign-in, that endpoint announces the queues.
 */
export const severalQueues: ServingStrategy = {
  informationAtSignIn: readQueueInformation,
  informationAfterConversation: async () => ({ kind: 'none' }),
  firstStep: (session, information) => listen(session, { kind: 'signed-in', information }, 0),
  nextStep({ session, queue, hasTalked, queueSizeWasUnknown }, _information, pauseSeconds) {
    const seconds = queue.wrapUpSeconds ?? 0;
    if (hasTalked && seconds > 0) return { kind: 'wrap-up', seconds, session };
    const isCallerGone = !hasTalked && !queueSizeWasUnknown;
    return listen(session, { kind: isCallerGone ? 'caller-gone' : 'none' }, pauseSeconds);
  },
};

const listen = (
  session: Parameters<ServingStrategy['firstStep']>[0],
  news: AgentNews,
  pauseSeconds: number,
) => ({ kind: 'listen', news, seconds: Math.max(keySeconds, pauseSeconds), session }) as const;
