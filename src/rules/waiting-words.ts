import type { PeriodicMessage, Queue } from '../config/queue-config';
import { callerPhrases } from '../speech';
import { type MessageMoments, messageMoments, textsPlayedBy } from './message-turns';
import { longestRoundSeconds } from './round-seconds';
import type { DocumentRequest } from './waiting-document';

/** The words before a piece, as one text. It ends with how to leave, unless it is empty. */
export const waitingWords = (texts: readonly string[], { exitKey }: Queue): string =>
  texts.length === 0 ? '' : [...texts, exitKey.offer].join(' ');

/** When the messages of a queue can be played; undefined if it has none. */
export function momentsOf(queue: Queue): MessageMoments | undefined {
  const messages = messagesOf(queue);
  if (messages.length === 0) return undefined;
  const allAtOnce = [longestPlace(queue), ...messages.map(({ say }) => longestOf(say))];
  const { length } = waitingWords(allAtOnce, queue);
  return messageMoments(messages, longestRoundSeconds(queue.holdMusic, length));
}

/** The lists of messages that callers of a queue hear. */
export const messagesOf = ({ announcements }: Queue): readonly PeriodicMessage[] =>
  announcements.messages ?? [];

/** How long the words before a piece can be, over all places in line and all texts. */
export function charactersIn(queue: Queue): DocumentRequest['charactersBefore'] {
  const moments = momentsOf(queue);
  const place = longestPlace(queue);
  const listsDueAt = (moment: number) =>
    messagesOf(queue).filter(
      (message) =>
        moments && textsPlayedBy(message, moments, moment) > textsPlayedBy(message, moments, moment - 1),
    );
  return (moments, isFirst) => {
    const due = moments.flatMap(listsDueAt);
    const most = [...(isFirst ? [place] : []), ...due.map(({ say }) => longestOf(say))];
    return {
      least: waitingWords(
        due.map(({ say }) => shortestOf(say)),
        queue,
      ).length,
      most: waitingWords(most, queue).length,
    };
  };
}

/** The longest words about a place in line. */
function longestPlace(queue: Queue): string {
  const { callersAhead, stillWaiting } = callerPhrases(queue);
  const counts = [...Array(20).keys(), queue.maxCallers];
  return longestOf([...counts.map((count) => callersAhead(count)), stillWaiting]);
}

const longestOf = (texts: readonly string[]): string =>
  texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');

const shortestOf = (texts: readonly string[]): string =>
  texts.reduce((shortest, text) => (text.length < shortest.length ? text : shortest));
