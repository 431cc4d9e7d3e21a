import type {
  CallBoard,
  CallBoardEvent,
  DialedNumbers,
  FunctionLogLine,
  Phone,
  RequestCard,
  TimelineCard,
  Voicemail,
  WaitingQueue,
} from './call-board';
import { cut } from './cut';
import { readLogLine } from './log-line';
import { isOver, nameOf, phoneAfter, ringingPhone } from './phone';
import { emptyTaskRouterBoard, taskRouterBoardAfter } from './task-router-board';
import { indexOfFailedRequest, timelineCardOf, withOtherFault } from './timeline-card';

/** How much of the past a board keeps, in addition to everything that is going on. */
export const endedPhonesKept = 50;
export const cardsKept = 1000;
export const voicemailsKept = 50;
const openLogLinesKept = 40;
const longestLogText = 500;

/** How many cards back to look for the request of a late log line. */
const cardsLookedThrough = 20;

/** Nothing has happened yet. */
export const emptyCallBoard = (now: Date): CallBoard => ({
  newest: 0,
  now: now.toISOString(),
  phones: [],
  queues: [],
  cards: [],
  voicemails: [],
  taskRouter: emptyTaskRouterBoard,
  openLogLines: [],
  callsSoFar: 0,
});

/**
 * The board after one more event. What the event does not change stays the same object, so that a page draws only
 * what is new. An event that the board already has changes nothing.
 */
export function callBoardAfter(board: CallBoard, event: CallBoardEvent, numbers: DialedNumbers): CallBoard {
  if (event.number <= board.newest) return board;
  const now = new Date(event.at).toISOString();
  const phones = phonesAfter(board, event, now, numbers);
  const { cards, openLogLines } = cardsAfter(board, event, now, phones, numbers);
  return {
    newest: event.number,
    now,
    phones,
    queues: queuesAfter(board.queues, event, now),
    cards,
    voicemails: voicemailsAfter(board.voicemails, event, now, phones),
    taskRouter:
      event.kind === 'task-router' ? taskRouterBoardAfter(board.taskRouter, event, now) : board.taskRouter,
    openLogLines,
    callsSoFar: board.callsSoFar + (isNewCall(event) ? 1 : 0),
  };
}

const isNewCall = (event: CallBoardEvent) => event.kind === 'call' && event.status === 'ringing';

function phonesAfter(
  { phones, callsSoFar }: CallBoard,
  event: CallBoardEvent,
  now: string,
  numbers: DialedNumbers,
): readonly Phone[] {
  if (event.kind === 'call' && event.status === 'ringing') {
    return [...phones, ringingPhone(event, now, callsSoFar + 1, numbers)];
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
  if (event.kind === 'log') {
    const call = readLogLine(event.text)?.call;
    return call === undefined ? [] : [call];
  }
  if (!('call' in event) || event.call === undefined) return [];
  return 'agentCall' in event ? [event.call, event.agentCall] : [event.call];
}

/** One call ends at a time, so at most one is too many: the one that ended first. */
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
  const { kind, queue: name, call } = event;
  const index = queues.findIndex(({ queue }) => queue === name);
  const others = (queues[index]?.places ?? []).filter((place) => place.call !== call);
  const queue = { queue: name, places: kind === 'queued' ? [...others, { call, since: now }] : others };
  return index < 0 ? [...queues, queue] : queues.with(index, queue);
}

function cardsAfter(
  { cards, openLogLines, phones: phonesBefore }: CallBoard,
  event: CallBoardEvent,
  now: string,
  phones: readonly Phone[],
  numbers: DialedNumbers,
): Pick<CallBoard, 'cards' | 'openLogLines'> {
  if (event.kind === 'log') {
    const line = logLineOf(event, now);
    const index = indexOfRequest(cards, line);
    const request = cards[index];
    if (request?.kind === 'request') {
      const written = { ...request, logLines: [...request.logLines, line] };
      return { cards: cards.with(index, written), openLogLines };
    }
    const kept = [...openLogLines.slice(1 - openLogLinesKept), line];
    return {
      cards: withCard(cards, timelineCardOf(event, now, phones, phonesBefore, numbers)),
      openLogLines: kept,
    };
  }
  if (event.kind === 'fault') {
    const index = indexOfFailedRequest(cards, event);
    const request = cards[index];
    if (request?.kind === 'request') {
      return { cards: cards.with(index, withOtherFault(request, event.fault)), openLogLines };
    }
  }
  const card = timelineCardOf(event, now, phones, phonesBefore, numbers);
  if (card?.kind !== 'request') return { cards: withCard(cards, card), openLogLines };
  const isOwn = (line: FunctionLogLine) => isLineOf(card, line);
  return {
    cards: withCard(cards, { ...card, logLines: openLogLines.filter(isOwn) }),
    openLogLines: openLogLines.some(isOwn) ? openLogLines.filter((line) => !isOwn(line)) : openLogLines,
  };
}

const withCard = (cards: readonly TimelineCard[], card: TimelineCard | undefined) =>
  card ? [...cards.slice(1 - cardsKept), card] : cards;

function logLineOf(
  { path, level, text }: Extract<CallBoardEvent, { kind: 'log' }>,
  at: string,
): FunctionLogLine {
  const call = readLogLine(text)?.call;
  return { at, path, level, text: cut(text, longestLogText), ...(call !== undefined && { call }) };
}

/** A function in another process may log just after its answer; the clock is stopped meanwhile. */
const indexOfRequest = (cards: readonly TimelineCard[], line: FunctionLogLine): number =>
  cards.findLastIndex(
    (card, index) =>
      index >= cards.length - cardsLookedThrough &&
      card.kind === 'request' &&
      card.at === line.at &&
      line.call !== undefined &&
      isLineOf(card, line),
  );

const isLineOf = ({ path, call }: RequestCard, line: FunctionLogLine): boolean =>
  path.replace(/\?.*$/, '') === line.path && (line.call === undefined || line.call === call);

function voicemailsAfter(
  voicemails: readonly Voicemail[],
  event: CallBoardEvent,
  at: string,
  phones: readonly Phone[],
): readonly Voicemail[] {
  if (event.kind !== 'log') return voicemails;
  const line = readLogLine(event.text);
  if (line?.event !== 'voicemail') return voicemails;
  const { call, queue, recording, seconds, delivery, why } = line;
  const name = nameOf(phones.find((phone) => phone.call === call));
  const others = voicemails.filter((one) => one.recording !== recording);
  return [...others.slice(1 - voicemailsKept), { recording, at, call, name, queue, seconds, delivery, why }];
}
