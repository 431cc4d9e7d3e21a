import {
  firstQueue,
  type NamedQueue,
  type QueuesConfig,
  queueDialed,
  queueNamed,
} from '../config/queue-config';
import { epochSeconds, latestEpochSeconds } from '../epoch-seconds';
import { type TextsHeard, textsHeardAfter } from '../rules/message-turns';
import type { Lane } from '../rules/next-in-line';
import { messagesOf, momentsOf } from '../rules/waiting-words';
import { secondsToSay } from '../speech';
import { longestCallSeconds, type Parameters } from './parameters';

/** How often a caller can be sent on to another queue. */
export const mostMoves = 3;

/** What a waiting call must remember. It is in the query of our own URLs. */
export interface CallerState {
  readonly queue: NamedQueue;
  readonly lane: Lane;
  /**
   * 0 for a new call. If the REST API sent an answered call to `/caller` again, the moment of that, in seconds since
   * 1970: it counts as a new visit.
   */
  readonly visit: number;
  /** When this queue entry started, in seconds since 1970; undefined if the URL did not say. */
  readonly joinedAt: number | undefined;
  /** How long the caller had waited before this queue entry. */
  readonly secondsWaitedBefore: number;
  /** How many times the caller was put back in line. */
  readonly returns: number;
  /** How many times the caller was sent on to another queue. */
  readonly moves: number;
  /** What the caller heard of the messages of earlier queue entries. */
  readonly textsHeard: TextsHeard;
  /**
   * Whether the caller waits where agents no longer look: a deployment has dropped the queue or its priority lane, or
   * changed whether its agents are rung. `queue` and `lane` are where the caller belongs now.
   */
  readonly isQueueGone: boolean;
  /** Whether TaskRouter rings agents for this caller. */
  readonly isInWorkflow?: boolean;
}

/** The number of this queue entry, `stay` in the log. It grows with each entry of a call. */
export const queueEntryOf = ({ visit, returns, moves }: CallerState) => visit + returns + moves;

/** The state of a new caller. The queue entry starts after the words spoken before it. */
export function newCallerState(
  queue: NamedQueue,
  wordsBefore: string,
  now: Date,
  lane: Lane = 'normal',
  visit = 0,
): CallerState {
  return {
    queue,
    lane,
    visit,
    joinedAt: joinedAfter(wordsBefore, now),
    secondsWaitedBefore: 0,
    returns: 0,
    moves: 0,
    textsHeard: {},
    isQueueGone: false,
  };
}

const joinedAfter = (wordsBefore: string, now: Date) =>
  epochSeconds(now) + Math.floor(secondsToSay(wordsBefore));

/** The state of a caller sent on to another queue. The time already waited counts there too. */
export function movedToQueue(
  state: CallerState,
  queue: NamedQueue,
  secondsWaited: number,
  now: Date,
  wordsBefore = '',
): CallerState {
  const { isInWorkflow: _ofTheOldQueue, ...rest } = state;
  return {
    ...rest,
    queue,
    isQueueGone: false,
    lane: queue.priority ? state.lane : 'normal',
    joinedAt: joinedAfter(wordsBefore, now),
    secondsWaitedBefore: secondsWaited,
    moves: state.moves + 1,
  };
}

/** The state of a caller who goes back in line. The time already waited still counts. */
export function returnedToQueue(
  state: CallerState,
  secondsWaited: number,
  wordsBefore: string,
  now: Date,
): CallerState {
  return {
    ...state,
    isQueueGone: false,
    joinedAt: joinedAfter(wordsBefore, now),
    secondsWaitedBefore: secondsWaited,
    returns: state.returns + 1,
  };
}

/** The state of a caller who has left the queue after this many seconds, with the messages heard there. */
export function afterQueueEntry(state: CallerState, queueTimeSeconds: number): CallerState {
  const { queue, textsHeard } = state;
  const heard = textsHeardAfter(queueTimeSeconds, messagesOf(queue), momentsOf(queue), textsHeard);
  return { ...state, textsHeard: state.isQueueGone ? textsHeard : heard };
}

interface Given {
  readonly parameters: Parameters;
  readonly config: QueuesConfig;
}

/** The state in one of our URLs. A URL without one gets a new state in the default queue. */
export function readCallerState({ parameters, config }: Given): CallerState {
  const queue = readQueue({ parameters, config });
  const name = parameters.text('queue');
  const isPriority = parameters.text('lane') === 'priority';
  const isInWorkflow = parameters.text('rung') !== undefined;
  const isServedOtherwise = isInWorkflow !== Boolean(queue.ringing);
  return {
    queue,
    lane: queue.priority && isPriority ? 'priority' : 'normal',
    isQueueGone:
      (name !== undefined && (name !== queue.name || isServedOtherwise)) || (isPriority && !queue.priority),
    ...(isInWorkflow && { isInWorkflow }),
    textsHeard: readTextsHeard(parameters),
    visit: parameters.count('visit', latestEpochSeconds) ?? 0,
    joinedAt: parameters.count('joined', latestEpochSeconds),
    secondsWaitedBefore: parameters.count('waited', longestCallSeconds) ?? 0,
    returns: parameters.count('returns', 99) ?? 0,
    moves: parameters.count('moves', 99) ?? 0,
  };
}

/** The query of the URLs that carry this state. */
export function callerStateQuery(state: CallerState): Record<string, string> {
  return {
    queue: state.queue.name,
    ...(state.joinedAt !== undefined && { joined: String(state.joinedAt) }),
    ...(state.secondsWaitedBefore > 0 && { waited: String(state.secondsWaitedBefore) }),
    ...(state.returns > 0 && { returns: String(state.returns) }),
    ...(state.moves > 0 && { moves: String(state.moves) }),
    ...(state.visit > 0 && { visit: String(state.visit) }),
    ...(state.lane === 'priority' && { lane: 'priority' }),
    ...(state.isInWorkflow && { rung: '1' }),
    ...(Object.keys(state.textsHeard).length > 0 && { heard: textsHeardInUrl(state.textsHeard) }),
  };
}

/** Each list's name, with the number of texts heard, or `x` if unknown. */
const textsHeardInUrl = (heard: TextsHeard): string =>
  Object.entries(heard)
    .map(([name, count]) => `${name}.${count === 'unknown' ? 'x' : count}`)
    .join('-');

function readTextsHeard(parameters: Parameters): TextsHeard {
  const lists = parameters.text('heard')?.split('-') ?? [];
  const read = lists.flatMap((list): [string, number | 'unknown'][] => {
    const [, name = '', count = ''] = /^([a-z0-9]{1,7})\.(\d{1,4}|x)$/.exec(list) ?? [];
    return name === '' ? [] : [[name, count === 'x' ? 'unknown' : Number(count)]];
  });
  if (read.length < lists.length) parameters.note('heard', 'not what we wrote');
  return Object.fromEntries(read);
}

/** The queue from `?queue=`, otherwise the one of the dialed number, otherwise the first in the config. */
export function readQueue({ parameters, config }: Given): NamedQueue {
  const name = parameters.text('queue');
  const named = queueNamed(config, name);
  if (name !== undefined && !named) parameters.note('queue', 'not in the config');
  return named ?? queueDialed(config, parameters.text('To')) ?? firstQueue(config);
}
