import fc from 'fast-check';
import { longestAnnouncementSeconds, rotationWarnings } from '../../src/config/errors/hold-music';
import type { HoldMusicPiece } from '../../src/config/queue-config';
import { pieceAt } from '../../src/rules/rotation';
import { queue } from '../example-config';
import { runs } from '../thorough';

const pieces = (...seconds: readonly number[]): HoldMusicPiece[] =>
  seconds.map((length, index) => ({ file: `${index}.wav`, seconds: length }));

describe('the piece of music', () => {
  // Slots of 50 s, the shortest piece.
  test.each([
    [0, '0.wav'],
    [49, '0.wav'],
    [50, '1.wav'],
    [99, '1.wav'],
    [100, '2.wav'],
    [149, '2.wav'],
    [150, '0.wav'],
    [86_400, '0.wav'],
  ])('after %d s of waiting is %s', (queueTimeSeconds, file) => {
    expect(pieceAt(queueTimeSeconds, pieces(60, 50, 70)).file).toBe(file);
  });

  test('is one of the queue at any moment, also with slots of a fraction', () => {
    const lengths = fc.array(fc.double({ min: 0.1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lengths, fc.nat({ max: 86_400 }), (seconds, queueTimeSeconds) => {
        const music = pieces(...seconds);
        expect(music).toContain(pieceAt(queueTimeSeconds, music));
      }),
    );
  });

  test('cannot be chosen where there is none, and the message says what to do', () => {
    expect(() => pieceAt(0, [])).toThrow('list three pieces under `holdMusic`');
  });
});

/** What the waiting hear: each round is an announcement, a piece, and the second that ends the Gather. */
function piecesHeard(music: readonly HoldMusicPiece[], announcements: readonly number[]): string[] {
  let elapsedSeconds = 0;
  return announcements.map((announcementSeconds) => {
    // Twilio tells the whole seconds only.
    const piece = pieceAt(Math.floor(elapsedSeconds), music);
    elapsedSeconds += announcementSeconds + piece.seconds + 1;
    return piece.file;
  });
}

const twiceRunning = (heard: readonly string[]) => heard.some((file, index) => file === heard[index + 1]);

const warningsFor = (holdMusic: readonly HoldMusicPiece[]) =>
  rotationWarnings('queues.support', { ...queue(), holdMusic }).map(({ found }) => found);

describe('a waiting caller', () => {
  const longestNews = longestAnnouncementSeconds(queue());

  test('never hears a piece twice running when the build gives no warning', () => {
    const rounds = fc
      .array(fc.double({ min: 20, max: 300, noNaN: true }), { minLength: 3, maxLength: 6 })
      .map((seconds) => pieces(...seconds))
      .filter((music) => warningsFor(music).length === 0)
      .chain((music) =>
        fc.tuple(
          fc.constant(music),
          fc.array(fc.double({ min: 0, max: longestNews, noNaN: true }), { minLength: 2, maxLength: 40 }),
        ),
      );
    fc.assert(
      fc.property(rounds, ([music, announcements]) => {
        expect(twiceRunning(piecesHeard(music, announcements))).toBe(false);
      }),
      runs(500),
    );
  });

  // The first round lasts 62 + 1 s, three slots of 21 s: and three pieces on it is the first again.
  test('would hear one twice running when a piece lasts three times another, and the build warns about it', () => {
    const music = pieces(62, 21, 21);
    expect(piecesHeard(music, [0, 0])).toEqual(['0.wav', '0.wav']);
    expect(warningsFor(music)).toEqual([expect.stringContaining('twice in a row')]);
  });

  // Each round lasts 55 s: after ten of them, at 550 s, one slot of 50 s has been skipped.
  test('would hear one twice running sooner or later with two pieces, and the build warns about it', () => {
    const music = pieces(50, 50);
    const heard = piecesHeard(music, Array(11).fill(4));
    expect(twiceRunning(heard.slice(0, 10))).toBe(false);
    expect(heard.slice(9)).toEqual(['1.wav', '1.wav']);
    expect(warningsFor(music)).toEqual([expect.stringContaining('twice in a row')]);
  });
});
