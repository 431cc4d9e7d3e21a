import { type NamedQueue, queueNamed, type Speaker } from '../../config/queue-config';
import type { Endpoint, WebhookRequest } from '../../endpoint';
import { epochSeconds } from '../../epoch-seconds';
import type { LogLine } from '../../log';
import { nextLane, type QueueLane } from '../../rules/next-in-line';
import { goodbye, say } from '../../speech';
import { type AgentSession, lastCallerAfterSeconds, readAgentSession } from '../../state/agent-session';
import { agentIdlePath, agentIdleUrl, agentPausedPath, agentPausedUrl } from '../../state/urls';
import VoiceResponse from '../../twiml';
import type { AgentSources } from '../agent-sources';
import { sayAgentsApology } from '../apology';
import { dialQueue } from './dial-queue';
import { lanesOf, readLanes } from './lanes';
import { listenBriefly, listenForAgent } from './listen-for-agent';

/** How long an idle agent hears nothing before we check their queues again. */
const lookAgainSeconds = 10;
/** Another agent may have taken the caller, so the dial is short. */
const shortDialSeconds = 5;
/** How often we check whether a pause should end. The agent hears nothing. */
const pauseCheckSeconds = 300;
/** How long we listen for a key before a conversation; less if the agent pressed 1 for the next caller. */
const keySeconds = { usual: 2, hurried: 1 };
const usualIdleLimitSeconds = 2 * 3600;

/** An agent waiting for callers of several queues, and the key they pressed, if any. */
export interface IdleAgent {
  readonly call: string;
  readonly session: AgentSession;
  readonly key: string | undefined;
}

export type IdleStep =
  | { kind: 'end-session'; why: 'four-hours' | 'idle' }
  | { kind: 'log-off' }
  | { kind: 'pause'; isNew: boolean; session: AgentSession }
  | { kind: 'listen'; session: AgentSession }
  | {
      kind: 'serve';
      queue: NamedQueue;
      next: QueueLane;
      queueSizeUnknown: boolean;
      /** Whether the agent pressed 1 for this caller. */
      isHurried: boolean;
      session: AgentSession;
    };

export function readIdleAgent(request: Pick<WebhookRequest, 'parameters' | 'config' | 'now'>): IdleAgent {
  const { parameters } = request;
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    session: readAgentSession(request),
    key: parameters.text('Digits'),
  };
}

export function decideIdle(
  { key, session }: IdleAgent,
  lanes: readonly QueueLane[] | undefined,
  { config, now }: Pick<WebhookRequest, 'config' | 'now'>,
): IdleStep {
  const nowSeconds = epochSeconds(now);
  const why = reasonToEndSession(session, nowSeconds, config.agentLine.maxIdleSeconds);
  if (why) return { kind: 'end-session', why };
  if (key === '2') return { kind: 'pause', isNew: true, session };
  if (key === '9') return { kind: 'log-off' };
  const next = lanes ? nextLane(lanes) : laneByTurn(session, nowSeconds);
  const queue = queueNamed(config, next?.queue);
  if (!next || !queue) return { kind: 'listen', session };
  const dialed = { ...session, dialedAt: nowSeconds };
  return { kind: 'serve', queue, next, queueSizeUnknown: !lanes, isHurried: key === '1', session: dialed };
}

/** The next step of a paused agent: 9 logs off, any other key ends the pause. */
export function decidePaused(
  { key, session }: IdleAgent,
  { config, now }: Pick<WebhookRequest, 'config' | 'now'>,
): IdleStep {
  const nowSeconds = epochSeconds(now);
  const why = reasonToEndSession(session, nowSeconds, config.agentLine.maxIdleSeconds);
  if (why) return { kind: 'end-session', why };
  if (key === undefined) return { kind: 'pause', isNew: false, session };
  if (key === '9') return { kind: 'log-off' };
  return { kind: 'listen', session: { ...session, idleSince: nowSeconds } };
}

function reasonToEndSession(
  { startedAt, idleSince }: AgentSession,
  nowSeconds: number,
  maxIdleSeconds = usualIdleLimitSeconds,
) {
  if (nowSeconds - startedAt >= lastCallerAfterSeconds) return 'four-hours';
  return nowSeconds - idleSince >= maxIdleSeconds ? 'idle' : undefined;
}

/** If Twilio does not answer, lanes take turns in the order of the config. */
function laneByTurn(session: AgentSession, nowSeconds: number): QueueLane | undefined {
  const lanes = lanesOf(session);
  return lanes[Math.floor(nowSeconds / lookAgainSeconds) % lanes.length];
}

export function sayIdle(
  step: IdleStep,
  { config: { agentLine }, environmentName }: Pick<WebhookRequest, 'config' | 'environmentName'>,
): VoiceResponse {
  const phrases = agentLine.language.agent;
  const response = new VoiceResponse();
  switch (step.kind) {
    case 'end-session':
      return goodbye(agentLine, step.why === 'idle' ? phrases.idleTooLong : phrases.dialInAgain);
    case 'log-off':
      return goodbye(agentLine, phrases.loggedOff);
    case 'pause': {
      const gather = listenForAgent(response, agentPausedUrl(step.session), pauseCheckSeconds);
      if (step.isNew) say(gather, agentLine, phrases.paused);
      return response;
    }
    case 'listen':
      listenForAgent(response, agentIdleUrl(step.session), lookAgainSeconds);
      return response;
    case 'serve': {
      // If callers are always waiting, this is the only time between two conversations to press a key.
      const { queue, next, queueSizeUnknown, isHurried } = step;
      const seconds = isHurried ? keySeconds.hurried : keySeconds.usual;
      const gather = listenBriefly(response, agentIdleUrl(step.session), seconds);
      if (!queueSizeUnknown) say(gather, agentLine, nextCallerInWords(next, agentLine));
      const dial = { queue, lane: next.lane, queueSizeUnknown, timeoutSeconds: shortDialSeconds };
      dialQueue(response, step.session, dial, { environmentName });
      return response;
    }
    default:
      return step satisfies never;
  }
}

/** The words before a conversation: the queue, how long its first caller has waited, and how many more are waiting. */
function nextCallerInWords({ queue, waiting, frontSecondsWaited }: QueueLane, { language }: Speaker): string {
  const minutes = frontSecondsWaited === undefined ? undefined : Math.floor(frontSecondsWaited / 60);
  return language.agent.nextCaller(queue, minutes, waiting - 1);
}

/** The log line; none if nothing happened. */
export function idleLogged(step: IdleStep, { call, session: { agent } }: IdleAgent): LogLine[] {
  switch (step.kind) {
    case 'end-session':
      return [{ event: 'agent-idle', call, agent, step: 'send-home', queue: null }];
    case 'log-off':
      return [{ event: 'agent-idle', call, agent, step: 'log-off', queue: null }];
    case 'pause':
      return step.isNew ? [{ event: 'agent-idle', call, agent, step: 'pause', queue: null }] : [];
    case 'listen':
      return [];
    case 'serve':
      return [{ event: 'agent-idle', call, agent, step: 'serve', queue: step.queue.name }];
    default:
      return step satisfies never;
  }
}

/** Twilio requests this while an agent of several queues is free: is a caller waiting, or did they press a key? */
export const idleAgentEndpoint: Endpoint<
  IdleAgent,
  IdleStep,
  readonly QueueLane[] | undefined,
  AgentSources
> = {
  path: agentIdlePath,
  visibility: 'protected',
  events: ['agent-idle'],
  read: readIdleAgent,
  gatherFacts: ({ session }, { waitingQueues }, request) => readLanes(session, waitingQueues, request),
  decide: (agent, request, lanes) => decideIdle(agent, lanes, request),
  logLines: idleLogged,
  say: (step, _agent, request) => sayIdle(step, request),
  fallback: sayAgentsApology,
};

/** Twilio requests this during an agent's pause: did a key end it? */
export const pausedAgentEndpoint: Endpoint<IdleAgent, IdleStep> = {
  path: agentPausedPath,
  visibility: 'protected',
  events: ['agent-idle'],
  read: readIdleAgent,
  decide: decidePaused,
  logLines: idleLogged,
  say: (step, _agent, request) => sayIdle(step, request),
  fallback: sayAgentsApology,
};
