import {
  type Agent,
  firstQueue,
  type NamedQueue,
  type QueuesConfig,
  queueNamed,
} from '../config/queue-config';
import { epochSeconds, latestEpochSeconds } from '../epoch-seconds';
import type { Parameters } from './parameters';

/**
 * After this many seconds of an agent's call no new caller is connected: half an hour before Twilio's default limit of
 * four hours would end the call in mid-sentence. https://www.twilio.com/docs/voice/twiml/dial#timelimit
 */
export const lastCallerAfterSeconds = 12_600;

/** What an agent's call must remember between two callers. It is in the query of our own URLs. */
export interface AgentSession {
  /** The agent's id in the config, or `agent` if known only by the shared PIN. */
  readonly agent: string;
  /** The queues that are served, in the agent's order. */
  readonly queues: readonly [NamedQueue, ...NamedQueue[]];
  /** When the agent's call started, in seconds since 1970. */
  readonly startedAt: number;
  /** When a queue was last dialed, in seconds since 1970. */
  readonly dialedAt: number;
  /** When the agent last talked to a caller, or signed in, in seconds since 1970. */
  readonly idleSince: number;
}

interface Given {
  readonly parameters: Parameters;
  readonly config: QueuesConfig;
  readonly now: Date;
}

/** The session in one of our URLs. Missing values start now. */
export function readAgentSession(given: Given): AgentSession {
  const { parameters, config, now } = given;
  const agent = config.agents.find(({ id }) => id === parameters.text('agent'));
  const readMoment = (name: string) => parameters.count(name, latestEpochSeconds) ?? epochSeconds(now);
  return {
    agent: agent?.id ?? 'agent',
    queues: readServedQueues(given, agent),
    startedAt: readMoment('started'),
    dialedAt: readMoment('dialled'),
    idleSince: readMoment('idle'),
  };
}

/** The session of an agent who has just signed in. Undefined: known only by the shared PIN. */
export function startAgentSession(agent: Agent | undefined, given: Given, startedAt: number): AgentSession {
  const nowSeconds = epochSeconds(given.now);
  return {
    agent: agent?.id ?? 'agent',
    queues: readServedQueues(given, agent),
    startedAt,
    dialedAt: nowSeconds,
    idleSince: nowSeconds,
  };
}

/**
 * The query of the URLs that carry this session. A call that began before a deployment still has the old build's URLs,
 * which say `dialled`.
 */
export const agentSessionQuery = (session: AgentSession): Record<string, string> => ({
  agent: session.agent,
  queue: session.queues.map(({ name }) => name).join(','),
  started: String(session.startedAt),
  dialled: String(session.dialedAt),
  idle: String(session.idleSince),
});

/**
 * The queues from `?queue=`, so that a team can have its own number; otherwise the agent's. If a deployment has dropped
 * one of them, the agent's own follow those that are left.
 */
function readServedQueues({ parameters, config }: Given, agent: Agent | undefined): AgentSession['queues'] {
  const asked = parameters.text('queue')?.split(',') ?? [];
  const own = agent?.queues ?? [];
  const existing = asked.filter((name) => queueNamed(config, name));
  if (asked.length > 0 && existing.length === 0) parameters.note('queue', 'not in the config');
  const isComplete = existing.length > 0 && existing.length === asked.length;
  const names = new Set(isComplete ? asked : [...existing, ...own]);
  const [first, ...others] = [...names].flatMap((name) => queueNamed(config, name) ?? []);
  return first ? [first, ...others] : [firstQueue(config)];
}
