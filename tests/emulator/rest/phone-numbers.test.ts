import type { LocalTwilio } from '../../../emulator/local-twilio';
import { answersTo } from '../application';
import { APPLICATION, clientOf, NUMBER, placeCall, twilioWithApplication } from './application';

type Client = ReturnType<typeof clientOf>;

let twilio: LocalTwilio;
let client: Client;
beforeEach(() => {
  twilio = twilioWithApplication();
  client = clientOf(twilio);
});

const OTHER = '+14155550123';
const TRUNK = `TK${'a'.repeat(32)}`;

async function number(phoneNumber = NUMBER) {
  const [found] = await client.incomingPhoneNumbers.list({ phoneNumber });
  if (!found) throw new Error(`${phoneNumber} is not there.`);
  return found;
}

/** The client of twilio 6 has instances of a list that cannot be updated themselves: they do not know their sid. */
async function change(settings: object, phoneNumber = NUMBER) {
  const { sid } = await number(phoneNumber);
  return client.incomingPhoneNumbers(sid).update(settings);
}

/** What a caller hears first. */
async function heardAt(phoneNumber = NUMBER): Promise<readonly string[]> {
  const person = twilio.placeCall({ from: '+14155550999', to: phoneNumber });
  await twilio.clock.advance(2000);
  return person?.heard.filter((text) => text !== '') ?? [];
}

// https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
describe('a number', () => {
  it('is listed with its URLs', async () => {
    expect(await number()).toMatchObject({
      phoneNumber: NUMBER,
      voiceUrl: `${APPLICATION}/caller`,
      voiceMethod: 'POST',
      voiceFallbackUrl: '',
      statusCallback: '',
      voiceApplicationSid: '',
      trunkSid: null,
      dateCreated: twilio.clock.now(),
    });
  });

  it('has its formatted number as its name, until it gets one', async () => {
    twilio.setNumber({ phoneNumber: OTHER, voiceUrl: '' });
    expect((await number(OTHER)).friendlyName).toBe('(415) 555-0123');
    await change({ friendlyName: 'Support' }, OTHER);
    expect((await number(OTHER)).friendlyName).toBe('Support');
    expect(await client.incomingPhoneNumbers.list({ friendlyName: 'Support' })).toHaveLength(1);
  });

  it('may be for messages or faxes only', async () => {
    expect(await number()).toMatchObject({ capabilities: { voice: true }, voiceReceiveMode: 'voice' });
    twilio.setNumber({ phoneNumber: OTHER, voiceUrl: '', takesCalls: false, receives: 'fax' });
    expect(await number(OTHER)).toMatchObject({ capabilities: { voice: false }, voiceReceiveMode: 'fax' });
    expect(() => twilio.placeCall({ from: NUMBER, to: OTHER })).toThrow(
      'calls to +14155550123, which does not take calls',
    );
  });

  // "You can specify partial numbers and use '*' as a wildcard for any digit."
  it.each([
    [OTHER, [OTHER]],
    ['+1415555', [OTHER]],
    ['+1*****50123', [OTHER]],
    ['0199', [NUMBER]],
    ['555', [NUMBER, OTHER]],
    ['+1999', []],
  ])('is found by %s', async (phoneNumber, found) => {
    twilio.setNumber({ phoneNumber: OTHER, voiceUrl: '' });
    const numbers = await client.incomingPhoneNumbers.list({ phoneNumber });
    expect(numbers.map((one) => one.phoneNumber)).toEqual(found);
  });

  it('is listed page by page', async () => {
    for (let index = 0; index < 4; index += 1) {
      twilio.setNumber({ phoneNumber: `+1415555010${index}`, voiceUrl: '' });
    }
    expect(await client.incomingPhoneNumbers.list({ pageSize: 2 })).toHaveLength(5);
  });

  it('uses a new URL from the next call on', async () => {
    const caller = placeCall(twilio, '+14155550100');
    await twilio.clock.advance(0);
    const { sid } = await change({ voiceUrl: `${APPLICATION}/desk`, voiceMethod: 'GET' });
    expect(await heardAt()).toContain('From the desk.');
    expect(caller.heard).not.toContain('From the desk.');
    expect(await client.incomingPhoneNumbers(sid).fetch()).toMatchObject({ voiceMethod: 'GET' });
  });

  it('requests a new fallback, and reports the end to a new callback', async () => {
    const urls = { voiceUrl: `${APPLICATION}/nowhere`, voiceFallbackUrl: `${APPLICATION}/desk` };
    await change({ ...urls, statusCallback: `${APPLICATION}/left` });
    const person = placeCall(twilio, '+14155550100');
    await twilio.clock.advance(2000);
    expect(person.heard).toContain('From the desk.');
    person.hangUp();
    await twilio.clock.advance(1000);
    const asked = twilio.timeline.events().flatMap((event) => (event.kind === 'webhook' ? [event.url] : []));
    expect(asked).toEqual(['/nowhere', '/desk', '/left'].map((path) => `${APPLICATION}${path}`));
  });

  it('keeps settings that a request does not name, and loses those that it sends empty', async () => {
    const one = await number();
    await twilio.clock.advance(60_000);
    await change({ voiceFallbackUrl: `${APPLICATION}/desk`, voiceFallbackMethod: 'GET' });
    expect(await number()).toMatchObject({
      voiceUrl: `${APPLICATION}/caller`,
      voiceFallbackUrl: `${APPLICATION}/desk`,
      dateUpdated: twilio.clock.now(),
      dateCreated: one.dateCreated,
    });
    await change({ voiceFallbackUrl: '' });
    expect(await number()).toMatchObject({ voiceFallbackUrl: '', voiceFallbackMethod: 'GET' });
  });

  it('keeps its SID when setNumber changes it', async () => {
    const { sid } = await number();
    twilio.setNumber({ phoneNumber: NUMBER, voiceUrl: `${APPLICATION}/desk` });
    expect(await number()).toMatchObject({ sid, voiceUrl: `${APPLICATION}/desk` });
  });
});

// "If a voice_application_sid is present, we ignore all of the voice urls and use those set on the application."
describe('an application on a number', () => {
  let sid: string;
  beforeEach(async () => {
    ({ sid } = await client.applications.create({ friendlyName: 'Desk', voiceUrl: `${APPLICATION}/desk` }));
  });

  it('overrides the number’s URLs, which apply again when it is removed', async () => {
    await change({ voiceApplicationSid: sid });
    expect(await number()).toMatchObject({ voiceApplicationSid: sid, voiceUrl: `${APPLICATION}/caller` });
    expect(await heardAt()).toContain('From the desk.');
    await change({ voiceApplicationSid: '' });
    expect(await heardAt()).not.toContain('From the desk.');
  });

  it('is listed, changed, found by its name and deleted', async () => {
    await client.applications(sid).update({ friendlyName: 'Office', statusCallback: `${APPLICATION}/left` });
    const [found] = await client.applications.list({ friendlyName: 'Office' });
    expect(found).toMatchObject({
      sid,
      voiceUrl: `${APPLICATION}/desk`,
      statusCallback: `${APPLICATION}/left`,
    });
    expect(await client.applications(sid).fetch()).toMatchObject({ friendlyName: 'Office' });
    expect(await client.applications(sid).remove()).toBe(true);
    await expect(client.applications(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  // "Setting a trunk_sid will automatically delete your voice_application_sid and vice versa."
  it('replaces a trunk, and a trunk replaces it', async () => {
    await change({ voiceApplicationSid: sid });
    expect(await change({ trunkSid: TRUNK })).toMatchObject({ trunkSid: TRUNK, voiceApplicationSid: '' });
    expect(await change({ voiceApplicationSid: sid })).toMatchObject({
      trunkSid: null,
      voiceApplicationSid: sid,
    });
  });
});

describe('a trunk on a number', () => {
  it('overrides everything; trunks are not emulated, and a call says so', async () => {
    await change({ trunkSid: TRUNK });
    expect(() => placeCall(twilio, '+14155550100')).toThrow('does not have SIP trunks');
    await change({ trunkSid: '' });
    expect(() => placeCall(twilio, '+14155550100')).not.toThrow();
  });
});

describe('a change of a number is refused', () => {
  it.each<[string, number, object]>([
    // https://www.twilio.com/docs/api/errors/21402
    ['an invalid voice URL', 21402, { voiceUrl: 'application.example/caller' }],
    ['a fallback URL of another protocol', 21402, { voiceFallbackUrl: 'ftp://application.example/' }],
    // https://www.twilio.com/docs/api/errors/21403
    ['a method that Twilio does not have', 21403, { voiceMethod: 'PUT' }],
    // https://www.twilio.com/docs/api/errors/21405
    ['a fallback without a voice URL', 21405, { voiceUrl: '', voiceFallbackUrl: `${APPLICATION}/desk` }],
    // https://www.twilio.com/docs/api/errors/21420
    ['an application of nobody', 21420, { voiceApplicationSid: `AP${'a'.repeat(32)}` }],
    // https://www.twilio.com/docs/api/errors/21502
    ['an invalid callback URL', 21502, { statusCallback: 'left' }],
    ['an invalid trunk', 20001, { trunkSid: 'TK1' }],
    ['a name of 65 letters', 20002, { friendlyName: 'a'.repeat(65) }],
  ])('for %s (%d), and nothing changes', async (_, code, settings) => {
    const before = (await number()).toJSON();
    await expect(change(settings)).rejects.toMatchObject({ status: 400, code });
    expect((await number()).toJSON()).toEqual(before);
  });

  it.each<[string, (client: Client) => Promise<unknown>]>([
    [
      'a number that is bought',
      ({ incomingPhoneNumbers }) => incomingPhoneNumbers.create({ areaCode: '415' }),
    ],
    ['texts', () => change({ smsUrl: APPLICATION })],
    [
      'a number that is released',
      async ({ incomingPhoneNumbers }) => incomingPhoneNumbers((await number()).sid).remove(),
    ],
  ])('for %s: the local Twilio says that it does not have them', async (_, request) => {
    await expect(request(client)).rejects.toMatchObject({ status: 501, code: 20500 });
  });

  it('of an unknown number (404)', async () => {
    const missing = client.incomingPhoneNumbers(`PN${'a'.repeat(32)}`);
    await expect(missing.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(missing.update({})).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});

describe.each(answersTo('numberWithoutUrl'))(
  'a number without a voice URL ($answer)',
  ({ answer, given }) => {
    it('ends its calls', async () => {
      twilio = twilioWithApplication({ assumptions: given });
      twilio.setNumber({ phoneNumber: NUMBER, voiceUrl: '' });
      const person = placeCall(twilio, '+14155550100');
      await twilio.clock.advance(60_000);
      const apology = expect.stringContaining('an application error has occurred');
      expect(person.heard).toEqual(answer === 'application-error' ? [apology] : []);
      const [call] = [...twilio.calls.values()];
      expect(call?.status).toBe(answer === 'application-error' ? 'completed' : 'busy');
    });
  },
);

describe.each(answersTo('unsetSettings'))('a setting that is not set is %j', ({ answer, given }) => {
  it('in the answer', async () => {
    client = clientOf(twilioWithApplication({ assumptions: given }));
    const unset = answer === 'null' ? null : '';
    expect(await number()).toMatchObject({
      voiceFallbackUrl: unset,
      voiceApplicationSid: unset,
      trunkSid: null,
    });
  });
});
