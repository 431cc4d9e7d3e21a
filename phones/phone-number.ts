import { readWrittenPhoneNumber } from '../wording/written-phone-number';

/** The number of callers who hide theirs. https://www.twilio.com/docs/glossary/what-e164 */
export const hiddenNumber = 'anonymous';

/** A number as Twilio writes it, `+15550000001`, from typed or copied text; undefined if it is not a number. */
export function readPhoneNumber(text: string): string | undefined {
  if (text.trim().toLowerCase() === hiddenNumber) return hiddenNumber;
  return readWrittenPhoneNumber(text);
}

/** Says what is wrong with a number, and how to write it. */
export function phoneNumberComplaint(text: string): string {
  const shown = text.trim() === '' ? 'Nothing' : `“${text.trim().slice(0, 40)}”`;
  return `${shown} is not a phone number. Write + and the country code, such as +15550000001, or ${hiddenNumber}.`;
}
