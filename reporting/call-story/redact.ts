/** A number in any spelling that begins with a plus, or seven digits and more on their own. */
const number = /(?<!\w)(?:\+|%2B)\d(?:[ ()./-]*\d){5,14}(?!\w)|(?<!\w)\d{7,15}(?!\w)/gi;

/** Addresses of SIP and names of clients, which stand where numbers do. */
const address = /\b(sips?|client):[^\s"“”,;()]+/gi;

/** A text for others to read: of every telephone number the last two digits are left. */
export const redacted = (text: string) =>
  text
    .replace(address, (_, scheme: string) => `${scheme}:…`)
    .replace(number, (found) => `…${found.replace(/\D/g, '').slice(-2)}`);
