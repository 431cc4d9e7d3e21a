import type { Speaker } from '../../config/queue-config';
import type { Endpoint, WebhookRequest } from '../../endpoint';
import type { RingingPhrases } from '../../languages/ringing/phrases';
import { ringingPhrases } from '../../languages/ringing/ringing-phrases';
import {
  type AgentWorker,
  afterConversation,
  afterWork,
  hasWrittenEnd,
  type WorkerChange,
} from '../../rules/reconcile-workers';
import { goodbye, say } from '../../speech';
import { type RungCall, readRungCall } from '../../state/rung-call';
import { afterConversationPath, wrapUpKeyUrl } from '../../state/urls';
import VoiceResponse from '../../twiml';
import type { AgentsAtTwilio, ReservationStatus } from './agents-at-twilio';
import type { RungAgentSources } from './join-caller';
import { hangUp } from './ring';

/** An agent whose conversation is over, or never began. */
export interface ConversationEnd extends RungCall {
  readonly hasTalked: boolean;
  /** The agent can still hear us. */
  readonly isOnTheLine: boolean;
}

/** What TaskRouter knows of a caller to whom the agent was not joined. */
export interface NotJoined {
  /** Undefined: it cannot be known. */
  readonly isTaskCanceled: boolean | undefined;
  readonly reservation: ReservationStatus | undefined;
}

/** Why an agent who pressed the key was not connected. If `unknown`, the words name no reason. */
export type WhyNotJoined = 'caller-gone' | 'passed-on';

export type AfterStep =
  | { kind: 'wrap-up'; seconds: number }
  /** `isStillSought`: TaskRouter would have agents rung for the caller again and again. */
  | { kind: 'not-joined'; why: WhyNotJoined; isStillSought: boolean };

/** How long the agent hears why there was no caller. */
const secondsOfApology = 10;

export function readConversationEnd(request: Pick<WebhookRequest, 'parameters' | 'config'>): ConversationEnd {
  const status = request.parameters.expectedText('DialCallStatus');
  return {
    ...readRungCall(request),
    hasTalked: status === 'completed' || status === 'answered',
    isOnTheLine: request.parameters.text('CallStatus') !== 'completed',
  };
}

/** A caller who is reserved for this agent, who is on the line, and who was not joined: that caller has left the line. */
export function decideAfter(
  { hasTalked, isOnTheLine, queue }: ConversationEnd,
  { isTaskCanceled, reservation }: Partial<NotJoined> = {},
): AfterStep {
  if (hasTalked) return { kind: 'wrap-up', seconds: queue.wrapUpSeconds ?? 0 };
  const isStillSought = isOnTheLine && reservation === 'pending';
  const hasBeenTheirs =
    reservation === 'accepted' || reservation === 'wrapping' || reservation === 'completed';
  const isGone = isTaskCanceled || isStillSought || hasBeenTheirs;
  return { kind: 'not-joined', why: isGone ? 'caller-gone' : 'passed-on', isStillSought };
}

export function sayAfter(
  step: AfterStep,
  call: RungCall,
  { config: { agentLine } }: Pick<WebhookRequest, 'config'>,
): VoiceResponse {
  const phrases = ringingPhrases(agentLine.language);
  switch (step.kind) {
    case 'wrap-up':
      return offerWrapUp(call, step.seconds, agentLine, phrases);
    case 'not-joined':
      return goodbye(agentLine, step.why === 'caller-gone' ? phrases.callerIsGone : phrases.callIsTaken);
    default:
      return step satisfies never;
  }
}

/** The slowest of Twilio's voices. */
const slowestCharactersASecond = 12;

/**
 * Offers keys during the wrap-up. The agent's call ends before the wrap-up does, because a phone in use cannot ring. If
 * there is no time to offer anything, nothing is said.
 */
export function offerWrapUp(
  call: RungCall,
  seconds: number,
  speaker: Speaker,
  phrases: RingingPhrases,
): VoiceResponse {
  const words = phrases.wrapUp(seconds);
  const secondsLeft = seconds - Math.ceil(words.length / slowestCharactersASecond) - 3;
  const response = new VoiceResponse();
  if (secondsLeft > 0) say(listenForKey(response, call, secondsLeft), speaker, words);
  response.hangup();
  return response;
}

const listenForKey = (response: VoiceResponse, call: RungCall, seconds: number) =>
  response.gather({
    action: wrapUpKeyUrl(call),
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: seconds,
  });

/** Starts the wrap-up once, even if several requests report the end of the conversation. */
export const endOfConversation =
  (wrapUpSeconds: number) =>
  (worker: AgentWorker, now: number): WorkerChange | undefined => {
    const { activity } = worker;
    const isOver =
      activity === 'onCall' || activity === 'available' || (activity === 'wrapUp' && !hasWrittenEnd(worker));
    return isOver ? afterConversation(now, wrapUpSeconds) : undefined;
  };

/** The same if the agent's phone is free: without wrap-up time the agent is available at once. */
export const freeAfterConversation =
  (wrapUpSeconds: number) =>
  (worker: AgentWorker, now: number): WorkerChange | undefined => {
    const change = endOfConversation(wrapUpSeconds)(worker, now);
    return change && wrapUpSeconds === 0 ? { ...afterWork(worker, now), misses: 0 } : change;
  };

/** An agent is not rung while our apology plays. */
const afterApology = ({ activity }: AgentWorker, now: number): WorkerChange | undefined =>
  activity === 'onCall' ? { activity: 'wrapUp', until: now + secondsOfApology } : undefined;

async function whyNotJoined(
  { task, worker, reservation }: RungCall,
  agents: AgentsAtTwilio,
): Promise<NotJoined> {
  const [isTaskCanceled, status] = await Promise.all([
    agents.isTaskCanceled(task),
    agents.reservationStatus(worker, reservation).catch(() => undefined),
  ]);
  return { isTaskCanceled, reservation: status };
}

/** An agent's conversation is over, or there was none: on to the notes. */
export const afterConversationEndpoint: Endpoint<
  ConversationEnd,
  AfterStep,
  NotJoined | undefined,
  RungAgentSources
> = {
  path: afterConversationPath,
  visibility: 'protected',
  events: ['agent-state'],
  read: readConversationEnd,
  gatherFacts: async (end, { agents }) => (end.hasTalked || !agents ? undefined : whyNotJoined(end, agents)),
  decide: (end, _request, notJoined) => decideAfter(end, notJoined),
  logLines: () => [],
  async act(step, { worker, task }, { agents }) {
    const move = step.kind === 'wrap-up' ? endOfConversation(step.seconds) : afterApology;
    await agents?.change(worker, move).catch(() => undefined);
    if (step.kind === 'wrap-up') await agents?.completeTask(task).catch(() => undefined);
    else if (step.isStillSought) await agents?.cancelTask(task).catch(() => undefined);
  },
  say: sayAfter,
  fallback: hangUp,
};
