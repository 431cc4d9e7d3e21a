import type { LocalTwilio } from '../../../emulator/local-twilio';
import {
  APPLICATION,
  callersInLine,
  clientOf,
  NUMBER,
  placeCall,
  twilioWithApplication,
} from './application';

let twilio: LocalTwilio;
let client: ReturnType<typeof clientOf>;
beforeEach(() => {
  twilio = twilioWithApplication();
  client = clientOf(twilio);
});

const desk = `${APPLICATION}/desk`;

// https://www.twilio.com/docs/voice/api/call-resource
describe('a call', () => {
  it('rings, is in progress and ends', async () => {
    const startedAt = twilio.clock.now();
    const caller = placeCall(twilio, '+14155550100');
    const call = () => client.calls(caller.callSid).fetch();
    expect(await call()).toMatchObject({ status: 'ringing', startTime: startedAt, endTime: null });
    await twilio.clock.advance(10_000);
    expect(await call()).toMatchObject({ status: 'in-progress', duration: null });
    caller.hangUp();
    await twilio.clock.advance(0);
    expect(await call()).toMatchObject({ status: 'completed', duration: '9', endTime: twilio.clock.now() });
  });

  it('says who called whom', async () => {
    const { callSid } = placeCall(twilio, '+14155550100');
    expect(await client.calls(callSid).fetch()).toMatchObject({
      accountSid: twilio.account.sid,
      direction: 'inbound',
      from: '+14155550100',
      fromFormatted: '(415) 555-0100',
      to: NUMBER,
      toFormatted: NUMBER,
    });
  });

  it('in progress is ended, and shows that at once', async () => {
    const [caller] = await callersInLine(twilio, 1);
    const ended = await client.calls(caller?.callSid ?? '').update({ status: 'completed' });
    expect(ended.status).toBe('completed');
    await twilio.clock.advance(0);
    expect(caller?.isOnTheLine).toBe(false);
  });

  // "Specifying `canceled` will attempt to hang up calls that are queued or ringing; however, it will not affect calls
  // already in progress."
  it('that is ringing is canceled', async () => {
    const caller = placeCall(twilio, '+14155550100');
    expect((await client.calls(caller.callSid).update({ status: 'canceled' })).status).toBe('canceled');
    await twilio.clock.advance(1000);
    expect(caller.isOnTheLine).toBe(false);
    expect(caller.heard).toEqual([]);
  });

  it('in progress is not canceled', async () => {
    const [caller] = await callersInLine(twilio, 1);
    const call = await client.calls(caller?.callSid ?? '').update({ status: 'canceled' });
    expect(call.status).toBe('in-progress');
    expect(caller?.isOnTheLine).toBe(true);
  });

  it('with an agent is redirected, and the agent is alone', async () => {
    const [caller] = await callersInLine(twilio, 1);
    twilio.setNumber({ phoneNumber: '+15550198', voiceUrl: `${APPLICATION}/agent` });
    const agent = twilio.placeCall({ from: '+15550123', to: '+15550198' });
    await twilio.clock.advance(10_000);
    await client.calls(caller?.callSid ?? '').update({ url: desk });
    await twilio.clock.advance(1000);
    expect(caller?.heard.at(-1)).toBe('From the desk.');
    expect(agent?.isOnTheLine).toBe(false);
  });
});

describe('a call is not changed', () => {
  // "You attempted a realtime operation on a Call that was not in-progress": https://www.twilio.com/docs/api/errors/21220
  it.each([{ url: desk }, { status: 'completed' as const }, { status: 'canceled' as const }])(
    'when it is over: %j',
    async (change) => {
      const [caller] = await callersInLine(twilio, 1);
      caller?.hangUp();
      const update = client.calls(caller?.callSid ?? '').update(change);
      await expect(update).rejects.toMatchObject({ status: 400, code: 21220 });
    },
  );

  it('while it is ringing', async () => {
    const { callSid } = placeCall(twilio, '+14155550100');
    await expect(client.calls(callSid).update({ url: desk })).rejects.toMatchObject({ code: 21220 });
  });

  it.each<[string, object, number]>([
    ['to something that is not an address', { url: '/desk' }, 21205],
    ['to a state that is not allowed', { status: 'busy' }, 20001],
  ])('%s', async (_, change, code) => {
    const [caller] = await callersInLine(twilio, 1);
    const update = client.calls(caller?.callSid ?? '').update(change);
    await expect(update).rejects.toMatchObject({ status: 400, code });
    expect(caller?.isOnTheLine).toBe(true);
  });

  it('when there is none', async () => {
    const nobody = client.calls(`CA${'f'.repeat(32)}`);
    await expect(nobody.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(nobody.update({ url: desk })).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});

describe('a list of calls', () => {
  const sidsOf = (calls: readonly { sid?: string; callSid?: string }[]) =>
    calls.map(({ sid, callSid }) => sid ?? callSid);

  it('starts with the newest, page by page', async () => {
    const callers = await callersInLine(twilio, 3);
    expect(sidsOf(await client.calls.list({ pageSize: 2 }))).toEqual(sidsOf(callers.reverse()));
  });

  it('keeps its filters from page to page', async () => {
    const callers = await callersInLine(twilio, 4);
    callers[1]?.hangUp();
    const found = await client.calls.list({ status: 'in-progress', to: NUMBER, pageSize: 1 });
    expect(sidsOf(found)).toEqual([3, 2, 0].map((index) => callers[index]?.callSid));
  });

  it.each([
    ['its state', { status: 'completed' as const }, [0]],
    ['who called', { from: '+14155550101' }, [1]],
    ['who was called', { to: '+15550000' }, []],
    ['all of these', { from: '+14155550100', to: NUMBER, status: 'completed' as const }, [0]],
  ])('is filtered by %s', async (_, filter, expected) => {
    const callers = await callersInLine(twilio, 2);
    callers[0]?.hangUp();
    const found = await client.calls.list(filter);
    expect(sidsOf(found)).toEqual(expected.map((index) => callers[index]?.callSid));
  });
});

// StartTime and EndTime, each also with < and >: https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources
describe('a list of calls by time', () => {
  const second = (seconds: number) => new Date(Date.parse('2026-01-05T15:00:00Z') + seconds * 1000);

  it.each([
    ['begun until then', { startTimeBefore: second(1) }, [1, 0]],
    ['begun from then on', { startTimeAfter: second(1) }, [2, 1]],
    ['begun in that second', { startTime: second(1) }, [1]],
    ['over by then', { endTimeBefore: second(60) }, [0]],
    ['ended from then on, which live ones have not', { endTimeAfter: second(0) }, [0]],
  ])('has those %s', async (_, filter, expected) => {
    const callers = await callersInLine(twilio, 3);
    callers[0]?.hangUp();
    await twilio.clock.advance(1000);
    const found = await client.calls.list(filter);
    expect(found.map(({ sid }) => sid)).toEqual(expected.map((index) => callers[index]?.callSid));
  });
});

// "Once the record is deleted, it will no longer appear": https://www.twilio.com/docs/voice/api/call-resource#delete-a-call-resource
describe('a call that is deleted', () => {
  it('is gone, and its recordings stay', async () => {
    twilio.setNumber({ phoneNumber: NUMBER, voiceUrl: `${APPLICATION}/voicemail` });
    const [caller] = await callersInLine(twilio, 1);
    await twilio.clock.advance(20_000);
    caller?.hangUp();
    await twilio.clock.advance(10_000);
    const call = client.calls(caller?.callSid ?? '');
    const before = await client.recordings.list();
    expect(await call.remove()).toBe(true);
    await expect(call.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(call.remove()).rejects.toMatchObject({ status: 404, code: 20404 });
    expect(await client.calls.list()).toEqual([]);
    expect(before).not.toEqual([]);
    expect(await client.recordings.list()).toEqual(before);
  });

  // https://www.twilio.com/docs/api/errors/20009
  it('must be over', async () => {
    const [caller] = await callersInLine(twilio, 1);
    const call = client.calls(caller?.callSid ?? '');
    await expect(call.remove()).rejects.toMatchObject({ status: 400, code: 20009 });
    expect((await call.fetch()).status).toBe('in-progress');
  });
});

describe('what the local Twilio does not have', () => {
  it.each<[string, string, (sid: string) => Promise<unknown>]>([
    ['a time limit', 'TimeLimit', (sid) => client.calls(sid).update({ timeLimit: 5 })],
    [
      'a caller ID',
      'CallerId',
      () => client.calls.create({ to: '+14155550199', from: NUMBER, url: APPLICATION, callerId: '+1' }),
    ],
  ])('is refused by name: %s', async (_, name, request) => {
    const [caller] = await callersInLine(twilio, 1);
    const message = expect.stringContaining(name);
    await expect(request(caller?.callSid ?? '')).rejects.toMatchObject({ status: 501, message });
  });
});
