import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  guessesInWeek,
  oddsInWeek,
  oddsInWords,
  oddsTable,
  refusedAtMostOneIn,
} from '../../account/pin-odds';
import { isTrivialPin } from '../../src/config/weak-secrets';
import { isThorough } from '../thorough';

const docs = readFileSync(join(__dirname, '..', '..', 'docs', 'config.md'), 'utf8');

describe('somebody who guesses PINs for a week', () => {
  // A call has 1 s until it is up and three attempts; each takes eleven tones of 0.08 s and 0.2 s for the answer.
  it('by 30 lines tries about 13 million of ten digits', () => {
    const secondsPerCall = 1 + 3 * (11 * 0.08 + 0.2);
    const guesses = guessesInWeek({ digits: 10, lines: 30 });
    expect(guesses).toBe(Math.floor((30 * 604_800 * 3) / secondsPerCall));
    expect(guesses).toBe(12_837_735);
  });

  it('by 30 lines has less than a chance in a hundred with the recommended settings', () => {
    expect(oddsInWeek({ digits: 10, lines: 30, pins: 1 })).toBeLessThan(0.01);
    expect(oddsInWeek({ digits: 10, lines: 30, pins: 2 })).toBeLessThan(0.01);
    expect(oddsInWeek({ digits: 9, lines: 30, pins: 1 })).toBeGreaterThan(0.01);
  });

  it.each([
    [0.00128, '0.13%'],
    [0.123, '12%'],
    [0.00004, '0.004%'],
    [1, 'certain'],
  ])('has a chance of %d, which reads: %s', (odds, words) => {
    expect(oddsInWords(odds)).toBe(words);
  });

  it('finds the chances in docs/config.md, as they are computed here', () => {
    expect(docs).toContain(oddsTable().join('\n'));
  });

  it.each([6, 8, 10])('is spared few PINs of %d digits: those that are refused', (digits) => {
    const step = 7_368_787;
    const pins = Array.from({ length: isThorough ? 30_000 : 10_000 }, (_, index) =>
      String((index * step) % 10 ** digits).padStart(digits, '0'),
    );
    expect(pins.filter(isTrivialPin).length / pins.length).toBeLessThan(1 / refusedAtMostOneIn);
  });
});

it('no PIN that our documents print would be taken', () => {
  const documents = ['README.md', 'docs/deploy.md', 'docs/config.md', '.env.example'].map((file) =>
    readFileSync(join(__dirname, '..', '..', file), 'utf8'),
  );
  const printed = documents.flatMap((text) => [...text.matchAll(/(?:AGENT_PIN\w*=|PIN )(\d{6,10})\b/g)]);
  expect(printed.flatMap(([, pin = '']) => (isTrivialPin(pin) ? [] : [pin]))).toEqual([]);
});
