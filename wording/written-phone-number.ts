/** What people write in numbers, and what gets copied with them: spaces, punctuation, direction marks and the like. */
const decoration = /[\s().\-/\p{Dash_Punctuation}\p{Cf}]/gu;

/** The E.164 form of a number as people type or copy it, such as `+15550000001`; undefined if it is not a number. */
export function readWrittenPhoneNumber(text: string): string | undefined {
  const number = text.replace(decoration, '');
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}
