import { pieceToleranceSeconds } from '../../rules/round-seconds';
import { secondsToSay } from '../../speech';
import type { Queue } from '../queue-config';
import { type ConfigProblem, pathOf } from './config-problem';
import { meant } from './did-you-mean';

/**
 * What a round may contain in addition to its piece and announcement: the pause that ends it, our slowest answer, and the
 * second that Twilio's whole seconds may hide.
 */
const secondsBetweenPieces = 5;

/** Pieces that do not exist, have another length than stated, or are listed twice. */
export function holdMusicErrors(
  path: string,
  { holdMusic }: Queue,
  pieceSeconds: ReadonlyMap<string, number>,
): ConfigProblem[] {
  const problems = holdMusic.flatMap(({ file, seconds }, index) => {
    const here = pathOf(path, index);
    const first = holdMusic.findIndex((piece) => piece.file === file);
    if (first < index) {
      const found = `${file} is already at ${pathOf(path, first)}, so callers would hear it twice in a row`;
      return [{ path: `${here}.file`, found, fix: 'List each piece once.' }];
    }
    return pieceErrors(here, file, seconds, pieceSeconds);
  });
  if (problems.length > 0 || holdMusic.length >= 3) return problems;
  const found = `it has ${holdMusic.length === 1 ? '1 piece' : `${holdMusic.length} pieces`}, and a queue needs at least three`;
  const others = playable(pieceSeconds).filter((file) => !holdMusic.some((piece) => piece.file === file));
  const fix =
    others.length === 0
      ? 'Put another WAV file into assets/hold-music/, and add it here.'
      : `Add one from assets/hold-music/: ${others.join(', ')}.`;
  return [{ path, found, fix }];
}

/** Files whose names can be in a URL as they are. */
const playable = (pieceSeconds: ReadonlyMap<string, number>) =>
  [...pieceSeconds.keys()].filter((file) => /^[\w.-]+$/.test(file));

function pieceErrors(
  path: string,
  file: string,
  seconds: number,
  pieceSeconds: ReadonlyMap<string, number>,
): ConfigProblem[] {
  const actual = pieceSeconds.get(file);
  if (actual === undefined) {
    const known = playable(pieceSeconds);
    const near = meant(file.split('/').at(-1) ?? file, known);
    const fix =
      near === undefined
        ? `The folder has: ${known.join(', ') || 'no WAV file'}. Put the file there, or name another one.`
        : `Did you mean ${near}?`;
    return [{ path: `${path}.file`, found: `assets/hold-music/ has no file ${file}`, fix }];
  }
  if (!playable(pieceSeconds).includes(file)) {
    const fix = 'Rename the file: use letters from A to Z, digits, - and _.';
    return [{ path: `${path}.file`, found: `${file} has characters that change its URL`, fix }];
  }
  if (Math.abs(actual - seconds) <= pieceToleranceSeconds) return [];
  const found = Number.isNaN(actual)
    ? `${file} cannot be read as a WAV file`
    : `it says ${seconds}, but ${file} lasts ${actual.toFixed(1)} seconds`;
  return [
    {
      path: `${path}.seconds`,
      found,
      fix: Number.isNaN(actual) ? 'Save it again as WAV.' : `Write ${actual.toFixed(1)}.`,
    },
  ];
}

/**
 * Whether callers could hear one piece twice in a row. `rules/rotation.ts` divides the wait into slots, each as long as the
 * shortest piece, and chooses a piece by the number of slots that have passed. A round lasts at least one slot, so the next
 * piece is a different one unless a round can last as many slots as there are pieces. This is only a warning, because a
 * repeated piece is better than an announcement that cannot be made.
 */
export function rotationWarnings(path: string, queue: Queue): ConfigProblem[] {
  const lengths = queue.holdMusic.map((piece) => piece.seconds);
  const wordsSeconds = longestAnnouncementSeconds(queue);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  const allowed = (lengths.length - 1) * shortest;
  const excess = longest + wordsSeconds + secondsBetweenPieces - allowed;
  if (excess < 0) return [];
  const fileOf = (seconds: number) => queue.holdMusic.find((piece) => piece.seconds === seconds)?.file;
  const room = allowed - longest - secondsBetweenPieces;
  const shorter =
    room > 0
      ? `Shorten exitKey.offer and announcements.messages by about ${Math.ceil(excess * 15)} characters, or replace`
      : 'Replace';
  return [
    {
      path: pathOf(path, 'holdMusic'),
      found: `callers may hear a piece twice in a row: the announcements last up to ${wordsSeconds.toFixed(0)} seconds, but these pieces only leave room for ${Math.max(0, room).toFixed(0)}`,
      fix: `${shorter} the shortest piece, ${fileOf(shortest)}, with a longer one, or the longest, ${fileOf(longest)}, with a shorter one.`,
    },
  ];
}

/** How long an announcement can take: the longest place in line and the longest text of each message, all at once. */
export function longestAnnouncementSeconds(queue: Queue): number {
  return longestAnnouncement(queue).reduce((total, text) => total + secondsToSay(`${text} `), 0);
}

/** The longest texts that one announcement can have. */
export function longestAnnouncement(queue: Queue): string[] {
  const phrases = { ...queue.language.caller, ...queue.phrases };
  const counts = [...Array(20).keys(), queue.maxCallers];
  const places = [...counts.map((count) => phrases.callersAhead(count)), phrases.stillWaiting];
  const messages = queue.announcements.messages ?? [];
  const longest = (choices: readonly string[]) =>
    choices.reduce((best, text) => (text.length > best.length ? text : best), '');
  return [places, ...messages.map(({ say }) => say), [queue.exitKey.offer]].map(longest);
}
