import type { NamedQueue, Speaker } from '../../config/queue-config';
import type { WebhookRequest } from '../../endpoint';
import { goodbye, say } from '../../speech';
import type { AgentSession } from '../../state/agent-session';
import { agentIdleUrl, agentStateUrl } from '../../state/urls';
import VoiceResponse from '../../twiml';
import { dialQueue } from './dial-queue';
import { listenForAgent } from './listen-for-agent';
import type { WaitingQueues } from './waiting-queues';

/** Rounds of an agent's loop shorter than this are followed by a pause, so that the loop does not spin. */
const shortestRoundSeconds = 10;

/** An agent whose last dial of a queue is over. */
export interface FreeAgent {
  readonly call: string;
  readonly session: AgentSession;
  /** The queue that was dialed. */
  readonly queue: NamedQueue;
  /** Whether it was dialed without knowing if anybody waits. */
  readonly queueSizeWasUnknown: boolean;
  /** Twilio's `DialCallStatus`. */
  readonly dialStatus: string;
  readonly hasTalked: boolean;
  readonly secondsTalked: number | undefined;
}

/** What an agent hears about a queue before it is dialed. */
export type QueueInformation =
  | { kind: 'none' }
  | { kind: 'waiting'; callers: number }
  | { kind: 'nobody' }
  | { kind: 'unknown' };

/** What an agent hears before the line goes on. */
export type AgentNews =
  | { kind: 'none' }
  /** They have just signed in. */
  | { kind: 'signed-in'; information: QueueInformation }
  /** The announced caller was gone when the queue was dialed. */
  | { kind: 'caller-gone' };

/** What an agent's call does next. */
export type ServingStep =
  | { kind: 'end-session' }
  | {
      kind: 'dial';
      /** Whether they have just signed in. */
      isSignIn: boolean;
      information: QueueInformation;
      pauseSeconds: number;
      timeoutSeconds: number;
      session: AgentSession;
    }
  /** We check no queue for this long, unless a key is pressed. */
  | { kind: 'listen'; news: AgentNews; seconds: number; session: AgentSession }
  | { kind: 'wrap-up'; seconds: number; session: AgentSession }
  /** Rung agents choose whether they are available. */
  | { kind: 'presence'; agent: string };

type ReadQueueInformation = (
  session: AgentSession,
  queues: WaitingQueues,
  request: Pick<WebhookRequest, 'environmentName'>,
) => Promise<QueueInformation>;

/** A way to serve callers on an agent's call. */
export interface ServingStrategy {
  /** Reads what the agent hears about waiting callers after signing in. */
  informationAtSignIn: ReadQueueInformation;
  /** Reads what they hear after each conversation. */
  informationAfterConversation: ReadQueueInformation;
  /** The first step after signing in: no queue has been dialed yet. */
  firstStep(session: AgentSession, information: QueueInformation, nowSeconds: number): ServingStep;
  /** The step after a dial. If there was a conversation, the session already includes it. */
  nextStep(
    agent: FreeAgent,
    information: QueueInformation,
    pauseSeconds: number,
    nowSeconds: number,
  ): ServingStep;
}

/** How long an agent is left alone after a dial, in seconds. */
export const pauseSecondsAfter = ({ hasTalked, session }: FreeAgent, nowSeconds: number) =>
  nowSeconds - session.dialedAt < shortestRoundSeconds && !hasTalked ? shortestRoundSeconds : 0;

export function sayServing(
  step: ServingStep,
  { config, environmentName }: Pick<WebhookRequest, 'config' | 'environmentName'>,
): VoiceResponse {
  const speaker = config.agentLine;
  const phrases = speaker.language.agent;
  const response = new VoiceResponse();
  switch (step.kind) {
    case 'end-session':
      return goodbye(speaker, phrases.dialInAgain);
    case 'dial': {
      const { session, timeoutSeconds } = step;
      const greeting = step.isSignIn ? [signedInAs(session, speaker), phrases.keysOfOneQueue] : [];
      for (const words of [...greeting, ...informationInWords(step.information, speaker)]) {
        say(response, speaker, words);
      }
      if (step.pauseSeconds > 0) response.pause({ length: step.pauseSeconds });
      const dial = {
        queue: session.queues[0],
        lane: 'normal',
        queueSizeUnknown: false,
        timeoutSeconds,
      } as const;
      dialQueue(response, session, dial, { environmentName });
      return response;
    }
    case 'listen': {
      const gather = listenForAgent(response, agentIdleUrl(step.session), step.seconds);
      for (const words of newsInWords(step.news, step.session, speaker)) say(gather, speaker, words);
      return response;
    }
    case 'wrap-up': {
      const gather = listenForAgent(response, agentIdleUrl(step.session), step.seconds);
      say(gather, speaker, phrases.wrapUp(step.seconds));
      return response;
    }
    case 'presence':
      response.redirect(agentStateUrl(step.agent));
      return response;
    default:
      return step satisfies never;
  }
}

function newsInWords(news: AgentNews, session: AgentSession, speaker: Speaker): string[] {
  const phrases = speaker.language.agent;
  switch (news.kind) {
    case 'none':
      return [];
    case 'signed-in':
      return [
        signedInAs(session, speaker),
        phrases.keysOfSeveralQueues,
        ...informationInWords(news.information, speaker),
      ];
    case 'caller-gone':
      return [phrases.callerGone];
    default:
      return news satisfies never;
  }
}

/** Ids are spoken as words. An agent known only by the shared PIN has none. */
const signedInAs = ({ agent }: AgentSession, { language }: Speaker): string =>
  language.agent.signedIn(agent === 'agent' ? undefined : agent.replace(/[-_]+/g, ' ').trim());

function informationInWords(information: QueueInformation, speaker: Speaker): string[] {
  const phrases = speaker.language.agent;
  switch (information.kind) {
    case 'none':
      return [];
    case 'waiting':
      return [phrases.callersWaiting(information.callers)];
    case 'nobody':
      return [phrases.nobodyWaiting];
    case 'unknown':
      return [phrases.nextCallerComing];
    default:
      return information satisfies never;
  }
}
