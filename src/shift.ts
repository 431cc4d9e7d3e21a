import type { Parameters } from './parameters';
import { firstQueue, type NamedQueue, type QueuesConfig, queueNamed } from './queue-config';

const hour = 3600;

/** Twilio ends every call after this long. https://www.twilio.com/docs/voice/twiml/dial#timelimit */
const longestCallSeconds = 4 * hour;

/** From this moment of an agent's call on nobody new is joined: Twilio would end the talk in mid-sentence. */
export const lastCallerAfterSeconds = longestCallSeconds - hour / 2;

/** What an agent's call must remember between two callers: it travels in the query of our own URLs. */
export interface Shift {
  /** The agent's id in the config, or `agent` for one who is known by the PIN alone. */
  readonly agent: string;
  readonly queue: NamedQueue;
  /** When the agent's call began, in seconds since 1970. */
  readonly startedAt: number;
  /** When the queue was last dialled, in seconds since 1970. */
  readonly dialledAt: number;
}

const latestEpochSeconds = 99_999_999_999;

/** The shift that one of our URLs carries; whatever is missing in it begins now. */
export function readShift(parameters: Parameters, config: QueuesConfig, nowSeconds: number): Shift {
  const agent = config.agents.find(({ id }) => id === parameters.text('agent'));
  return {
    agent: agent?.id ?? 'agent',
    queue: readServedQueue(parameters, config, agent?.queue),
    startedAt: parameters.count('started', latestEpochSeconds) ?? nowSeconds,
    dialledAt: parameters.count('dialled', latestEpochSeconds) ?? nowSeconds,
  };
}

/** The shift of somebody who has just shown to be an agent. `From` tells which one, if it is listed. */
export function beginShift(
  parameters: Parameters,
  config: QueuesConfig,
  startedAt: number,
  nowSeconds: number,
): Shift {
  const from = parameters.text('From');
  const agent = config.agents.find(({ number }) => number !== undefined && number === from);
  const queue = readServedQueue(parameters, config, agent?.queue);
  return { agent: agent?.id ?? 'agent', queue, startedAt, dialledAt: nowSeconds };
}

/** The query of the URLs that carry this shift. */
export const shiftQuery = (shift: Shift): Record<string, string> => ({
  agent: shift.agent,
  queue: shift.queue.name,
  started: String(shift.startedAt),
  dialled: String(shift.dialledAt),
});

/** The queue from `?queue=`, so that a team can have a number of its own; else the agent's. */
function readServedQueue(parameters: Parameters, config: QueuesConfig, own: string | undefined): NamedQueue {
  const name = parameters.text('queue');
  const asked = queueNamed(config, name);
  if (name !== undefined && !asked) parameters.note('queue', 'not in the config');
  return asked ?? queueNamed(config, own) ?? firstQueue(config);
}
