/** A phone number in any format that starts with a plus, or at least seven digits on their own. */
const number = /(?<!\w)(?:\+|%2B)\d(?:[ ()./-]*\d){5,14}(?!\w)|(?<!\w)\d{7,15}(?!\w)/gi;

/** SIP addresses and client names, which appear in place of numbers. */
const address = /\b(sips?|client):[^\s"“”,;()]+/gi;

/** A text for others to read: only the last two digits of each phone number are left. */
export const redacted = (text: string) =>
  text
    .replace(address, (_, scheme: string) => `${scheme}:…`)
    .replace(number, (found) => `…${found.replace(/\D/g, '').slice(-2)}`);
