import { type AgentSession, lastCallerAfterSeconds } from '../../state/agent-session';
import { readQueueInformation } from './queue-information';
import type { QueueInformation, ServingStep, ServingStrategy } from './serving';

/** Twilio's own bounds of a dial, and what it always adds. https://www.twilio.com/docs/voice/twiml/dial#timeout */
const shortestDialSeconds = 5;
const longestDialSeconds = 600;
const secondsAddedToDial = 5;

/**
 * An agent of one queue waits inside a `<Dial>` of it, with music, and is joined to whoever comes at once. They are
 * told how many wait before the first dial and after each conversation.
 */
export const oneQueue: ServingStrategy = {
  informationAtSignIn: readQueueInformation,
  informationAfterConversation: readQueueInformation,
  firstStep: (session, information, nowSeconds) => dial(session, true, information, 0, nowSeconds),
  nextStep: ({ session }, information, pauseSeconds, nowSeconds) =>
    dial(session, false, information, pauseSeconds, nowSeconds),
};

/** On to the next caller, unless the call is close to its end. */
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
