import { type NamedQueue, type QueuesConfig, queueNamed, type Speaker } from '../../config/queue-config';
import type { LogLine } from '../../log';
import { goodbye, say } from '../../speech';
import { isSimple, lastCallerAfterSeconds, readShift, type Shift } from '../../state/agent-session';
import { epochSeconds } from '../../state/caller-state';
import type { Parameters } from '../../state/parameters';
import { type Lane, queueNameAtTwilio } from '../../state/queue-name';
import { routes } from '../../state/urls';
import VoiceResponse from '../../twiml';
import type { WaitingLines } from './waiting-lines';

/** A round of an agent's loop that was shorter is followed by a pause as long, or the queue is dialled in a spin. */
const shortestRoundSeconds = 10;

/** Twilio's own bounds of a dial, and what it always adds. https://www.twilio.com/docs/voice/twiml/dial#timeout */
const shortestDialSeconds = 5;
const longestDialSeconds = 600;
const secondsAddedToDial = 5;

/** An agent whose last dial of a queue is over. */
export interface FreeAgent {
  readonly call: string;
  readonly shift: Shift;
  /** The queue that was dialled. */
  readonly queue: NamedQueue;
  /** Whether it was dialled without knowing that somebody waits. */
  readonly wasBlind: boolean;
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
  | { kind: 'dial'; news: ServingNews; pauseSeconds: number; timeoutSeconds: number; shift: Shift }
  | { kind: 'idle'; wasBeaten: boolean; pauseSeconds: number; shift: Shift }
  | { kind: 'wrap-up'; seconds: number; shift: Shift };

/** https://www.twilio.com/docs/voice/twiml/dial#action lists what Twilio sends when a dial is over. */
export function readFreeAgent(parameters: Parameters, config: QueuesConfig, now: Date): FreeAgent {
  const dialStatus = parameters.expectedText('DialCallStatus') ?? 'unknown';
  const shift = readShift(parameters, config, epochSeconds(now));
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    shift,
    queue: queueNamed(config, parameters.text('served')) ?? shift.queues[0],
    wasBlind: parameters.text('blind') !== undefined,
    dialStatus,
    hasTalked: dialStatus === 'completed' || dialStatus === 'answered',
    secondsTalked: parameters.count('DialCallDuration', lastCallerAfterSeconds * 2),
  };
}

/** How many wait in the one queue of a simple shift. Of another shift nothing is said here. */
export async function readNews(shift: Shift, lines: WaitingLines): Promise<ServingNews> {
  if (!isSimple(shift)) return { kind: 'none' };
  const listed = await lines.list();
  const name = queueNameAtTwilio(shift.queues[0].name, 'normal', shift.environment);
  return newsOf(listed && (listed.get(name)?.waiting ?? 0));
}

/** The news for an agent who is free for the first time or after a talk. Undefined: we could not ask. */
export function newsOf(callersWaiting: number | undefined): ServingNews {
  if (callersWaiting === undefined) return { kind: 'unknown' };
  return callersWaiting === 0 ? { kind: 'nobody' } : { kind: 'waiting', callers: callersWaiting };
}

/** An agent who has just been let in: no round has been yet. */
export function decideFirstDial(shift: Shift, news: ServingNews, now: Date): ServingStep {
  if (!isSimple(shift)) return { kind: 'idle', wasBeaten: false, pauseSeconds: 0, shift };
  return dial(shift, news, 0, epochSeconds(now));
}

/** An agent whose dial is over: on to the next caller, unless the call is close to its end. */
export function decideNextDial(agent: FreeAgent, news: ServingNews, now: Date): ServingStep {
  const nowSeconds = epochSeconds(now);
  const wasQuick = nowSeconds - agent.shift.dialledAt < shortestRoundSeconds;
  const pauseSeconds = wasQuick && !agent.hasTalked ? shortestRoundSeconds : 0;
  const shift = agent.hasTalked ? { ...agent.shift, idleSince: nowSeconds } : agent.shift;
  if (isSimple(shift)) return dial(shift, news, pauseSeconds, nowSeconds);
  const seconds = agent.queue.wrapUpSeconds ?? 0;
  if (agent.hasTalked && seconds > 0) return { kind: 'wrap-up', seconds, shift };
  return { kind: 'idle', wasBeaten: !agent.hasTalked && !agent.wasBlind, pauseSeconds, shift };
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
  const phrases = speaker.language.agent;
  const response = new VoiceResponse();
  switch (step.kind) {
    case 'send-home':
      return goodbye(speaker, phrases.dialInAgain);
    case 'dial': {
      const words = newsInWords(step.news, speaker);
      if (words) say(response, speaker, words);
      if (step.pauseSeconds > 0) response.pause({ length: step.pauseSeconds });
      const [queue] = step.shift.queues;
      dialQueue(response, step.shift, { queue, lane: 'normal', isBlind: false }, step.timeoutSeconds);
      return response;
    }
    case 'idle':
      if (step.wasBeaten) say(response, speaker, phrases.anotherWasFaster);
      if (step.pauseSeconds > 0) response.pause({ length: step.pauseSeconds });
      response.redirect(routes.idle(step.shift));
      return response;
    case 'wrap-up': {
      const gather = listenForAgent(response, routes.idle(step.shift), step.seconds);
      say(gather, speaker, phrases.wrapUp(step.seconds));
      return response;
    }
    default:
      return step satisfies never;
  }
}

/** One key of an agent, or none in so many seconds: both are told. */
export const listenForAgent = (response: VoiceResponse, action: string, timeoutSeconds: number) =>
  response.gather({
    action,
    actionOnEmptyResult: true,
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: timeoutSeconds,
  });

/** `*` ends the present talk and not the agent's call. */
export function dialQueue(
  response: VoiceResponse,
  shift: Shift,
  { queue, lane, isBlind }: { queue: NamedQueue; lane: Lane; isBlind: boolean },
  timeoutSeconds: number,
): void {
  const dial = response.dial({
    action: routes.nextCaller(shift, queue.name, isBlind),
    hangupOnStar: true,
    timeout: timeoutSeconds,
    ...(queue.recording && { record: 'record-from-answer-dual' }),
  });
  const name = queueNameAtTwilio(queue.name, lane, shift.environment);
  dial.queue({ url: routes.connect(shift, queue.name) }, name);
}

function newsInWords(news: ServingNews, speaker: Speaker): string | undefined {
  const phrases = speaker.language.agent;
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
  goodbye(speaker, speaker.language.agent.apologyAndGoodbye);

/** The line for the log: how the last dial ended, and whether the agent stays. */
export function servingLogged(step: ServingStep, agent: FreeAgent): LogLine {
  const { call, dialStatus, hasTalked, queue, secondsTalked, shift } = agent;
  return {
    event: 'agent-free',
    call,
    agent: shift.agent,
    queue: queue.name,
    dialStatus,
    hasTalked,
    secondsTalked: secondsTalked ?? null,
    staysOn: step.kind !== 'send-home',
  };
}
