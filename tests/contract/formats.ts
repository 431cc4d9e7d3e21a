import type { Format } from 'ajv';

const anyText: Format = true;

/** Formats that Twilio made up, for its answers and requests alike. */
export const twilioFormats: Readonly<Record<string, Format>> = {
  currency: /^[A-Z]{3}$/,
  'date-time-rfc-2822': isTwilioDate,
  'iso-country-code': /^[A-Z]{2}$/,
  'http-method': /^(GET|POST)$/,
  // A number, a client, a SIP address, and in requests also a few names: Twilio's specs say no more.
  endpoint: anyText,
  'phone-number': anyText,
  twiml: anyText,
};

/** Twilio calls the paths in its answers `uri` too: `/2010-04-01/Accounts/…`. In requests a uri is a whole one. */
export const answerUri: Format = /^(\/|https?:\/\/)\S+$/;

/** As in Twilio's examples: `Tue, 31 Aug 2010 20:36:28 +0000`, a day that exists, always in UTC. */
function isTwilioDate(text: string): boolean {
  return new Date(text).toUTCString().replace('GMT', '+0000') === text;
}
