/** Characters that get copied with a number: direction marks, zero-width and other spaces, dashes. */
const decoration = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2010-\u2015\u2060-\u2069\ufeff().\-/]/gu;

/** The number of callers who hide theirs. https://www.twilio.com/docs/glossary/what-e164 */
export const hiddenNumber = 'anonymous';

/** A number as Twilio writes it, `+15550000001`, from typed or copied text; undefined if it is not a number. */
export function readPhoneNumber(text: string): string | undefined {
  const number = text.replace(decoration, '');
  if (number.toLowerCase() === hiddenNumber) return hiddenNumber;
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}

/** Says what is wrong with a number, and how to write it. */
export function phoneNumberComplaint(text: string): string {
  const shown = text.trim() === '' ? 'Nothing' : `“${text.trim().slice(0, 40)}”`;
  return `${shown} is not a phone number. Write + and the country code, such as +15550000001, or ${hiddenNumber}.`;
}
