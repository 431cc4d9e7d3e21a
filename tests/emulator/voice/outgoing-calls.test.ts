import type { Twilio } from 'twilio';
import type { LocalTwilioOptions } from '../../../emulator/local-twilio';
import { type Application, application, urlOf } from '../application';
import { clientOf } from '../rest/application';

const outside = '+14155550123';
const own = '+15550100001';
const other = '+15550100002';

const documents = {
  '/desk': '<Gather action="/pressed" numDigits="1" timeout="10"><Say>Press a key.</Say></Gather>',
  '/pressed': ({ form }: { form: URLSearchParams }) => `<Say>You pressed ${form.get('Digits')}.</Say>`,
  '/menu': '<Gather action="/pressed" numDigits="1" timeout="10"/>',
  '/reject': '<Reject reason="busy"/>',
  '/progress': '',
  '/broken': '<Nothing',
  '/fallback': '<Say>Something went wrong.</Say>',
  '/dial': '<Dial action="/dialed"><Client>ada</Client></Dial>',
  '/dial-events':
    '<Dial><Number statusCallback="/progress" statusCallbackEvent="initiated ringing answered completed">+14155550123</Number></Dial>',
  '/dial-digits': `<Dial><Number sendDigits="w7">${other}</Number></Dial>`,
  '/dialed': ({ form }: { form: URLSearchParams }) => `<Say>${form.get('DialCallStatus')}</Say>`,
};

function account(options: LocalTwilioOptions = {}): { app: Application; client: Twilio } {
  const app = application(documents, {
    ...options,
    numbers: [
      { phoneNumber: own, voiceUrl: urlOf('/desk') },
      { phoneNumber: other, voiceUrl: urlOf('/menu') },
    ],
  });
  return { app, client: clientOf(app.twilio) };
}

const statusesOf = (app: Application, callSid: string) =>
  app.events('call').flatMap((event) => (event.call === callSid ? [event.status] : []));

// https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
describe('a call that REST places', () => {
  test('rings a number, and the person who answers hears its document and presses keys', async () => {
    const { app, client } = account();
    const { sid, status, direction } = await client.calls.create({
      to: outside,
      from: own,
      url: urlOf('/desk'),
    });
    expect({ status, direction }).toEqual({ status: 'queued', direction: 'outbound-api' });
    await app.seconds(3);
    const person = app.twilio.personAt(outside);
    expect(person?.isRung).toBe(true);
    person?.answer();
    await app.seconds(2);
    person?.press('5');
    await app.seconds(5);
    expect(person?.heard).toEqual(['Press a key.', 'You pressed 5.']);
    expect(app.asked('/desk')).toMatchObject([
      { CallSid: sid, Direction: 'outbound-api', From: own, To: outside, CallStatus: 'in-progress' },
    ]);
    expect(statusesOf(app, sid)).toEqual(['queued', 'ringing', 'in-progress', 'completed']);
  });

  test.each([
    ['Twiml in the request', { twiml: '<Response><Say>Hello.</Say></Response>' }, ['Hello.']],
    [
      'a fallback for a document that is broken',
      { url: urlOf('/broken'), fallbackUrl: urlOf('/fallback') },
      ['Something went wrong.'],
    ],
  ])('has %s', async (_, how, heard) => {
    const { app, client } = account();
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 2 });
    const { sid } = await client.calls.create({ to: outside, from: own, ...how });
    await app.seconds(60);
    expect(app.twilio.personOn(sid)?.heard).toEqual(heard);
  });

  test('can get new TwiML while it is in progress', async () => {
    const { app, client } = account();
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 0 });
    const { sid } = await client.calls.create({ to: outside, from: own, url: urlOf('/desk') });
    await app.seconds(2);
    await client.calls(sid).update({ twiml: '<Response><Say>Goodbye.</Say></Response>' });
    await app.seconds(10);
    expect(app.twilio.personOn(sid)?.heard).toEqual(['Press a key.', 'Goodbye.']);
  });

  // https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent
  test('reports its progress, event by event, and only its end by default', async () => {
    const { app, client } = account();
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 3 });
    const callback = { to: outside, from: own, url: urlOf('/desk'), statusCallback: urlOf('/progress') };
    const statusCallbackEvent = ['initiated', 'ringing', 'answered', 'completed'];
    const { sid } = await client.calls.create({ ...callback, statusCallbackEvent });
    await app.seconds(30);
    expect(app.asked('/progress')).toMatchObject([
      { CallSid: sid, CallStatus: 'initiated', SequenceNumber: '0', CallbackSource: 'call-progress-events' },
      { CallStatus: 'ringing', SequenceNumber: '1' },
      { CallStatus: 'in-progress', SequenceNumber: '2' },
      { CallStatus: 'completed', SequenceNumber: '3', CallDuration: '10', Duration: '1' },
    ]);
    await client.calls.create(callback);
    await app.seconds(30);
    expect(app.asked('/progress').slice(4)).toMatchObject([{ CallStatus: 'completed', SequenceNumber: '0' }]);
  });

  test.each([
    ['is busy', { kind: 'busy' }, 'busy', 1],
    ['is declined', { kind: 'declines', afterSeconds: 4 }, 'busy', 4],
    ['is not answered', { kind: 'no-answer' }, 'no-answer', 25],
    ['cannot be reached', { kind: 'fails' }, 'failed', 1],
  ] as const)('that %s ends so', async (_, behavior, status, secondsUntilEnd) => {
    const { app, client } = account();
    app.twilio.setExternalNumber(outside, behavior);
    const { sid } = await client.calls.create({ to: outside, from: own, url: urlOf('/desk'), timeout: 20 });
    await app.seconds(secondsUntilEnd - 0.5);
    expect((await client.calls(sid).fetch()).status).toBe('ringing');
    await app.seconds(1);
    expect(await client.calls(sid).fetch()).toMatchObject({ status, duration: '0' });
    expect(app.asked('/desk')).toEqual([]);
  });

  test('may reach a voicemail, which presses nothing and finally hangs up', async () => {
    const { app, client } = account();
    app.twilio.setExternalNumber(outside, { kind: 'voicemail', afterSeconds: 5, recordsSeconds: 7 });
    const { sid } = await client.calls.create({ to: outside, from: own, url: urlOf('/desk') });
    await app.seconds(30);
    expect(await client.calls(sid).fetch()).toMatchObject({ status: 'completed', duration: '7' });
    expect(app.asked('/pressed')).toEqual([]);
  });

  test('is busy if the number is in use', async () => {
    const { app, client } = account();
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 0, maxCalls: 1 });
    const place = () => client.calls.create({ to: outside, from: own, url: urlOf('/desk') });
    await place();
    const second = await place();
    await app.seconds(5);
    expect((await client.calls(second.sid).fetch()).status).toBe('busy');
  });

  test('waits for its turn, at the account’s rate per second', async () => {
    const { app, client } = account({ settings: { callsPerSecond: 2, callSetupMillis: 250 } });
    const calls = await Promise.all(
      [1, 2, 3].map(() => client.calls.create({ to: outside, from: own, url: urlOf('/desk') })),
    );
    await app.seconds(10);
    const startedAt = app.twilio.calls.get(calls[0]?.sid ?? '')?.state.startedAt.getTime() ?? 0;
    const rung = app.events('call').filter(({ status }) => status === 'ringing');
    expect(rung.map(({ at }) => at.getTime() - startedAt)).toEqual([250, 750, 1250]);
  });

  test('can be ended before it rings, and then is canceled', async () => {
    const { app, client } = account({ settings: { callSetupMillis: 5000 } });
    const { sid } = await client.calls.create({ to: outside, from: own, url: urlOf('/desk') });
    await app.seconds(1);
    await client.calls(sid).update({ status: 'canceled' });
    await app.seconds(10);
    expect(statusesOf(app, sid)).toEqual(['queued', 'canceled']);
  });

  test('to a number of the account has two ends, and both run their documents', async () => {
    const { app, client } = account();
    const placed = { to: other, from: own, url: urlOf('/desk'), sendDigits: 'ww3' };
    const { sid } = await client.calls.create(placed);
    await app.seconds(60);
    expect(app.asked('/menu')).toMatchObject([{ Direction: 'inbound', From: own, To: other }]);
    expect(app.asked('/pressed')).toMatchObject([{ Digits: '3', Direction: 'inbound' }]);
    expect(app.asked('/desk')).toMatchObject([{ CallSid: sid, Direction: 'outbound-api' }]);
    expect([...app.twilio.calls.values()].every(({ isOver }) => isOver)).toBe(true);
  });

  test('to a number of the account that rejects it is busy', async () => {
    const { app, client } = account();
    app.twilio.setNumber({ phoneNumber: other, voiceUrl: urlOf('/reject') });
    const { sid } = await client.calls.create({ to: other, from: own, url: urlOf('/desk') });
    await app.seconds(5);
    expect(statusesOf(app, sid)).toEqual(['queued', 'ringing', 'busy']);
  });

  test('is recorded on request', async () => {
    const { app, client } = account();
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 0 });
    const { sid } = await client.calls.create({ to: outside, from: own, url: urlOf('/desk'), record: true });
    await app.seconds(60);
    const [recording] = await client.recordings.list({ callSid: sid });
    expect(recording).toMatchObject({ source: 'OutboundAPI', duration: '10' });
  });

  test.each([
    ['nobody to call', { to: '' }, 400, 21201],
    ['an invalid number', { to: '911' }, 400, 21211],
    ['a number that the account may not show', { from: outside }, 400, 21210],
    ['nothing to run', { url: undefined }, 400, 21205],
    ['a country that is closed', { to: '+447700900123' }, 400, 21215],
    ['an unknown event', { statusCallback: urlOf('/x'), statusCallbackEvent: ['rung'] }, 400, 20001],
    ['digits that are none', { sendDigits: 'abc' }, 400, 20001],
    ['machine detection', { machineDetection: 'Enable' }, 501, 20500],
    ['a SIP address', { to: 'sip:ada@example.com' }, 501, 20500],
  ])('is refused with %s', async (_, change, status, code) => {
    const { app, client } = account();
    app.twilio.dialingPermissions.set('GB', { lowRisk: false });
    const asked = { to: outside, from: own, url: urlOf('/desk'), ...change } as never;
    await expect(client.calls.create(asked)).rejects.toMatchObject({ status, code });
  });
});

// https://www.twilio.com/docs/voice/twiml/client
describe('a client', () => {
  test('is rung by a <Dial>, answers and is connected', async () => {
    const { app } = account();
    const caller = app.call('/dial');
    await app.seconds(2);
    const ada = app.twilio.personAt('client:ada');
    ada?.answer();
    await app.seconds(30);
    ada?.hangUp();
    await app.seconds(5);
    expect(app.events('bridged')).toMatchObject([{ call: caller.callSid, agentCall: ada?.callSid }]);
    expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'completed', DialCallDuration: '30' }]);
  });

  test('is rung by REST', async () => {
    const { app, client } = account();
    await client.calls.create({ to: 'client:ada', from: own, url: urlOf('/desk') });
    await app.seconds(1);
    app.twilio.personAt('client:ada')?.answer();
    await app.seconds(1);
    const [asked] = app.asked('/desk');
    expect(asked).toMatchObject({ To: 'client:ada', From: own, FromCountry: 'US' });
    expect(asked).not.toHaveProperty('ToCountry');
  });

  test('calls an application, whose documents it hears', async () => {
    const { app } = account();
    const { sid } = app.twilio.numbers.setApplication({ friendlyName: 'Desk', voiceUrl: urlOf('/desk') });
    const ada = app.twilio.placeCall({ from: 'client:ada', to: sid });
    await app.seconds(2);
    expect(ada?.heard).toContain('Press a key.');
    const [asked] = app.asked('/desk');
    expect(asked).toMatchObject({ From: 'client:ada', Caller: 'client:ada', To: '', ApplicationSid: sid });
    expect(asked).not.toHaveProperty('FromCountry');
  });
});

describe('a <Number>', () => {
  // https://www.twilio.com/docs/voice/twiml/number#statuscallbackevent
  test('reports the progress of its call', async () => {
    const { app } = account();
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 3 });
    const caller = app.call('/dial-events');
    await app.seconds(10);
    caller.hangUp();
    await app.seconds(5);
    expect(app.asked('/progress')).toMatchObject([
      { CallStatus: 'initiated', ParentCallSid: caller.callSid },
      { CallStatus: 'ringing' },
      { CallStatus: 'in-progress' },
      { CallStatus: 'completed', CallDuration: '7' },
    ]);
  });

  test('of the account is reached, and digits are sent to it', async () => {
    const { app } = account();
    const caller = app.call('/dial-digits');
    await app.seconds(3);
    expect(app.asked('/pressed')).toMatchObject([{ Digits: '7', To: other }]);
    caller.hangUp();
    await app.seconds(5);
    expect([...app.twilio.calls.values()].every(({ isOver }) => isOver)).toBe(true);
  });
});
