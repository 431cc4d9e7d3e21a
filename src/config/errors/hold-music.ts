import { pieceToleranceSeconds } from '../../rules/waiting-document';
import { secondsToSay } from '../../speech';
import type { Queue } from '../queue-config';

/**
 * What a round may have besides its piece and announcement: the pause that ends it, our answer at its slowest,
 * and the second that Twilio's whole seconds may hide.
 */
const secondsBetweenPieces = 5;

/** Pieces that are not there, are longer than stated, or would be heard twice running. */
export function holdMusicFaults(
  place: string,
  queue: Queue,
  pieceSeconds: ReadonlyMap<string, number>,
): string[] {
  const faults = queue.holdMusic.flatMap(({ file, seconds }, index) => {
    const actual = pieceSeconds.get(file);
    const here = `${place}[${index}]`;
    if (actual === undefined) {
      const known = [...pieceSeconds.keys()].join(', ') || 'none';
      return [`${here}.file: assets/hold-music/ has no ${file}. It has: ${known}.`];
    }
    if (Math.abs(actual - seconds) <= pieceToleranceSeconds) return [];
    return [`${here}.seconds: it says ${seconds}, but ${file} plays ${actual.toFixed(1)} s. Write that.`];
  });
  return faults.length > 0 ? faults : rotationFaults(place, queue);
}

/**
 * Whether callers could hear one piece twice running. `rules/rotation.ts` chooses by how many slots, each as
 * long as the shortest piece, have passed. A round lasts one slot at least, so the next piece is another one
 * as long as no round can pass as many slots as there are pieces.
 */
function rotationFaults(place: string, queue: Queue): string[] {
  const seconds = queue.holdMusic.map((piece) => piece.seconds);
  if (seconds.length < 3) {
    return [`${place}: it has ${seconds.length} pieces, and only three or more can take turns. Add a piece.`];
  }
  const round = Math.max(...seconds) + longestAnnouncementSeconds(queue) + secondsBetweenPieces;
  const allowed = (seconds.length - 1) * Math.min(...seconds);
  if (round < allowed) return [];
  return [
    `${place}: callers may hear one piece twice running, because the longest with its announcement lasts ${round.toFixed(1)} s and must stay under ${allowed.toFixed(1)} s. Use pieces of more equal length, or one more.`,
  ];
}

/** How long an announcement can take: the longest news, with every message due at once. */
export function longestAnnouncementSeconds(queue: Queue): number {
  const phrases = { ...queue.language.caller, ...queue.phrases };
  const counts = [...Array(20).keys(), queue.maxCallers];
  const news = [...counts.map((count) => phrases.callersAhead(count)), phrases.stillWaiting];
  const messages = queue.announcements.messages ?? [];
  return [news, ...messages.map(({ say }) => say), [queue.exitKey.offer]]
    .map((choices) => Math.max(...choices.map((text) => secondsToSay(`${text} `))))
    .reduce((total, seconds) => total + seconds, 0);
}
