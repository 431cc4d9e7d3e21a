import {
  type Agent,
  firstQueue,
  type NamedQueue,
  type QueuesConfig,
  queueNamed,
} from '../config/queue-config';
import type { Parameters } from './parameters';

const hour = 3600;

/** Twilio ends every call after this long. https://www.twilio.com/docs/voice/twiml/dial#timelimit */
const longestCallSeconds = 4 * hour;

/** From this moment of an agent's call on nobody new is joined: Twilio would end the talk in mid-sentence. */
export const lastCallerAfterSeconds = longestCallSeconds - hour / 2;

/** What an agent's call must remember between two callers: it travels in the query of our own URLs. */
export interface Shift {
  /** The agent's id in the config, or `agent` for one who is known by the shared PIN alone. */
  readonly agent: string;
  /** The environment that serves the call; production has no name. */
  readonly environment?: string | undefined;
  /** The queues that are served, in the agent's order. */
  readonly queues: readonly [NamedQueue, ...NamedQueue[]];
  /** When the agent's call began, in seconds since 1970. */
  readonly startedAt: number;
  /** When a queue was last dialled, in seconds since 1970. */
  readonly dialledAt: number;
  /** Since when the agent has had no talk, in seconds since 1970. */
  readonly idleSince: number;
}

const latestEpochSeconds = 99_999_999_999;

/** The shift that one of our URLs carries; whatever is missing in it begins now. */
export function readShift(parameters: Parameters, config: QueuesConfig, nowSeconds: number): Shift {
  const agent = config.agents.find(({ id }) => id === parameters.text('agent'));
  const readMoment = (name: string) => parameters.count(name, latestEpochSeconds) ?? nowSeconds;
  return {
    agent: agent?.id ?? 'agent',
    environment: parameters.environment,
    queues: readServedQueues(parameters, config, agent),
    startedAt: readMoment('started'),
    dialledAt: readMoment('dialled'),
    idleSince: readMoment('idle'),
  };
}

/** The shift of somebody who has just been let in: of a listed agent, or of whoever knows the shared PIN. */
export function beginShift(
  agent: Agent | undefined,
  parameters: Parameters,
  config: QueuesConfig,
  startedAt: number,
  nowSeconds: number,
): Shift {
  const queues = readServedQueues(parameters, config, agent);
  const { environment } = parameters;
  const moments = { startedAt, dialledAt: nowSeconds, idleSince: nowSeconds };
  return { agent: agent?.id ?? 'agent', environment, queues, ...moments };
}

/** The query of the URLs that carry this shift. */
export const shiftQuery = (shift: Shift): Record<string, string> => ({
  agent: shift.agent,
  queue: shift.queues.map(({ name }) => name).join(','),
  started: String(shift.startedAt),
  dialled: String(shift.dialledAt),
  idle: String(shift.idleSince),
});

/**
 * Whether this agent can simply wait in a dial of the one queue. Several queues, two lanes, words before a
 * talk or time after it need the agent to be asked again and again.
 */
export function isSimple({ queues }: Shift): boolean {
  const [{ priority, whisper, wrapUpSeconds }, ...others] = queues;
  return others.length === 0 && !priority && !whisper && !wrapUpSeconds;
}

/** The queues from `?queue=`, so that a team can have a number of its own; else the agent's. */
function readServedQueues(
  parameters: Parameters,
  config: QueuesConfig,
  agent: Agent | undefined,
): Shift['queues'] {
  const asked = parameters.text('queue')?.split(',') ?? [];
  const named = [asked, agent?.queues ?? []].map((names) =>
    names.flatMap((name) => queueNamed(config, name) ?? []),
  );
  if (asked.length > 0 && named[0]?.length === 0) parameters.note('queue', 'not in the config');
  const [first, ...others] = named.find((queues) => queues.length > 0) ?? [];
  return first ? [first, ...others] : [firstQueue(config)];
}
