/**
 * PINs that are published: those that the local Twilio prints, from 246810 up for one agent after another, and an example
 * that docs/deploy.md once had.
 */
const isPublishedPin = (pin: string): boolean => /^2468[1-4]\d$/.test(pin) || pin === '135790';

/** The account of the local Twilio. No account at Twilio has this sid. */
const localAccountSid = `AC${'0'.repeat(32)}`;

/** Whether a PIN is one that only the local Twilio may take. */
export const isLocalPin = (pin: string, accountSid: unknown): boolean =>
  isPublishedPin(pin) && accountSid === localAccountSid;

/** Whether a PIN is among the first that anyone tries: a pattern, a date, or one that is published. */
export const isTrivialPin = (pin: string): boolean =>
  [isPublishedPin, isSequence, isRepetition, isAlmostOneDigit, isMirrored, isOnKeypadLines, isDate].some(
    (rule) => rule(pin),
  );

/** Whether a PIN is part of a telephone number. */
export const isPartOfNumber = (pin: string, number: string): boolean => number.includes(pin);

/** `123456`, `987654`, `000000`, `246802`: the step from digit to digit is always the same. */
function isSequence(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
  return new Set(steps).size < 2;
}

/** `121212`, `123123`, `112233`, `111222`: a part over and over, or each digit twice or more. */
function isRepetition(pin: string): boolean {
  const isPartRepeated = [1, 2, 3, 4, 5].some((length) => {
    const part = pin.slice(0, length);
    return pin.length >= 2 * length && part.repeat(pin.length).startsWith(pin);
  });
  const runs = pin.match(/(\d)\1*/g) ?? [];
  const length = runs[0]?.length ?? 0;
  const isInRuns =
    length > 1 &&
    runs.every(
      (run, index) =>
        run.length === length || (index > 0 && index === runs.length - 1 && run.length < length),
    );
  return isPartRepeated || (isInRuns && isSequence(runs.map(([digit]) => digit).join('')));
}

/** `100000`, `555557`: one digit, except for the first or the last. */
const isAlmostOneDigit = (pin: string): boolean => /^(\d(\d)\2*|(\d)\3*\d)$/.test(pin);

/** `123321`, `4567654`: it counts up and back, or down and back. */
const isMirrored = (pin: string): boolean =>
  [...pin].reverse().join('') === pin && isSequence(pin.slice(0, Math.ceil(pin.length / 2)));

/** `147258`, `159753`, `7894561230`: rows, columns and diagonals of the keypad, one after another. */
function isOnKeypadLines(pin: string): boolean {
  const lines = ['123', '456', '789', '147', '258', '369', '159', '357'];
  const both = lines.flatMap((line) => [line, [...line].reverse().join('')]);
  return (pin.match(/\d{3}/g) ?? []).every((part) => both.includes(part));
}

/** Eight digits that are a date since 1900, in any of the three usual orders. */
function isDate(pin: string): boolean {
  if (pin.length !== 8) return false;
  const orders = [
    /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$/,
    /^(?<day>\d\d)(?<month>\d\d)(?<year>\d{4})$/,
    /^(?<month>\d\d)(?<day>\d\d)(?<year>\d{4})$/,
  ];
  return orders.some((order) => {
    const { year, month, day } = order.exec(pin)?.groups ?? {};
    return /^(19|20)/.test(year ?? '') && !Number.isNaN(Date.parse(`${year}-${month}-${day}`));
  });
}

const fewestDifferentCharacters = 10;

/** Whether a secret looks like a key held down, or like a placeholder. */
export const isWeakSecret = (secret: string): boolean =>
  new Set(secret.replace(/\s/g, '')).size < fewestDifferentCharacters;
