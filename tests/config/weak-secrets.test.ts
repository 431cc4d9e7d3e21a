import fc from 'fast-check';
import { localPin } from '../../simulation/local-queue';
import { isTrivialPin, isWeakSecret } from '../../src/config/weak-secrets';

describe('a PIN', () => {
  test.each([
    ['of one digit', '000000'],
    ['of one digit, ten times', '9999999999'],
    ['that counts up', '123456'],
    ['that counts up and over', '7890123'],
    ['that counts down', '654321'],
    ['that counts by two', '135791'],
    ['of a pair', '121212'],
    ['of three digits twice', '428428'],
    ['of pairs that count', '112233'],
    ['that the local Twilio prints', localPin],
  ])('%s is among the first that anybody tries', (_what, pin) => {
    expect(isTrivialPin(pin)).toBe(true);
  });

  test.each(['482915', '198274', '100000', '20260105', '112358', '4829154829'])(
    'such as %s is not',
    (pin) => {
      expect(isTrivialPin(pin)).toBe(false);
    },
  );

  test('is hardly ever refused if it was drawn by chance: one in five hundred', () => {
    const pins = Array.from({ length: 20_000 }, (_, index) =>
      String((index * 49_999) % 1_000_000).padStart(6, '0'),
    );
    expect(pins.filter(isTrivialPin).length / pins.length).toBeLessThan(1 / 500);
  });
});

describe('a secret', () => {
  test.each([
    ['a key held down', 'a'.repeat(40)],
    ['nothing but spaces', ' '.repeat(32)],
    ['a word over and over', 'secret'.repeat(6)],
  ])('is weak if it is %s', (_what, secret) => {
    expect(isWeakSecret(secret)).toBe(true);
  });

  test('is not weak as openssl makes it', () => {
    const hexadecimal = fc.string({
      unit: fc.constantFrom(...'0123456789abcdef'),
      minLength: 64,
      maxLength: 64,
    });
    const secrets = fc.sample(hexadecimal, { numRuns: 500, seed: 1 });
    expect(secrets.filter(isWeakSecret)).toEqual([]);
  });
});
