import type { PeriodicMessage } from '../config/queue-config';

/**
 * When the messages of a queue can be played, in seconds of one stay. All lists of a queue share these moments. Number
 * 0 is the stay's first document; number 1 comes `firstSeconds` into the stay, and another every `everySeconds` from
 * then on.
 *
 * Every document plays the messages of the moments between its own request and the next one. Messages are therefore
 * heard up to one round before their moment, so they are the ones that were due one round before it.
 */
export interface MessageMoments {
  readonly firstSeconds: number;
  readonly everySeconds: number;
  /** How long before a moment its messages may be played: as long as one piece takes with the words before it. */
  readonly longestRoundSeconds: number;
}

/** The moments of a queue's messages; undefined if there are none. */
export function messageMoments(
  messages: readonly PeriodicMessage[],
  longestRoundSeconds: number,
): MessageMoments | undefined {
  if (messages.length === 0) return undefined;
  const starts = messages.map(({ startSeconds }) => startSeconds);
  const intervals = messages.map(({ everySeconds }) => everySeconds);
  return {
    firstSeconds: Math.min(...starts) + longestRoundSeconds,
    everySeconds: Math.max(Math.min(...intervals), longestRoundSeconds),
    longestRoundSeconds,
  };
}

/** The number of the latest moment that is not after this second of the stay. */
export function latestMoment({ firstSeconds, everySeconds }: MessageMoments, seconds: number): number {
  return seconds < firstSeconds ? 0 : Math.floor((seconds - firstSeconds) / everySeconds) + 1;
}

/** When a moment comes, in seconds of the stay. */
export const momentSeconds = ({ firstSeconds, everySeconds }: MessageMoments, moment: number): number =>
  moment === 0 ? 0 : firstSeconds + (moment - 1) * everySeconds;

/** How many texts of a list have been played up to and including a moment; none before moment 0. */
export function textsPlayedBy(message: PeriodicMessage, moments: MessageMoments, moment: number): number {
  if (moment < 0) return 0;
  const { startSeconds, everySeconds } = message;
  const dueBy = moment === 0 ? 0 : momentSeconds(moments, moment) - moments.longestRoundSeconds;
  return dueBy < startSeconds ? 0 : Math.floor((dueBy - startSeconds) / everySeconds) + 1;
}

/**
 * How many texts of each list a caller heard in earlier stays; `unknown` if the last one is uncertain. A missing list
 * has not been heard.
 */
export type TextsHeard = Readonly<Record<string, number | 'unknown'>>;

/**
 * The messages of a moment: the next text of each list that is due. A list whose last text is unknown stays silent, so
 * that no text is repeated or skipped.
 */
export function messagesAt(
  moment: number,
  messages: readonly PeriodicMessage[],
  moments: MessageMoments,
  heard: TextsHeard = {},
): string[] {
  return messages.flatMap((message) => {
    const played = textsPlayedBy(message, moments, moment);
    const before = heard[listName(message)] ?? 0;
    if (before === 'unknown' || played === textsPlayedBy(message, moments, moment - 1)) return [];
    return message.say[(before + played - 1) % message.say.length] ?? [];
  });
}

/** Our slowest answer, in seconds, including all attempts that our URLs ask for. Twilio gives up after that. */
export const slowestAnswerSeconds = 15;

/**
 * What a caller has heard on leaving a queue after this many seconds. The document is unknown: a moment of the next
 * round may have been played already, and the latest one may not have been.
 */
export function textsHeardAfter(
  secondsInQueue: number,
  messages: readonly PeriodicMessage[],
  moments: MessageMoments | undefined,
  heard: TextsHeard,
): TextsHeard {
  if (!moments || secondsInQueue <= 0) return heard;
  const { longestRoundSeconds } = moments;
  const longestDelaySeconds = longestRoundSeconds / 2 + slowestAnswerSeconds + 1;
  const least = latestMoment(moments, secondsInQueue - longestDelaySeconds);
  const most = latestMoment(moments, secondsInQueue + longestRoundSeconds);
  const lists = messages.filter(({ say }) => say.length > 1);
  const counted = lists.flatMap((message): [string, number | 'unknown'][] => {
    const name = listName(message);
    const before = heard[name] ?? 0;
    const played = textsPlayedBy(message, moments, least);
    if (before === 'unknown' || played !== textsPlayedBy(message, moments, most)) return [[name, 'unknown']];
    return before + played === 0 ? [] : [[name, before + played]];
  });
  return { ...heard, ...Object.fromEntries(counted) };
}

/** A short name of a list, made from its texts, so that it stays the same when the list moves in the config. */
export function listName({ say }: PeriodicMessage): string {
  let hash = 0;
  for (const character of say.join('\n')) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 32;
  return hash.toString(36);
}
