import type { NamedQueue, Speaker } from '../../config/queue-config';
import type { WebhookRequest } from '../../endpoint';
import { goodbye, say } from '../../speech';
import type { AgentSession } from '../../state/agent-session';
import { agentIdleUrl, agentStateUrl } from '../../state/urls';
import VoiceResponse from '../../twiml';
import { dialQueue } from './dial-queue';
import { listenForAgent } from './listen-for-agent';
import type { WaitingQueues } from './waiting-queues';

/** A round of an agent's loop that was shorter is followed by a pause as long, or the queue is dialed in a spin. */
const shortestRoundSeconds = 10;

/** An agent whose last dial of a queue is over. */
export interface FreeAgent {
  readonly call: string;
  readonly session: AgentSession;
  /** The queue that was dialed. */
  readonly queue: NamedQueue;
  /** Whether it was dialed without knowing that somebody waits. */
  readonly queueSizeWasUnknown: boolean;
  /** Twilio's `DialCallStatus`. */
  readonly dialStatus: string;
  readonly hasTalked: boolean;
  readonly secondsTalked: number | undefined;
}

/** What is said about the queue to an agent before it is dialed. */
export type QueueInformation =
  | { kind: 'none' }
  | { kind: 'waiting'; callers: number }
  | { kind: 'nobody' }
  | { kind: 'unknown' };

/** What an agent's call does next. */
export type ServingStep =
  | { kind: 'end-session' }
  | {
      kind: 'dial';
      information: QueueInformation;
      pauseSeconds: number;
      timeoutSeconds: number;
      session: AgentSession;
    }
  | { kind: 'idle'; lostRace: boolean; pauseSeconds: number; session: AgentSession }
  | { kind: 'wrap-up'; seconds: number; session: AgentSession }
  /** Says whether they are there: their calls come by themselves. */
  | { kind: 'presence'; agent: string };

/** A way to serve callers from a call that the agent has dialed in with. */
export interface ServingStrategy {
  /** What the agent is told before the first caller, and again after each conversation. */
  readQueueInformation(
    session: AgentSession,
    queues: WaitingQueues,
    request: Pick<WebhookRequest, 'environmentName'>,
  ): Promise<QueueInformation>;
  /** An agent who has just been let in: no queue has been dialed yet. */
  firstStep(session: AgentSession, information: QueueInformation, nowSeconds: number): ServingStep;
  /** An agent whose dial is over. The agent's session knows already that somebody was talked to. */
  nextStep(
    agent: FreeAgent,
    information: QueueInformation,
    pauseSeconds: number,
    nowSeconds: number,
  ): ServingStep;
}

/** How long an agent whose dial is over is left alone first. */
export const pauseSecondsAfter = ({ hasTalked, session }: FreeAgent, nowSeconds: number) =>
  nowSeconds - session.dialledAt < shortestRoundSeconds && !hasTalked ? shortestRoundSeconds : 0;

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
      const words = informationInWords(step.information, speaker);
      if (words) say(response, speaker, words);
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
    case 'idle':
      if (step.lostRace) say(response, speaker, phrases.anotherWasFaster);
      if (step.pauseSeconds > 0) response.pause({ length: step.pauseSeconds });
      response.redirect(agentIdleUrl(step.session));
      return response;
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

function informationInWords(information: QueueInformation, speaker: Speaker): string | undefined {
  const phrases = speaker.language.agent;
  switch (information.kind) {
    case 'none':
      return undefined;
    case 'waiting':
      return phrases.callersWaiting(information.callers);
    case 'nobody':
      return phrases.nobodyWaiting;
    case 'unknown':
      return phrases.nextCallerComing;
    default:
      return information satisfies never;
  }
}
