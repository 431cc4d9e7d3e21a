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

/** Numbers stand for the words too: `anonymous` is 266696687 on the keys of a telephone. */
const keysOf = (word: string) =>
  word.replace(/[a-z]/g, (letter) => '22233344455566677778889999'.charAt(letter.charCodeAt(0) - 97));

const hidden = new Set([...words, ...words.map(keysOf), '464']);

/**
 * Whether a caller hides the number: by a word or the number that spells it, with `+` or without, and in a SIP
 * address too. https://www.rfc-editor.org/rfc/rfc3323#section-4.1.1.3 names the host of those.
 */
export function isAnonymous(from: string | undefined): boolean {
  if (from === undefined) return true;
  const [, user = '', host = ''] = /^(?:.*<)?(?:sips?:)(?:([^@]*)@)?([^;>]*)/i.exec(from) ?? [from, from];
  const name = user.toLowerCase().replace(/^\+|[\s"]/g, '');
  return name === '' || hidden.has(name) || /(^|\.)anonymous\.invalid$/i.test(host);
}
