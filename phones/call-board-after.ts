import type { CallBoard, CallBoardEvent, Phone, WaitingQueue } from './call-board';
import { isOver, phoneAfter, ringingPhone } from './phone';
import { timelineCardOf } from './timeline-card';

/** How much of the past a board shows beside all that is going on. */
export const endedPhonesKept = 50;
export const cardsKept = 1000;

/** Nothing has happened yet. */
export const emptyCallBoard = (now: Date): CallBoard => ({
  newest: 0,
  now: now.toISOString(),
  phones: [],
  queues: [],
  cards: [],
  callsSoFar: 0,
});

/**
 * The board once one more thing has happened. Whatever that does not touch is the very same object as before, so that
 * a page draws only what is new; an event that the board already has changes nothing at all.
 */
export function callBoardAfter(board: CallBoard, event: CallBoardEvent, agentsNumber: string): CallBoard {
  if (event.number <= board.newest) return board;
  const now = new Date(event.at).toISOString();
  const phones = phonesAfter(board.phones, event, now, agentsNumber);
  const card = timelineCardOf(event, now, phones, board.phones);
  return {
    newest: event.number,
    now,
    phones,
    queues: queuesAfter(board.queues, event, now),
    cards: card ? [...board.cards.slice(1 - cardsKept), card] : board.cards,
    callsSoFar: board.callsSoFar + (isArrival(event) ? 1 : 0),
  };
}

const isArrival = (event: CallBoardEvent) =>
  event.kind === 'call' && event.status === 'ringing' && event.direction === 'inbound';

function phonesAfter(
  phones: readonly Phone[],
  event: CallBoardEvent,
  now: string,
  agentsNumber: string,
): readonly Phone[] {
  if (event.kind === 'call' && event.status === 'ringing') {
    return [...phones, ringingPhone(event, now, agentsNumber)];
  }
  const changed = callsIn(event).reduce((changing, call) => {
    const index = changing.findLastIndex((phone) => phone.call === call);
    const phone = changing[index];
    if (!phone) return changing;
    const after = phoneAfter(phone, event, now, phones);
    return after === phone ? changing : changing.with(index, after);
  }, phones);
  return event.kind === 'call' ? withoutOldest(changed) : changed;
}

function callsIn(event: CallBoardEvent): string[] {
  if (!('call' in event) || event.call === undefined) return [];
  return 'agentCall' in event ? [event.call, event.agentCall] : [event.call];
}

/** One call ends at a time, so at most one is too many: that which ended first. */
function withoutOldest(phones: readonly Phone[]): readonly Phone[] {
  const ended = phones.filter(isOver);
  if (ended.length <= endedPhonesKept) return phones;
  const oldest = ended.reduce((first, phone) =>
    (phone.endedAt ?? '') < (first.endedAt ?? '') ? phone : first,
  );
  return phones.filter((phone) => phone !== oldest);
}

function queuesAfter(
  queues: readonly WaitingQueue[],
  event: CallBoardEvent,
  now: string,
): readonly WaitingQueue[] {
  if (event.kind !== 'queued' && event.kind !== 'unqueued') return queues;
  const { kind, queue, call } = event;
  const index = queues.findIndex((line) => line.queue === queue);
  const others = (queues[index]?.places ?? []).filter((place) => place.call !== call);
  const line = { queue, places: kind === 'queued' ? [...others, { call, since: now }] : others };
  return index < 0 ? [...queues, line] : queues.with(index, line);
}
