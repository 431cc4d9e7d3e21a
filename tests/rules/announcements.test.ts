import fc from 'fast-check';
import type { Announcements, HoldMusicPiece, PeriodicMessage } from '../../src/config/queue-config';
import {
  inWholeWait,
  isPlaceTold,
  messagesDue,
  type WaitRound,
  waitRound,
} from '../../src/rules/announcements';
import { pieceAt } from '../../src/rules/rotation';

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
  ])('%s: after %d s', (_sentence, queueTimeSeconds, previousSlotAt, slotAt) => {
    expect(waitRound(queueTimeSeconds, pieces(50, 60, 70))).toEqual({ slotAt, previousSlotAt });
  });
});

describe('a round of a caller who has waited before, elsewhere or for a lost agent', () => {
  test.each([
    ['is what it was for a caller who has not', 0, round(undefined, 0), round(undefined, 0)],
    [
      'is nothing new at first: what was due before is not said again',
      300,
      round(undefined, 0),
      round(300, 300),
    ],
    ['counts on', 300, round(50, 100), round(350, 400)],
  ])('%s', (_sentence, secondsWaitedBefore, given, expected) => {
    expect(inWholeWait(given, secondsWaitedBefore)).toEqual(expected);
  });
});

describe('a message that is due after 60 s and then every 100 s', () => {
  const message: PeriodicMessage = { say: ['One.', 'Two.', 'Three.'], startSeconds: 60, everySeconds: 100 };
  const due = (given: WaitRound, messages: readonly PeriodicMessage[] = [message]) =>
    messagesDue({ firstInLineEverySeconds: 120, messages }, given);

  test.each<[string, WaitRound, string[]]>([
    ['is not said in the first request', round(undefined, 0), []],
    ['is not said a second before its time', round(0, 59), []],
    ['is said at its time', round(0, 60), ['One.']],
    ['is said after its time', round(50, 100), ['One.']],
    ['is not said again in the next round', round(60, 159), []],
    ['is said again at its next time, in other words', round(100, 160), ['Two.']],
    ['is said in the third words', round(250, 260), ['Three.']],
    ['begins again with the first words', round(350, 360), ['One.']],
    ['is said once where two of its times are past, in the later words', round(0, 160), ['Two.']],
    ['is said at once in a first request that comes late', round(undefined, 60), ['One.']],
  ])('%s', (_sentence, given, words) => {
    expect(due(given)).toEqual(words);
  });

  test('is said before those that stand after it in the config', () => {
    const other: PeriodicMessage = { say: ['Other.'], startSeconds: 0, everySeconds: 50 };
    expect(due(round(50, 100), [message, other])).toEqual(['One.', 'Other.']);
    expect(due(round(50, 100), [other, message])).toEqual(['Other.', 'One.']);
  });

  test('is not said where there is none', () => {
    expect(messagesDue({ firstInLineEverySeconds: 120 }, round(0, 1000))).toEqual([]);
  });
});

describe('the place in line, told to the first at most every 120 s', () => {
  test.each<[string, number | undefined, WaitRound, boolean]>([
    ['is told to the first in the first request', 1, round(undefined, 0), true],
    ['is not told to the first a second before its time', 1, round(0, 119), false],
    ['is told to the first at its time', 1, round(50, 120), true],
    ['is told to the second in line always', 2, round(0, 50), true],
    ['is told as unknown always', undefined, round(0, 50), true],
  ])('%s', (_sentence, position, given, isTold) => {
    expect(isPlaceTold(position, { firstInLineEverySeconds: 120 }, given)).toBe(isTold);
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
  const timings = fc.record({
    startSeconds: fc.nat({ max: 300 }),
    everySeconds: fc.integer({ min: 150, max: 600 }),
  });

  const messageHeard = (given: Omit<PeriodicMessage, 'say'>) => {
    const announcements: Announcements = {
      firstInLineEverySeconds: 120,
      messages: [{ ...given, say: ['Hello.'] }],
    };
    return (in_: WaitRound) => messagesDue(announcements, in_).length > 0;
  };

  test('has every message at each of its times, at most a round and a slot late', () => {
    fc.assert(
      fc.property(music, besides, timings, (pieces_, news, timing) => {
        const heard = timesHeard(pieces_, news, messageHeard(timing));
        const latest = longestRound(pieces_) + slotOf(pieces_);
        for (let at = timing.startSeconds; at < 1800 - latest; at += timing.everySeconds) {
          expect(heard.some((seconds) => seconds >= at && seconds <= at + latest)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  /** How often something was heard again within half its interval. */
  const early = (heard: readonly number[], everySeconds: number) =>
    heard.filter(
      (seconds, index) => seconds - (heard[index - 1] ?? Number.NEGATIVE_INFINITY) < everySeconds / 2,
    ).length;

  test('has no message three times within half its interval with three pieces, and the place of the first in line as little', () => {
    fc.assert(
      fc.property(threePieces, besides, timings, (pieces_, news, { startSeconds, everySeconds }) => {
        const announcements = { firstInLineEverySeconds: everySeconds };
        for (const heard of [
          timesHeard(pieces_, news, messageHeard({ startSeconds, everySeconds })),
          timesHeard(pieces_, news, (given) => isPlaceTold(1, announcements, given)),
        ]) {
          heard.slice(2).forEach((seconds, index) => {
            expect(seconds - (heard[index] ?? 0)).toBeGreaterThan(everySeconds / 2);
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  test('has few messages twice running with three pieces: one in ten', () => {
    const waits = fc.sample(fc.tuple(threePieces, besides, timings), { numRuns: 500, seed: 1 });
    const counts = waits.map(([pieces_, news, timing]) => {
      const heard = timesHeard(pieces_, news, messageHeard(timing));
      return { heard: heard.length, early: early(heard, timing.everySeconds) };
    });
    const sum = (of: 'heard' | 'early') => counts.reduce((total, count) => total + count[of], 0);
    expect(sum('early') / sum('heard')).toBeLessThan(0.1);
  });
});
