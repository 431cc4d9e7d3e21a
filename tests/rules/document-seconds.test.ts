import { leastDocumentSeconds } from '../../src/rules/document-seconds';
import { isThorough } from '../thorough';

/** A third of 30 executions, at 1.5 s per answer. */
const mostRequestsPerSecond = 20 / 3;
/** The shortest document: the shortest stock piece and the pause after it. */
const onePieceSeconds = 49.5;

const call = (index: number) => `CA${((index + 1) * 2_654_435_761).toString(16).padStart(32, '0')}`;

const requestsPerSecond = (size: number) => {
  let total = 0;
  for (let position = 1; position <= size; position++) {
    total += 1 / Math.max(onePieceSeconds, leastDocumentSeconds({ position, size }, call(position)));
  }
  return total;
};

describe('the least length of a waiting document', () => {
  test.each([
    ['is one piece for everybody in a line of 320', 320, 320, 0],
    ['is one piece at the front of a line of 5,000', 1, 5000, 0],
    ['is one piece for the sixteenth in a line of 5,000', 16, 5000, 0],
    ['is one piece where Twilio does not say how many wait', 200, undefined, 0],
  ])('%s', (_sentence, position, size, seconds) => {
    expect(leastDocumentSeconds({ position, size }, call(1))).toBe(seconds);
  });

  test.each([
    ['from 13 to 17 minutes for the last in a line of 5,000', 5000, 5000, 13 * 60, 17 * 60],
    ['from 13 to 17 minutes where the place is not known', undefined, 5000, 13 * 60, 17 * 60],
    ['from five to six minutes for the hundredth in that line', 100, 5000, 300, 360],
    ['about three minutes for the last in a line of 1,000', 1000, 1000, 160, 200],
  ])('is %s', (_sentence, position, size, least, most) => {
    for (let index = 0; index < 100; index++) {
      const seconds = leastDocumentSeconds({ position, size }, call(index));
      expect(seconds).toBeGreaterThanOrEqual(least);
      expect(seconds).toBeLessThanOrEqual(most);
    }
  });

  test.each([
    ['one piece for the hundredth of a line', 100, 0, 0],
    ['two pieces or more for the 150th', 150, 70, 142],
    ['several for the 320th, who came within a minute', 320, 147, 294],
    ['as long as others of a line of 5,000 for the last of it', 5000, 825, 990],
  ])('is, for the first document of somebody who joins a crowd, %s', (_sentence, size, least, most) => {
    for (let index = 0; index < 100; index++) {
      const seconds = leastDocumentSeconds({ position: size, size, isNew: true }, call(index));
      expect(seconds).toBeGreaterThanOrEqual(least);
      expect(seconds).toBeLessThanOrEqual(most);
    }
  });

  test('keeps the requests of a whole line within a third of the executions, however long it is', () => {
    const [few, many] = isThorough ? [1, 23] : [7, 115];
    for (let size = 1; size <= 5000; size += size < 400 ? few : many) {
      expect(requestsPerSecond(size)).toBeLessThanOrEqual(mostRequestsPerSecond);
    }
  });

  test('never grows as the front comes near', () => {
    for (const size of [400, 1500, 5000]) {
      const lengths = Array.from({ length: size }, (_, index) =>
        leastDocumentSeconds({ position: index + 1, size }, call(7)),
      );
      expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    }
  });

  test('differs between calls, by a fifth at most, and never for the same call', () => {
    const lengths = Array.from({ length: 200 }, (_, index) =>
      leastDocumentSeconds({ position: 4000, size: 5000 }, call(index)),
    );
    expect(new Set(lengths).size).toBeGreaterThan(50);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThanOrEqual(1.2);
    expect(leastDocumentSeconds({ position: 4000, size: 5000 }, call(3))).toBe(lengths[3]);
  });
});
