import {
  firstQueue,
  type NamedQueue,
  type QueuesConfig,
  queueDialled,
  queueNamed,
} from '../config/queue-config';
import { secondsToSay } from '../speech';
import type { Parameters } from './parameters';
import type { Lane } from './queue-name';

/** More than any call can last: Twilio ends each after 24 hours at the most. */
export const longestCallSeconds = 24 * 3600;
const latestEpochSeconds = 99_999_999_999;

/** What a waiting call must remember and Twilio does not: it travels in the query of our own URLs. */
export interface Ticket {
  readonly queue: NamedQueue;
  readonly lane: Lane;
  /** The environment that serves the call; production has no name. */
  readonly environment?: string | undefined;
  /** When this stay in the queue began, in seconds since 1970; unknown if the URL did not say. */
  readonly joinedAt: number | undefined;
  /** How long the caller had waited before this stay. */
  readonly secondsWaitedBefore: number;
  /** How many times the caller was put back in line. */
  readonly returns: number;
  /** How many times the caller was sent on to another queue. */
  readonly moves: number;
}

/** How many times the caller has been in a line before, in the log's words: the number of this stay. */
export const stayOf = ({ returns, moves }: Ticket) => returns + moves;

/** Seconds since 1970. */
export const epochSeconds = (moment: Date) => Math.floor(moment.getTime() / 1000);

/** A first ticket. The stay begins when the words spoken before it are over. */
export function newTicket(
  queue: NamedQueue,
  wordsBefore: string,
  now: Date,
  lane: Lane = 'normal',
  environment?: string,
): Ticket {
  return {
    queue,
    lane,
    environment,
    joinedAt: joinedAfter(wordsBefore, now),
    secondsWaitedBefore: 0,
    returns: 0,
    moves: 0,
  };
}

const joinedAfter = (wordsBefore: string, now: Date) =>
  epochSeconds(now) + Math.round(secondsToSay(wordsBefore));

/** The ticket of someone who is sent on to another queue: the time already waited counts there too. */
export function ticketForQueue(ticket: Ticket, queue: NamedQueue, secondsWaited: number, now: Date): Ticket {
  return {
    ...ticket,
    queue,
    lane: queue.priority ? ticket.lane : 'normal',
    joinedAt: epochSeconds(now),
    secondsWaitedBefore: secondsWaited,
    moves: ticket.moves + 1,
  };
}

/** The ticket of someone who goes back in line: the time already waited counts on. */
export function ticketForReturn(
  ticket: Ticket,
  secondsWaited: number,
  wordsBefore: string,
  now: Date,
): Ticket {
  return {
    ...ticket,
    joinedAt: joinedAfter(wordsBefore, now),
    secondsWaitedBefore: secondsWaited,
    returns: ticket.returns + 1,
  };
}

/** The ticket that a URL of ours carries. A URL without one gets a fresh ticket of the default queue. */
export function readTicket(parameters: Parameters, config: QueuesConfig): Ticket {
  const queue = readQueue(parameters, config);
  return {
    queue,
    lane: queue.priority && parameters.text('lane') === 'priority' ? 'priority' : 'normal',
    environment: parameters.environment,
    joinedAt: parameters.count('joined', latestEpochSeconds),
    secondsWaitedBefore: parameters.count('waited', longestCallSeconds) ?? 0,
    returns: parameters.count('returns', 99) ?? 0,
    moves: parameters.count('moves', 99) ?? 0,
  };
}

/** The query of the URLs that carry this ticket. */
export function ticketQuery(ticket: Ticket): Record<string, string> {
  return {
    queue: ticket.queue.name,
    ...(ticket.joinedAt !== undefined && { joined: String(ticket.joinedAt) }),
    ...(ticket.secondsWaitedBefore > 0 && { waited: String(ticket.secondsWaitedBefore) }),
    ...(ticket.returns > 0 && { returns: String(ticket.returns) }),
    ...(ticket.moves > 0 && { moves: String(ticket.moves) }),
    ...(ticket.lane === 'priority' && { lane: 'priority' }),
  };
}

/** The queue from `?queue=`, else by the dialled number, else the first of the config. */
export function readQueue(parameters: Parameters, config: QueuesConfig): NamedQueue {
  const name = parameters.text('queue');
  const named = queueNamed(config, name);
  if (name !== undefined && !named) parameters.note('queue', 'not in the config');
  return named ?? queueDialled(config, parameters.text('To')) ?? firstQueue(config);
}
