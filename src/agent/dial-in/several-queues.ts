import { readQueueInformation } from './queue-information';
import type { AgentNews, ServingStrategy } from './serving';

/** How long a key is heard, at the least, before anybody is looked for. */
const keySeconds = 1;

/**
 * An agent of several queues or lanes, or one who needs words before a conversation or time after it, waits in quiet
 * (`idle.ts`): every few seconds all their queues are looked at. After sign-in, what is said about a queue is said there.
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
