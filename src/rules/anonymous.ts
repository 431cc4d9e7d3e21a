/** What `From` says when a caller hides the number. https://support.twilio.com/hc/en-us/articles/223179988 */
const words = [
  'anonymous',
  'blocked',
  'hidden',
  'private',
  'restricted',
  'unavailable',
  'unknown',
  'withheld',
];

/** Some carriers send the word as digits: `anonymous` is 266696687 on a telephone keypad. */
const keysOf = (word: string) =>
  word.replace(/[a-z]/g, (letter) => '22233344455566677778889999'.charAt(letter.charCodeAt(0) - 97));

const hidden = new Set([...words, ...words.map(keysOf), '464']);

/**
 * Whether a caller hides the number: by one of these words or its digits, with or without `+`, or by the anonymous SIP
 * host. https://www.rfc-editor.org/rfc/rfc3323#section-4.1.1.3
 */
export function isAnonymous(from: string | undefined): boolean {
  if (from === undefined) return true;
  const [, user = '', host = ''] = /^(?:.*<)?(?:sips?:)(?:([^@]*)@)?([^;>]*)/i.exec(from) ?? [from, from];
  const name = user.toLowerCase().replace(/^\+|[\s"]/g, '');
  return name === '' || hidden.has(name) || /(^|\.)anonymous\.invalid$/i.test(host);
}
