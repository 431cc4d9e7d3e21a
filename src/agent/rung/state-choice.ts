import type { NextActivity } from '../../config/task-router';
import type { Endpoint, WebhookRequest } from '../../endpoint';
import { epochSeconds } from '../../epoch-seconds';
import type { RingingPhrases } from '../../languages/ringing/phrases';
import { ringingPhrases } from '../../languages/ringing/ringing-phrases';
import {
  type AgentWorker,
  isGone,
  nowAvailable,
  nowOffline,
  nowOnBreak,
  type WorkerChange,
} from '../../rules/reconcile-workers';
import { shiftEndOf } from '../../rules/shift-end';
import { goodbye, say, secondsToSay } from '../../speech';
import {
  agentStateUrl,
  breakMinutesPath,
  breakMinutesUrl,
  stateChoicePath,
  stateChoiceUrl,
} from '../../state/urls';
import VoiceResponse from '../../twiml';
import { sayAgentsApology } from '../apology';
import { callersLeftBehind } from './colleagues';
import type { RungAgentSources } from './join-caller';
import { readSignedIn, type SignedIn } from './state';

const longestBreakMinutes = 480;

/** The state that an agent chooses, by a key or by the minutes of a break. */
export interface StateChoice extends SignedIn {
  readonly digits: string | undefined;
  /** The key after which the agent heard that callers are waiting. */
  readonly warned: string | undefined;
  /** Whether the agent calls from the phone that would be rung. */
  readonly isOwnPhone: boolean;
}

export type ChoiceStep =
  /** During a conversation, the choice counts after it. */
  | { kind: 'choose'; worker: string; next: NextActivity; isAfterCall: boolean }
  | { kind: 'ask-minutes' }
  /** Callers are waiting, and no agent would be left for them. */
  | { kind: 'warn'; key: string; callers: number }
  /** TaskRouter does not know this agent. */
  | { kind: 'not-listed' }
  | { kind: 'ask-again' };

type ReadRequest = Pick<WebhookRequest, 'parameters' | 'config'>;

export function readStateChoice(request: ReadRequest): StateChoice {
  const { parameters } = request;
  const signedIn = readSignedIn(request);
  const from = parameters.text('From');
  return {
    ...signedIn,
    digits: parameters.text('Digits'),
    warned: parameters.text('warned'),
    isOwnPhone: from !== undefined && from === signedIn.agent?.contactUri,
  };
}

/** What is known about the agent. */
export interface ChoiceFacts {
  /** Undefined if TaskRouter does not know this agent. */
  readonly worker: AgentWorker | undefined;
  /** Waiting callers who would have no agent without this one. */
  readonly callersLeftBehind: number;
}

const nothingKnown: ChoiceFacts = { worker: undefined, callersLeftBehind: 0 };

/** The keys that make an agent unavailable. */
const leavingKeys = ['2', '3'];

export function decideChoice(
  { digits = '', warned }: StateChoice,
  { worker, callersLeftBehind: callers }: ChoiceFacts,
): ChoiceStep {
  const isLeaving = leavingKeys.includes(digits) && worker !== undefined && worker.activity !== 'offline';
  if (isLeaving && callers > 0 && warned !== digits) return { kind: 'warn', key: digits, callers };
  if (digits === '1') return choose({ kind: 'available' }, worker);
  if (digits === '2') return { kind: 'ask-minutes' };
  return digits === '3' ? choose({ kind: 'offline' }, worker) : { kind: 'ask-again' };
}

export function decideMinutes({ digits = '' }: StateChoice, { worker }: ChoiceFacts): ChoiceStep {
  const minutes = Number(digits);
  if (!/^\d{1,4}$/.test(digits) || minutes < 1) return { kind: 'ask-minutes' };
  return choose({ kind: 'break', minutes: Math.min(minutes, longestBreakMinutes) }, worker);
}

const choose = (next: NextActivity, worker: AgentWorker | undefined): ChoiceStep =>
  worker
    ? { kind: 'choose', worker: worker.sid, next, isAfterCall: worker.activity === 'onCall' }
    : { kind: 'not-listed' };

/**
 * A choice made during a conversation counts after it. Otherwise it counts at once, and a ringing phone stops. Choosing
 * to be available resets the count of missed calls. An agent who calls from the phone to be rung is available once it
 * is free.
 */
export const changeTo =
  (next: NextActivity, secondsOnPhone: number, shiftEndsAt?: number) =>
  (worker: AgentWorker, now: number): WorkerChange => {
    const { activity } = worker;
    const isTalking = activity === 'onCall';
    const shift = shiftOf(worker, now, shiftEndsAt);
    switch (next.kind) {
      case 'available':
        if (isTalking) return { nextActivity: null, misses: 0 };
        if (activity === 'available') return { misses: 0, ...shift };
        if (secondsOnPhone === 0) return { ...nowAvailable, misses: 0, ...shift };
        return { activity: 'wrapUp', until: now + secondsOnPhone, nextActivity: null, misses: 0, ...shift };
      case 'offline':
        return isTalking ? { nextActivity: next } : { ...nowOffline, rejectsPending: true };
      case 'break':
        return isTalking
          ? { nextActivity: next }
          : { ...nowOnBreak(next.minutes, now), rejectsPending: true, ...shift };
      default:
        return next satisfies never;
    }
  };

/** After closing, while the last callers are served, an ending shift keeps its end. */
function shiftOf(
  { activity, shiftEndsAt = 0 }: AgentWorker,
  now: number,
  next: number | undefined,
): Pick<WorkerChange, 'shiftEndsAt'> {
  const isEnding = activity !== 'offline' && shiftEndsAt > now;
  const end = isEnding && next !== undefined ? Math.min(shiftEndsAt, next) : next;
  return end === shiftEndsAt || (end === undefined && shiftEndsAt === 0) ? {} : { shiftEndsAt: end ?? null };
}

export function sayChoice(
  step: ChoiceStep,
  { agent }: StateChoice,
  { config: { agentLine } }: Pick<WebhookRequest, 'config'>,
): VoiceResponse {
  const phrases = ringingPhrases(agentLine.language);
  const response = new VoiceResponse();
  const id = agent?.id ?? 'agent';
  switch (step.kind) {
    case 'choose':
      return goodbye(agentLine, choiceInWords(step, phrases), phrases.goodbye);
    case 'ask-minutes': {
      const gather = response.gather({
        action: breakMinutesUrl(id),
        finishOnKey: '#',
        input: ['dtmf'],
        timeout: 5,
      });
      say(gather, agentLine, phrases.breakMinutes);
      response.hangup();
      return response;
    }
    case 'warn': {
      const gather = response.gather({
        action: stateChoiceUrl(id, step.key),
        finishOnKey: '',
        input: ['dtmf'],
        numDigits: 1,
        timeout: 10,
      });
      say(gather, agentLine, phrases.callersWouldBeAlone(step.callers));
      // An agent who presses nothing keeps their state.
      response.hangup();
      return response;
    }
    case 'not-listed':
      return goodbye(agentLine, phrases.notListed);
    case 'ask-again':
      response.redirect(agentStateUrl(id));
      return response;
    default:
      return step satisfies never;
  }
}

type Choice = Extract<ChoiceStep, { kind: 'choose' }>;

function choiceInWords({ next, isAfterCall }: Choice, phrases: RingingPhrases): string {
  if (isAfterCall) return phrases.nextStateIs(next);
  return next.kind === 'break' ? phrases.onBreakFor(next.minutes) : phrases.stateIs(next.kind);
}

/** Makes the change before the agent hears of it. If it fails, the agent hears that. */
async function act(
  step: ChoiceStep,
  { agent, isOwnPhone }: StateChoice,
  { agents }: RungAgentSources,
  { config, now }: WebhookRequest,
): Promise<void> {
  if (step.kind !== 'choose') return;
  const phrases = ringingPhrases(config.agentLine.language);
  const seconds = Math.ceil(secondsToSay(`${choiceInWords(step, phrases)} ${phrases.goodbye}`)) + 2;
  const shiftEnd = agent && shiftEndOf(agent, config, now);
  const change = changeTo(step.next, isOwnPhone ? seconds : 0, shiftEnd && epochSeconds(shiftEnd));
  const after = await agents?.change(step.worker, change);
  if (after && isGone(after.activity))
    await agents?.endRinging(agent?.contactUri ?? '').catch(() => undefined);
}

async function gatherFacts(
  { agent, digits = '', warned }: StateChoice,
  { agents }: RungAgentSources,
  request: WebhookRequest,
): Promise<ChoiceFacts> {
  if (!agent || !agents) return nothingKnown;
  const mayLeave = leavingKeys.includes(digits) && warned !== digits;
  const [worker, callers] = await Promise.all([
    agents.named(agent.id),
    mayLeave ? callersLeftBehind(agent, agents, request) : 0,
  ]);
  return { worker, callersLeftBehind: callers };
}

const choice = {
  visibility: 'protected',
  events: ['agent-state'],
  read: readStateChoice,
  gatherFacts,
  logLines: () => [],
  act,
  say: sayChoice,
  fallback: sayAgentsApology,
} as const;

/** Twilio requests this when an agent chooses a state by a key. */
export const stateChoiceEndpoint: Endpoint<StateChoice, ChoiceStep, ChoiceFacts, RungAgentSources> = {
  ...choice,
  path: stateChoicePath,
  decide: (asked, _request, facts = nothingKnown) => decideChoice(asked, facts),
};

/** Twilio requests this when an agent enters the minutes of a break. */
export const breakMinutesEndpoint: Endpoint<StateChoice, ChoiceStep, ChoiceFacts, RungAgentSources> = {
  ...choice,
  path: breakMinutesPath,
  decide: (asked, _request, facts = nothingKnown) => decideMinutes(asked, facts),
};
