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
    ['of triples', '111222'],
    ['of pairs that count down', '998877'],
    ['of one digit, except the first', '100000'],
    ['of one digit, except the last', '555556'],
    ['that counts and comes back', '123321'],
    ['of four digits twice', '48294829'],
    ['of five digits twice', '4829148291'],
    ['of columns of the keypad', '147258'],
    ['of diagonals of the keypad', '159753'],
    ['of rows of the keypad, from below', '7894561230'],
    ['that is a date with the year first', '20260105'],
    ['that is a date with the day first', '25121987'],
    ['that is a date with the month first', '12251987'],
    ['that the local Twilio prints', localPin],
    ['that the local Twilio prints for the tenth agent', String(Number(localPin) + 10)],
    ['that stood in our own documents', '135790'],
  ])('%s is among the first that anybody tries', (_what, pin) => {
    expect(isTrivialPin(pin)).toBe(true);
  });

  test.each(['482915', '198274', '112358', '20261305', '77348192', '4829154829', '7305184926'])(
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
