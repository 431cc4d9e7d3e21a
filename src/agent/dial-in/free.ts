import { queueNamed } from '../../config/queue-config';
import type { Endpoint, WebhookRequest } from '../../endpoint';
import { epochSeconds } from '../../epoch-seconds';
import type { LogLine } from '../../log';
import { lastCallerAfterSeconds, readAgentSession } from '../../state/agent-session';
import { agentFreePath } from '../../state/urls';
import type { AgentSources } from '../agent-sources';
import { sayAgentsApology } from '../apology';
import {
  type FreeAgent,
  pauseSecondsAfter,
  type QueueInformation,
  type ServingStep,
  sayServing,
} from './serving';
import { strategyFor } from './strategy';

type ReadRequest = Pick<WebhookRequest, 'parameters' | 'config' | 'now'>;

/** Twilio's parameters at the end of a `<Dial>`: https://www.twilio.com/docs/voice/twiml/dial#action */
export function readFreeAgent(request: ReadRequest): FreeAgent {
  const { parameters, config } = request;
  const dialStatus = parameters.expectedText('DialCallStatus') ?? 'unknown';
  const session = readAgentSession(request);
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    session,
    queue: queueNamed(config, parameters.text('served')) ?? session.queues[0],
    queueSizeWasUnknown: parameters.text('blind') !== undefined,
    dialStatus,
    hasTalked: dialStatus === 'completed' || dialStatus === 'answered',
    secondsTalked: parameters.count('DialCallDuration', lastCallerAfterSeconds * 2),
  };
}

/** On to the next caller, by the agent's strategy. */
export function decideNextStep(agent: FreeAgent, information: QueueInformation, now: Date): ServingStep {
  const nowSeconds = epochSeconds(now);
  const session = agent.hasTalked ? { ...agent.session, idleSince: nowSeconds } : agent.session;
  const pauseSeconds = pauseSecondsAfter(agent, nowSeconds);
  return strategyFor(session).nextStep({ ...agent, session }, information, pauseSeconds, nowSeconds);
}

/** The log line: how the last dial ended, and whether the agent stays. */
export function freeAgentLogged(step: ServingStep, agent: FreeAgent): LogLine {
  const { call, dialStatus, hasTalked, queue, secondsTalked, session } = agent;
  return {
    event: 'agent-free',
    call,
    agent: session.agent,
    queue: queue.name,
    dialStatus,
    hasTalked,
    secondsTalked: secondsTalked ?? null,
    staysOn: step.kind !== 'end-session',
  };
}

/** Twilio requests this when an agent's dial of a queue is over, with or without a conversation. */
export const freeAgentEndpoint: Endpoint<FreeAgent, ServingStep, QueueInformation, AgentSources> = {
  path: agentFreePath,
  visibility: 'protected',
  events: ['agent-free'],
  read: readFreeAgent,
  // Without a conversation, the agent has heard the newest numbers.
  async gatherFacts({ hasTalked, session }, { waitingQueues }, request) {
    if (!hasTalked) return { kind: 'none' };
    return strategyFor(session).informationAfterConversation(session, waitingQueues, request);
  },
  decide: (agent, { now }, information) => decideNextStep(agent, information, now),
  logLines: (step, agent) => [freeAgentLogged(step, agent)],
  say: (step, _agent, request) => sayServing(step, request),
  fallback: sayAgentsApology,
};
