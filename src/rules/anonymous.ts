/**
 * What stands in `From` when a caller hides the number: words, and the numbers that spell them on a telephone.
 * https://support.twilio.com/hc/en-us/articles/223179988
 */
const hidden = [
  'anonymous',
  'restricted',
  'unknown',
  'unavailable',
  'private',
  '+266696687',
  '+86282452253',
  '+464',
  '+7378742833',
  '+2562533',
  '+8656696',
];

/** Whether a caller hides the number. */
export const isAnonymous = (from: string | undefined) =>
  from === undefined || hidden.includes(from.toLowerCase());
