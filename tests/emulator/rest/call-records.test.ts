import type { LocalTwilio } from '../../../emulator/local-twilio';
import { answersTo } from '../application';
import { APPLICATION, clientOf, NUMBER, placeCall, twilioWithApplication } from './application';

let twilio: LocalTwilio;
let call: ReturnType<ReturnType<typeof clientOf>['calls']>;

/** A call whose caller hung up, and that has been over for this many minutes. */
async function callThatWasOver(minutes: number, options?: Parameters<typeof twilioWithApplication>[0]) {
  twilio = twilioWithApplication(options);
  const person = placeCall(twilio, '+14155550100');
  await twilio.clock.advance(5000);
  person.hangUp();
  await twilio.clock.advance(minutes * 60_000);
  call = clientOf(twilio).calls(person.callSid);
}

// "The Call Event resource shows all the requests Twilio sent to your application and how your application responded
// for a specific call. You can access the Call Event resource 15 minutes after a call ends."
// https://www.twilio.com/docs/voice/api/call-event-resource
describe('the events of a call', () => {
  it('are its requests with their answers, in order', async () => {
    await callThatWasOver(15);
    const events = await call.events.list();
    expect(events.map(({ request }) => (request as { url: string }).url)).toEqual(
      ['/caller', '/wait', '/left'].map((path) => `${APPLICATION}${path}`),
    );
    expect(events[0]).toMatchObject({
      request: {
        method: 'POST',
        parameters: { call_sid: expect.stringMatching(/^CA/), from: '+14155550100', call_status: 'ringing' },
      },
      response: {
        response_code: 200,
        content_type: 'text/xml',
        request_duration: 50,
        response_body: expect.stringContaining('<Enqueue'),
        date_created: expect.stringMatching(/\+0000$/),
      },
    });
  });

  it('are only those of the call', async () => {
    await callThatWasOver(1);
    placeCall(twilio, '+14155550101');
    await twilio.clock.advance(15 * 60_000);
    expect(await call.events.list()).toHaveLength(3);
    expect(await call.events.list({ pageSize: 1 })).toHaveLength(3);
  });

  it('include a request without an answer', async () => {
    twilio = twilioWithApplication();
    twilio.disturb({ kind: 'lost', path: '/caller', times: 2 });
    const person = placeCall(twilio, '+14155550100');
    await twilio.clock.advance(30 * 60_000);
    const [event] = await clientOf(twilio).calls(person.callSid).events.list();
    expect(event?.response).toMatchObject({ response_code: null, response_body: '' });
  });

  it('of an unknown call are not found (404)', async () => {
    await callThatWasOver(15);
    const missing = clientOf(twilio).calls(`CA${'a'.repeat(32)}`);
    await expect(missing.events.list()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(missing.notifications.list()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  describe.each(answersTo('earlyCallEvents'))(
    'before fifteen minutes are over ($answer)',
    ({ answer, given }) => {
      it('are not available', async () => {
        await callThatWasOver(14, { assumptions: given });
        if (answer === 'none') expect(await call.events.list()).toEqual([]);
        else await expect(call.events.list()).rejects.toMatchObject({ status: 404, code: 20404 });
      });
    },
  );
});

// https://www.twilio.com/docs/usage/api/notifications
describe('the notifications of a call', () => {
  beforeEach(async () => {
    twilio = twilioWithApplication();
    const urls = { voiceUrl: `${APPLICATION}/nowhere`, voiceFallbackUrl: `${APPLICATION}/desk` };
    twilio.setNumber({ phoneNumber: NUMBER, ...urls, statusCallback: `${APPLICATION}/gone` });
    const person = placeCall(twilio, '+14155550100');
    await twilio.clock.advance(5000);
    person.hangUp();
    await twilio.clock.advance(60_000);
    call = clientOf(twilio).calls(person.callSid);
  });

  it('are its errors and warnings, newest first, at once', async () => {
    const notifications = await call.notifications.list();
    expect(notifications.map(({ errorCode, log }) => [errorCode, log])).toEqual([
      ['15003', '1'],
      ['11200', '0'],
    ]);
    expect(notifications[1]).toMatchObject({
      requestUrl: `${APPLICATION}/nowhere`,
      requestMethod: 'POST',
      moreInfo: 'https://www.twilio.com/docs/errors/11200',
      messageText: expect.stringMatching(/^ErrorCode=11200&LogLevel=ERROR&Msg=/),
    });
  });

  it('are found by their level and their day', async () => {
    expect(await call.notifications.list({ log: 0 })).toHaveLength(1);
    expect(await call.notifications.list({ log: 1 })).toHaveLength(1);
    expect(await call.notifications.list({ messageDate: twilio.clock.now() })).toHaveLength(2);
    expect(await call.notifications.list({ messageDateBefore: new Date('2020-01-01') })).toEqual([]);
  });

  it('are fetched with the request and its answer', async () => {
    const [, { sid } = { sid: '' }] = await call.notifications.list();
    const notification = await call.notifications(sid).fetch();
    expect(notification).toMatchObject({ sid, errorCode: '11200', responseBody: 'Not found' });
    expect(notification.requestVariables).toContain('From=%2B14155550100');
    const missing = call.notifications(`NO${'a'.repeat(32)}`).fetch();
    await expect(missing).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it('are empty for a call without errors', async () => {
    await callThatWasOver(1);
    expect(await call.notifications.list()).toEqual([]);
  });
});
