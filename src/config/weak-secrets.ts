/** PINs that are printed for everybody to read: that of the local Twilio. */
const publishedPins = ['246810'];

/** Whether a PIN is among the first that anybody tries: one pattern all the way, or one that is published. */
export function isTrivialPin(pin: string): boolean {
  return publishedPins.includes(pin) || isSequence(pin) || isRepetition(pin);
}

/** `123456`, `987654`, `000000`, `246802`: each digit is as far from the one before. */
function isSequence(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
  return new Set(steps).size < 2;
}

/** `121212`, `123123`, `112233`: a part over and over, or each digit twice. */
function isRepetition(pin: string): boolean {
  const isPartRepeated = [1, 2, 3].some((length) => {
    const part = pin.slice(0, length);
    return part.repeat(Math.ceil(pin.length / length)).slice(0, pin.length) === pin;
  });
  const everySecond = [...pin].filter((_, index) => index % 2 === 0).join('');
  const isDoubled =
    pin ===
    [...everySecond]
      .map((digit) => digit + digit)
      .join('')
      .slice(0, pin.length);
  return isPartRepeated || (isDoubled && isSequence(everySecond));
}

const fewestDifferentCharacters = 10;

/** Whether somebody made up a secret by holding down a key, or left room for one. */
export const isWeakSecret = (secret: string): boolean =>
  new Set(secret.replace(/\s/g, '')).size < fewestDifferentCharacters;
