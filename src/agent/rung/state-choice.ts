import type { NextActivity } from '../../config/task-router';
import type { Endpoint, WebhookRequest } from '../../endpoint';
import { ringingPhrases } from '../../languages/ringing/ringing-phrases';
import {
  type AgentWorker,
  isGone,
  nowAvailable,
  nowOffline,
  nowOnBreak,
  type WorkerChange,
} from '../../rules/reconcile-workers';
import { goodbye, say, secondsToSay } from '../../speech';
import { agentStateUrl, breakMinutesPath, breakMinutesUrl, stateChoicePath } from '../../state/urls';
import VoiceResponse from '../../twiml';
import { sayAgentsApology } from '../apology';
import type { RungAgentSources } from './join-caller';
import { readSignedIn, type SignedIn } from './state';

const longestBreakMinutes = 480;

/** What an agent chooses to be, by a key or by the minutes of a break. */
export interface StateChoice extends SignedIn {
  readonly digits: string | undefined;
  /** The agent calls from the phone that would be rung. */
  readonly isOwnPhone: boolean;
}

export type ChoiceStep =
  | { kind: 'choose'; worker: string; next: NextActivity }
  | { kind: 'ask-minutes' }
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
    isOwnPhone: from !== undefined && from === signedIn.agent?.contactUri,
  };
}

export function decideChoice({ digits }: StateChoice, worker: AgentWorker | undefined): ChoiceStep {
  if (digits === '1') return choose({ kind: 'available' }, worker);
  if (digits === '2') return { kind: 'ask-minutes' };
  return digits === '3' ? choose({ kind: 'offline' }, worker) : { kind: 'ask-again' };
}

export function decideMinutes({ digits = '' }: StateChoice, worker: AgentWorker | undefined): ChoiceStep {
  const minutes = Number(digits);
  if (!/^\d{1,4}$/.test(digits) || minutes < 1) return { kind: 'ask-minutes' };
  return choose({ kind: 'break', minutes: Math.min(minutes, longestBreakMinutes) }, worker);
}

const choose = (next: NextActivity, worker: AgentWorker | undefined): ChoiceStep =>
  worker ? { kind: 'choose', worker: worker.sid, next } : { kind: 'not-listed' };

/**
 * What is chosen in a conversation counts after it, and at once otherwise: a phone that rings is then not the agent's to
 * answer. Whoever is available again has missed nothing in a row; the phone they call from is rung once it is free.
 */
export const changeTo =
  (next: NextActivity, secondsOnPhone: number) =>
  ({ activity }: AgentWorker, now: number): WorkerChange => {
    const isTalking = activity === 'onCall';
    switch (next.kind) {
      case 'available':
        if (isTalking) return { nextActivity: null, misses: 0 };
        if (activity === 'available') return { misses: 0 };
        if (secondsOnPhone === 0) return { ...nowAvailable, misses: 0 };
        return { activity: 'wrapUp', until: now + secondsOnPhone, nextActivity: null, misses: 0 };
      case 'offline':
        return isTalking ? { nextActivity: next } : { ...nowOffline, rejectsPending: true };
      case 'break':
        return isTalking
          ? { nextActivity: next }
          : { ...nowOnBreak(next.minutes, now), rejectsPending: true };
      default:
        return next satisfies never;
    }
  };

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
      return goodbye(agentLine, wordsFor(step.next, phrases.stateIs), phrases.goodbye);
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
    case 'not-listed':
      return goodbye(agentLine, phrases.notListed);
    case 'ask-again':
      response.redirect(agentStateUrl(id));
      return response;
    default:
      return step satisfies never;
  }
}

const wordsFor = (
  { kind }: NextActivity,
  stateIs: (state: 'available' | 'onBreak' | 'offline') => string,
): string => stateIs(kind === 'break' ? 'onBreak' : kind);

/** What is chosen is done before it is said; if it cannot be done the agent hears that. */
async function act(
  step: ChoiceStep,
  { agent, isOwnPhone }: StateChoice,
  { agents }: RungAgentSources,
  { config: { agentLine } }: WebhookRequest,
): Promise<void> {
  if (step.kind !== 'choose') return;
  const { stateIs, goodbye } = ringingPhrases(agentLine.language);
  const seconds = Math.ceil(secondsToSay(`${wordsFor(step.next, stateIs)} ${goodbye}`)) + 2;
  const after = await agents?.change(step.worker, changeTo(step.next, isOwnPhone ? seconds : 0));
  if (after && isGone(after.activity))
    await agents?.endRinging(agent?.contactUri ?? '').catch(() => undefined);
}

const choice = {
  visibility: 'protected',
  events: ['agent-state'],
  read: readStateChoice,
  gatherFacts: async ({ agent }: StateChoice, { agents }: RungAgentSources) =>
    agent && agents?.named(agent.id),
  logLines: () => [],
  act,
  say: sayChoice,
  fallback: sayAgentsApology,
} as const;

/** An agent chooses by a key what to be. */
export const stateChoiceEndpoint: Endpoint<
  StateChoice,
  ChoiceStep,
  AgentWorker | undefined,
  RungAgentSources
> = {
  ...choice,
  path: stateChoicePath,
  decide: (asked, _request, worker) => decideChoice(asked, worker),
};

/** An agent says how long a break is. */
export const breakMinutesEndpoint: Endpoint<
  StateChoice,
  ChoiceStep,
  AgentWorker | undefined,
  RungAgentSources
> = {
  ...choice,
  path: breakMinutesPath,
  decide: (asked, _request, worker) => decideMinutes(asked, worker),
};
