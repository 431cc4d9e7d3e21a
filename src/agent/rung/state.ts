import type { Agent } from '../../config/queue-config';
import type { Endpoint, WebhookRequest } from '../../endpoint';
import { ringingPhrases } from '../../languages/ringing/ringing-phrases';
import type { AgentWorker } from '../../rules/reconcile-workers';
import { goodbye, say } from '../../speech';
import { agentStatePath, stateChoiceUrl } from '../../state/urls';
import VoiceResponse from '../../twiml';
import { sayAgentsApology } from '../apology';
import type { AgentsAtTwilio } from './agents-at-twilio';
import { hasColleague } from './colleagues';
import type { RungAgentSources } from './join-caller';

/** A rung agent who has signed in on the agents' line. */
export interface SignedIn {
  /** The agent's own call. */
  readonly call: string;
  /** Undefined if known only by the shared PIN; then there is no phone to ring. */
  readonly agent: Agent | undefined;
}

/** What TaskRouter knows about the agent and their colleagues. */
export interface Presence {
  readonly worker: AgentWorker;
  /** Whether each of the agent's queues has another available agent. */
  readonly hasColleagues: boolean;
}

export type StateStep = { kind: 'not-listed' } | { kind: 'tell'; presence: Presence };

export const readSignedIn = ({
  parameters,
  config,
}: Pick<WebhookRequest, 'parameters' | 'config'>): SignedIn => ({
  call: parameters.expectedText('CallSid') ?? 'unknown',
  agent: config.agents.find(({ id }) => id === parameters.text('agent')),
});

/** Undefined if TaskRouter does not know this agent. */
export async function readPresence(
  agent: Agent,
  agents: AgentsAtTwilio,
  moment: Pick<WebhookRequest, 'config' | 'now'>,
): Promise<Presence | undefined> {
  const [worker, ...colleagues] = await Promise.all([
    agents.named(agent.id),
    ...agent.queues.map((name) => hasColleague(agent, name, agents, moment)),
  ]);
  return worker && { worker, hasColleagues: colleagues.every(Boolean) };
}

export const decideState = (presence: Presence | undefined): StateStep =>
  presence ? { kind: 'tell', presence } : { kind: 'not-listed' };

export function sayState(
  step: StateStep,
  { agent }: SignedIn,
  { config: { agentLine } }: Pick<WebhookRequest, 'config'>,
): VoiceResponse {
  const phrases = ringingPhrases(agentLine.language);
  if (step.kind === 'not-listed' || !agent) return goodbye(agentLine, phrases.notListed);
  const { activity, misses, maxMissedCalls, nextActivity } = step.presence.worker;
  const isSwitchedOff = activity === 'offline' && misses >= maxMissedCalls;
  const words = [
    ...(isSwitchedOff ? [phrases.switchedOff(misses)] : [phrases.stateIs(activity)]),
    ...(nextActivity ? [phrases.nextStateIs(nextActivity)] : []),
    ...(step.presence.hasColleagues ? [] : [phrases.onlyOneHere]),
    phrases.chooseState,
  ];
  const response = new VoiceResponse();
  const gather = response.gather({
    action: stateChoiceUrl(agent.id),
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: 10,
  });
  say(gather, agentLine, words.join(' '));
  // An agent who chooses nothing keeps their state.
  response.hangup();
  return response;
}

/** Tells an agent who has signed in their state, and offers the other states. */
export const agentStateEndpoint: Endpoint<SignedIn, StateStep, Presence | undefined, RungAgentSources> = {
  path: agentStatePath,
  visibility: 'protected',
  events: [],
  read: readSignedIn,
  gatherFacts: async ({ agent }, { agents }, request) =>
    agent && agents && readPresence(agent, agents, request),
  decide: (_signedIn, _request, presence) => decideState(presence),
  logLines: () => [],
  say: sayState,
  fallback: sayAgentsApology,
};
