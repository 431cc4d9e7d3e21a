import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import { languages } from '../languages/language';
import type { LogLine } from '../log';
import type { Parameters } from '../parameters';
import type { QueuesConfig, Speaker } from '../queue-config';
import { routes } from '../routes';
import { lastCallerAfterSeconds, readShift, type Shift } from '../shift';
import { goodbye, say } from '../speech';
import { epochSeconds } from '../ticket';

/** A round of an agent's loop that was shorter is followed by a pause as long, or the queue is dialled in a spin. */
const shortestRoundSeconds = 10;

/** Twilio's own bounds of a dial, and what it always adds. https://www.twilio.com/docs/voice/twiml/dial#timeout */
const shortestDialSeconds = 5;
const longestDialSeconds = 600;
const secondsAddedToDial = 5;

/** An agent whose last dial of the queue is over. */
export interface FreeAgent {
  readonly call: string;
  readonly shift: Shift;
  /** Twilio's `DialCallStatus`. */
  readonly dialStatus: string;
  readonly hasTalked: boolean;
  readonly secondsTalked: number | undefined;
}

/** What is said to an agent before the queue is dialled. */
export type ServingNews =
  | { kind: 'none' }
  | { kind: 'waiting'; callers: number }
  | { kind: 'nobody' }
  | { kind: 'unknown' };

export type ServingStep =
  | { kind: 'send-home' }
  | { kind: 'dial'; news: ServingNews; pauseSeconds: number; timeoutSeconds: number; shift: Shift };

/** https://www.twilio.com/docs/voice/twiml/dial#action lists what Twilio sends when a dial is over. */
export function readFreeAgent(parameters: Parameters, config: QueuesConfig, now: Date): FreeAgent {
  const dialStatus = parameters.expectedText('DialCallStatus') ?? 'unknown';
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    shift: readShift(parameters, config, epochSeconds(now)),
    dialStatus,
    hasTalked: dialStatus === 'completed' || dialStatus === 'answered',
    secondsTalked: parameters.count('DialCallDuration', lastCallerAfterSeconds * 2),
  };
}

/** The news for an agent who is free for the first time or after a talk. Undefined: we could not ask. */
export function newsOf(callersWaiting: number | undefined): ServingNews {
  if (callersWaiting === undefined) return { kind: 'unknown' };
  return callersWaiting === 0 ? { kind: 'nobody' } : { kind: 'waiting', callers: callersWaiting };
}

/** An agent who has just been let in: no round has been yet. */
export const decideFirstDial = (shift: Shift, news: ServingNews, now: Date): ServingStep =>
  dial(shift, news, 0, epochSeconds(now));

/** An agent whose dial is over: on to the next caller, unless the call is close to its end. */
export function decideNextDial(agent: FreeAgent, news: ServingNews, now: Date): ServingStep {
  const nowSeconds = epochSeconds(now);
  const wasQuick = nowSeconds - agent.shift.dialledAt < shortestRoundSeconds;
  const pauseSeconds = wasQuick && !agent.hasTalked ? shortestRoundSeconds : 0;
  return dial(agent.shift, news, pauseSeconds, nowSeconds);
}

function dial(shift: Shift, news: ServingNews, pauseSeconds: number, nowSeconds: number): ServingStep {
  const lastCallerAt = shift.startedAt + lastCallerAfterSeconds;
  const secondsLeft = lastCallerAt - nowSeconds - pauseSeconds - secondsAddedToDial;
  if (secondsLeft < shortestDialSeconds) return { kind: 'send-home' };
  return {
    kind: 'dial',
    news,
    pauseSeconds,
    timeoutSeconds: Math.min(longestDialSeconds, secondsLeft),
    shift: { ...shift, dialledAt: nowSeconds + pauseSeconds },
  };
}

export function sayServing(step: ServingStep, speaker: Speaker): VoiceResponse {
  switch (step.kind) {
    case 'send-home':
      return goodbye(speaker, languages[speaker.language].agent.dialInAgain);
    case 'dial': {
      const response = new VoiceResponse();
      const words = newsInWords(step.news, speaker);
      if (words) say(response, speaker, words);
      if (step.pauseSeconds > 0) response.pause({ length: step.pauseSeconds });
      dialQueue(response, step.shift, step.timeoutSeconds);
      return response;
    }
    default:
      return step satisfies never;
  }
}

/** `*` ends the present talk and not the agent's call. A new caller is joined the moment they arrive. */
function dialQueue(response: VoiceResponse, shift: Shift, timeoutSeconds: number): void {
  const dial = response.dial({
    action: routes.nextCaller(shift),
    hangupOnStar: true,
    timeout: timeoutSeconds,
  });
  dial.queue({ url: routes.connect(shift) }, shift.queue.name);
}

function newsInWords(news: ServingNews, speaker: Speaker): string | undefined {
  const phrases = languages[speaker.language].agent;
  switch (news.kind) {
    case 'none':
      return undefined;
    case 'waiting':
      return phrases.callersWaiting(news.callers);
    case 'nobody':
      return phrases.nobodyWaiting;
    case 'unknown':
      return phrases.nextCallerComing;
    default:
      return news satisfies never;
  }
}

/** If our code fails on the agents' line: an apology and goodbye, never a connection. */
export const sayAgentsApology = (speaker: Speaker) =>
  goodbye(speaker, languages[speaker.language].agent.apologyAndGoodbye);

/** The line for the log: how the last dial ended, and whether the agent stays. */
export function servingLogged(step: ServingStep, agent: FreeAgent): LogLine {
  const { call, dialStatus, hasTalked, secondsTalked, shift } = agent;
  return {
    event: 'agent-free',
    call,
    agent: shift.agent,
    queue: shift.queue.name,
    dialStatus,
    hasTalked,
    secondsTalked: secondsTalked ?? null,
    staysOn: step.kind === 'dial',
  };
}
