import fc from 'fast-check';
import type { HoldMusicPiece } from '../../src/config/queue-config';
import { isPlaceAnnounced, type WaitRound, waitRound } from '../../src/rules/place-in-line';
import { pieceAt } from '../../src/rules/rotation';
import { runs } from '../thorough';

const pieces = (...seconds: readonly number[]): HoldMusicPiece[] =>
  seconds.map((length, index) => ({ file: `${index}.wav`, seconds: length }));

const round = (previousSlotAt: number | undefined, slotAt: number): WaitRound => ({ slotAt, previousSlotAt });

// Slots of 50 s, the shortest piece. Besides its piece a round has from one to twelve seconds.
describe('a round of waiting', () => {
  test.each([
    ['is the first in the first slot', 0, undefined, 0],
    ['is the first until that is over', 49, undefined, 0],
    ['has had the first slot before it in the second', 55, 0, 50],
    ['has had the slot before it, if the piece of that one can just have ended', 115, 50, 100],
    ['has had the earlier of two slots before it, if the pieces of both can have ended', 111, 0, 100],
    ['has had the slot but one before it, if only that piece can have ended', 104, 0, 100],
    ['has had the slot before it, once the other would have ended twelve seconds ago', 112, 50, 100],
  ])('%s: after %d s', (_sentence, queueTimeSeconds, previousSlotAt, slotAt) => {
    expect(waitRound(queueTimeSeconds, pieces(50, 60, 70))).toEqual({ slotAt, previousSlotAt });
  });

  test.each([
    ['a piece that ends a second too late was not played', [50, 60, 120], 219, 150, 200],
    ['a piece that has just ended was played', [50, 60, 120], 220, 100, 200],
    [
      'the round is the slot before at most, even if its piece cannot have ended',
      [50, 120, 50],
      115,
      50,
      100,
    ],
    ['a slot too long ago does not count, even if its piece fits', [50, 60, 160], 260, 150, 250],
  ])(
    'with pieces of different lengths, %s: %j after %d s',
    (_sentence, lengths, at, previousSlotAt, slotAt) => {
      expect(waitRound(at, pieces(...lengths))).toEqual({ slotAt, previousSlotAt });
    },
  );
});

describe('the place in line, told to the first at most every 120 s', () => {
  test.each<[string, number | undefined, WaitRound, boolean]>([
    ['is heard by the first in line in the first request', 1, round(undefined, 0), true],
    ['is not told to the first a second before its time', 1, round(0, 119), false],
    ['is heard by the first in line when it is time', 1, round(50, 120), true],
    ['is heard by the first in line when it was time during the last piece', 1, round(100, 150), true],
    ['is not told to the first again in the round after that', 1, round(150, 200), false],
    [
      'is not told to the first again if the last request came just when it was time',
      1,
      round(120, 170),
      false,
    ],
    ['is always heard by the second in line', 2, round(0, 50), true],
    ['is always reported as unknown', undefined, round(0, 50), true],
  ])('%s', (_sentence, position, given, isTold) => {
    expect(isPlaceAnnounced(position, { firstInLineEverySeconds: 120 }, given)).toBe(isTold);
  });
});

describe('a whole wait', () => {
  /** Half an hour of rounds, and when in them something was due that begins and repeats like this. */
  const timesHeard = (
    music: readonly HoldMusicPiece[],
    besides: readonly number[],
    isHeard: (given: WaitRound) => boolean,
  ): number[] => {
    const heard: number[] = [];
    let seconds = 0;
    for (let index = 0; seconds < 1800; index++) {
      // Twilio tells the whole seconds only.
      const queueTimeSeconds = Math.floor(seconds);
      if (isHeard(waitRound(queueTimeSeconds, music))) heard.push(seconds);
      seconds += pieceAt(queueTimeSeconds, music).seconds + (besides[index % besides.length] ?? 1);
    }
    return heard;
  };

  const music = fc
    .array(fc.integer({ min: 250, max: 1500 }), { minLength: 3, maxLength: 6 })
    .map((tenths) => pieces(...tenths.map((length) => length / 10)))
    .filter((given) => {
      const seconds = given.map((piece) => piece.seconds);
      return Math.max(...seconds) + 12 < (seconds.length - 1) * Math.min(...seconds);
    });
  const threePieces = music.filter(({ length }) => length === 3);
  // One second less than the rule allows for, because whole seconds may hide one.
  const besides = fc.array(fc.double({ min: 1, max: 11, noNaN: true }), { minLength: 1, maxLength: 40 });
  const longestRound = (given: readonly HoldMusicPiece[]) =>
    Math.max(...given.map(({ seconds }) => seconds)) + 12;
  const slotOf = (given: readonly HoldMusicPiece[]) => Math.min(...given.map(({ seconds }) => seconds));

  const placeHeard = (everySeconds: number) => (given: WaitRound) =>
    isPlaceAnnounced(1, { firstInLineEverySeconds: everySeconds }, given);
  const everySeconds = fc.integer({ min: 150, max: 600 });

  test('has the place of the first in line told at each of its times, at most a round and a slot late', () => {
    fc.assert(
      fc.property(music, besides, everySeconds, (pieces_, news, every) => {
        const heard = timesHeard(pieces_, news, placeHeard(every));
        const latest = longestRound(pieces_) + slotOf(pieces_);
        for (let at = 0; at < 1800 - latest; at += every) {
          expect(heard.some((seconds) => seconds >= at && seconds <= at + latest)).toBe(true);
        }
      }),
      runs(500),
    );
  });

  test('has it never told three times within half its interval with three pieces', () => {
    fc.assert(
      fc.property(threePieces, besides, everySeconds, (pieces_, news, every) => {
        const heard = timesHeard(pieces_, news, placeHeard(every));
        heard.slice(2).forEach((seconds, index) => {
          expect(seconds - (heard[index] ?? 0)).toBeGreaterThan(every / 2);
        });
      }),
      runs(500),
    );
  });

  test('rarely hears it too early with three pieces: one time in ten', () => {
    const waits = fc.sample(fc.tuple(threePieces, besides, everySeconds), { numRuns: 500, seed: 1 });
    const counts = waits.map(([pieces_, news, every]) => {
      const heard = timesHeard(pieces_, news, placeHeard(every));
      const early = heard.filter((seconds, index) => seconds - (heard[index - 1] ?? -every) < every / 2);
      return { heard: heard.length, early: early.length };
    });
    const sum = (of: 'heard' | 'early') => counts.reduce((total, count) => total + count[of], 0);
    expect(sum('early') / sum('heard')).toBeLessThan(0.1);
  });
});
