import { type AgentSession, lastCallerAfterSeconds } from '../../state/agent-session';
import { readQueueInformation } from './queue-information';
import type { QueueInformation, ServingStep, ServingStrategy } from './serving';

/**
 * Twilio's limits for the `timeout` of a `<Dial>`, and what it always adds.
 * https://www.twilio.com/docs/voice/twiml/dial#timeout
 */
const shortestDialSeconds = 5;
const longestDialSeconds = 600;
const secondsAddedToDial = 5;

/**
 * Agents of one queue wait in a `<Dial>` of it, with music, and are connected to new callers at once. They hear how
 * many callers are waiting before the first dial and after each conversation.
 */
export const oneQueue: ServingStrategy = {
  informationAtSignIn: readQueueInformation,
  informationAfterConversation: readQueueInformation,
  firstStep: (session, information, nowSeconds) => dial(session, true, information, 0, nowSeconds),
  nextStep: ({ session }, information, pauseSeconds, nowSeconds) =>
    dial(session, false, information, pauseSeconds, nowSeconds),
};

/** On to the next caller, unless the agent's call is close to its time limit. */
function dial(
  session: AgentSession,
  isSignIn: boolean,
  information: QueueInformation,
  pauseSeconds: number,
  nowSeconds: number,
): ServingStep {
  const lastCallerAt = session.startedAt + lastCallerAfterSeconds;
  const secondsLeft = lastCallerAt - nowSeconds - pauseSeconds - secondsAddedToDial;
  if (secondsLeft < shortestDialSeconds) return { kind: 'end-session' };
  return {
    kind: 'dial',
    isSignIn,
    information,
    pauseSeconds,
    timeoutSeconds: Math.min(longestDialSeconds, secondsLeft),
    session: { ...session, dialedAt: nowSeconds + pauseSeconds },
  };
}
