import type { LocalTwilio } from '../../../emulator/local-twilio';
import type { Person } from '../../../emulator/voice/person';
import type { RestRequest } from '../../../emulator/web/rest-exchange';
import { readWav, secondsOfWav } from '../../../music/wav';
import { APPLICATION, callersInLine, clientOf, twilioWithApplication } from './application';

const voicemail = '+15550188';

/** A caller leaves a message of this many seconds. */
async function leaveMessage(twilio: LocalTwilio, seconds: number, from = '+14155550100'): Promise<string> {
  await recordMessage(twilio, seconds, from);
  await twilio.clock.advance(10_000);
  return [...twilio.recordings.keys()].at(-1) ?? '';
}

/** The same, up to its last word. */
async function recordMessage(twilio: LocalTwilio, seconds: number, from = '+14155550100'): Promise<Person> {
  twilio.setNumber({ phoneNumber: voicemail, voiceUrl: `${APPLICATION}/voicemail` });
  const caller = twilio.placeCall({ from, to: voicemail });
  if (!caller) throw new Error('The account is full.');
  await twilio.clock.advance(550);
  caller.speak(seconds);
  await twilio.clock.advance(seconds * 1000);
  caller.hangUp();
  await twilio.clock.advance(0);
  return caller;
}

const requestFor = (twilio: LocalTwilio, path: string, query = ''): RestRequest => ({
  method: 'GET',
  host: 'api.twilio.com',
  path: `/2010-04-01/Accounts/${twilio.account.sid}/Recordings/${path}`,
  query: new URLSearchParams(query),
  form: new URLSearchParams(),
  authorization: { username: twilio.account.sid, password: twilio.account.authToken },
});

// https://www.twilio.com/docs/voice/api/recording
describe('a recording', () => {
  test('is fetched with its call, length and URL', async () => {
    const twilio = twilioWithApplication();
    const sid = await leaveMessage(twilio, 7);
    const recording = await clientOf(twilio).recordings(sid).fetch();
    const [callSid] = twilio.calls.keys();
    expect(recording).toMatchObject({
      sid,
      callSid,
      accountSid: twilio.account.sid,
      status: 'completed',
      source: 'RecordVerb',
      channels: 1,
      duration: '7',
      errorCode: null,
      mediaUrl: `https://api.twilio.com/2010-04-01/Accounts/${twilio.account.sid}/Recordings/${sid}`,
    });
    expect(recording.startTime).toEqual(recording.dateCreated);
    expect(recording.dateUpdated.getTime() - recording.dateCreated.getTime()).toBe(9000);
  });

  test('is in progress, then processing, then completed', async () => {
    const twilio = twilioWithApplication();
    twilio.setNumber({ phoneNumber: voicemail, voiceUrl: `${APPLICATION}/voicemail` });
    const caller = twilio.placeCall({ from: '+14155550100', to: voicemail });
    await twilio.clock.advance(1000);
    const [sid = ''] = twilio.recordings.keys();
    const { recordings } = clientOf(twilio);
    expect(await recordings(sid).fetch()).toMatchObject({ status: 'in-progress', duration: null });
    caller?.speak(3);
    await twilio.clock.advance(3000);
    caller?.hangUp();
    await twilio.clock.advance(1900);
    expect(await recordings(sid).fetch()).toMatchObject({ status: 'processing' });
    await twilio.clock.advance(200);
    expect(await recordings(sid).fetch()).toMatchObject({ status: 'completed', duration: '3' });
  });

  test('that was too short is absent, with its error code', async () => {
    const twilio = twilioWithApplication();
    const sid = await leaveMessage(twilio, 0.5);
    expect(await clientOf(twilio).recordings(sid).fetch()).toMatchObject({
      status: 'absent',
      errorCode: 16101,
    });
  });

  // Its entry is kept for forty days and shown in requests for deleted ones. https://www.twilio.com/docs/voice/api/recording
  test('that is deleted is gone, except in requests for deleted ones', async () => {
    const twilio = twilioWithApplication();
    const sid = await leaveMessage(twilio, 7);
    const { recordings } = clientOf(twilio);
    expect(await recordings(sid).remove()).toBe(true);
    await expect(recordings(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(recordings(sid).remove()).rejects.toMatchObject({ status: 404 });
    expect(await recordings.list()).toEqual([]);
    const deleted = { status: 'deleted', mediaUrl: null };
    expect(await recordings(sid).fetch({ includeSoftDeleted: true })).toMatchObject(deleted);
    expect(await recordings.list({ includeSoftDeleted: true })).toMatchObject([deleted]);
    expect(await twilio.rest(requestFor(twilio, `${sid}.mp3`))).toMatchObject({ status: 404 });
  });

  test('that is deleted while it is processed stays deleted', async () => {
    const twilio = twilioWithApplication();
    await recordMessage(twilio, 3);
    const [sid = ''] = twilio.recordings.keys();
    await clientOf(twilio).recordings(sid).remove();
    await twilio.clock.advance(10_000);
    expect(twilio.recordings.get(sid)?.status).toBe('deleted');
  });

  test('that does not exist is not found', async () => {
    const twilio = twilioWithApplication();
    const { recordings } = clientOf(twilio);
    await expect(recordings(`RE${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
  });
});

describe('the list of recordings', () => {
  test('has the newest first, page by page', async () => {
    const twilio = twilioWithApplication();
    for (const seconds of [2, 3, 4]) await leaveMessage(twilio, seconds);
    const durations = (await clientOf(twilio).recordings.list({ pageSize: 2 })).map(
      ({ duration }) => duration,
    );
    expect(durations).toEqual(['4', '3', '2']);
  });

  test('of one call', async () => {
    const twilio = twilioWithApplication();
    await leaveMessage(twilio, 2);
    await leaveMessage(twilio, 3);
    const callSid = [...twilio.calls.keys()].at(-1) ?? '';
    const recordings = await clientOf(twilio).recordings.list({ callSid });
    expect(recordings).toMatchObject([{ callSid, duration: '3' }]);
    expect(await clientOf(twilio).recordings.list({ callSid: `CA${'0'.repeat(32)}` })).toEqual([]);
  });

  // The clock starts on January 5, 2026 at 15:00. Inequalities include their limit: DateCreated<= and DateCreated>=.
  test.each([
    [{ dateCreatedAfter: new Date('2026-01-05T15:00:00Z') }, 2],
    [{ dateCreatedAfter: new Date('2026-01-05T16:00:00Z') }, 1],
    [{ dateCreatedAfter: new Date('2026-01-05T16:00:01Z') }, 0],
    [{ dateCreatedBefore: new Date('2026-01-05T16:00:00Z') }, 2],
    [{ dateCreatedBefore: new Date('2026-01-05T15:59:59Z') }, 1],
    [{ dateCreated: new Date('2026-01-05T16:00:00Z') }, 1],
  ])('of a time: %p', async (filter, count) => {
    const twilio = twilioWithApplication();
    await leaveMessage(twilio, 2);
    await twilio.clock.advance(new Date('2026-01-05T16:00:00Z').getTime() - twilio.clock.now().getTime());
    await leaveMessage(twilio, 3);
    expect(await clientOf(twilio).recordings.list(filter)).toHaveLength(count);
  });

  test.each([
    ['DateCreated=2026-01-05', 1],
    ['DateCreated=2026-01-04', 0],
    ['DateCreated%3E=2026-01-05', 1],
    ['DateCreated%3E=2026-01-06', 0],
    ['DateCreated%3C=2026-01-05', 0],
    ['DateCreated%3C=2026-01-06', 1],
  ])('of a day: %s', async (query, count) => {
    const twilio = twilioWithApplication();
    await leaveMessage(twilio, 2);
    const request = requestFor(twilio, '');
    const { body } = await twilio.rest({
      ...request,
      path: request.path.replace('/Recordings/', '/Recordings.json'),
      query: new URLSearchParams(query),
    });
    expect((body as { recordings: unknown[] }).recordings).toHaveLength(count);
  });

  test('of no date is refused', async () => {
    const twilio = twilioWithApplication();
    const request = requestFor(twilio, '');
    const path = request.path.replace('/Recordings/', '/Recordings.json');
    const query = new URLSearchParams('DateCreated=yesterday');
    expect(await twilio.rest({ ...request, path, query })).toMatchObject({ status: 400 });
  });
});

/** The seconds that an MP3 file of 32 kbit a second lasts, frame by frame. */
function secondsOfMp3(bytes: Buffer): number {
  let frames = 0;
  for (let start = 0; start < bytes.length; start += 288) {
    // Eleven bits of synchronisation, MPEG 2.5, layer III; then 32 kbit/s at 8000 Hz.
    expect([bytes[start], bytes[start + 1], bytes[start + 2]]).toEqual([0xff, 0xe3, 0x48]);
    frames += 1;
  }
  return (frames * 576) / 8000;
}

// Without an extension, or with .wav, the audio is a WAV file of 128 kbit/s; with .mp3 it is an MP3 file of 32 kbit/s.
// https://www.twilio.com/docs/voice/api/recording#fetch-a-recording-media-file, https://help.twilio.com/articles/360002588893
describe('the audio of a recording', () => {
  test.each(['', '.wav'])('with the ending "%s" is a WAV file as long as it', async (ending) => {
    const twilio = twilioWithApplication();
    const sid = await leaveMessage(twilio, 7);
    const { status, media } = await twilio.rest(requestFor(twilio, `${sid}${ending}`));
    expect([status, media?.type]).toEqual([200, 'audio/x-wav']);
    const bytes = media?.bytes ?? Buffer.alloc(0);
    expect(secondsOfWav(bytes)).toBeCloseTo(7, 3);
    const { encoding, channels, bitsPerSample, sampleRateHz } = readWav(bytes).format;
    expect([encoding, channels * bitsPerSample * sampleRateHz]).toEqual(['PCM', 128_000]);
  });

  test.each([2, 60, 180])('of %d seconds, with .mp3, is an MP3 file of 4 kB a second', async (seconds) => {
    const twilio = twilioWithApplication();
    const sid = await leaveMessage(twilio, seconds);
    const { status, media } = await twilio.rest(requestFor(twilio, `${sid}.mp3`));
    expect([status, media?.type]).toEqual([200, 'audio/mpeg']);
    const bytes = media?.bytes ?? Buffer.alloc(0);
    expect(Math.abs(secondsOfMp3(bytes) - seconds)).toBeLessThan(0.1);
    expect(Math.abs(bytes.length / 4000 - seconds)).toBeLessThan(0.1);
  });

  // The media of a dual-channel recording can be requested in one channel. https://www.twilio.com/docs/voice/api/recording
  test.each([
    ['', 2],
    ['RequestedChannels=2', 2],
    ['RequestedChannels=1', 1],
  ])('of a conversation in two channels, requested with %s, has %d', async (query, channels) => {
    const twilio = twilioWithApplication();
    const [caller] = await callersInLine(twilio, 1);
    twilio.setNumber({ phoneNumber: '+15550177', voiceUrl: `${APPLICATION}/recording-agent` });
    twilio.placeCall({ from: '+14155550122', to: '+15550177' });
    await twilio.clock.advance(20_000);
    caller?.hangUp();
    await twilio.clock.advance(10_000);
    const [sid = ''] = twilio.recordings.keys();
    const { media } = await twilio.rest(requestFor(twilio, sid, query));
    expect(readWav(media?.bytes ?? Buffer.alloc(0)).format.channels).toBe(channels);
    expect(await clientOf(twilio).recordings(sid).fetch()).toMatchObject({ channels: 2, source: 'DialVerb' });
  });

  test('is not available before the recording is completed', async () => {
    const twilio = twilioWithApplication();
    await recordMessage(twilio, 3);
    const [sid = ''] = twilio.recordings.keys();
    expect(await twilio.rest(requestFor(twilio, `${sid}.mp3`))).toMatchObject({ status: 404 });
    await twilio.clock.advance(2000);
    expect(await twilio.rest(requestFor(twilio, `${sid}.mp3`))).toMatchObject({ status: 200 });
  });

  test.each([
    ['without credentials', undefined],
    ['with wrong ones', { username: 'AC1', password: 'wrong' }],
  ])('is refused %s', async (_how, authorization) => {
    const twilio = twilioWithApplication();
    const sid = await leaveMessage(twilio, 3);
    const answer = await twilio.rest({ ...requestFor(twilio, `${sid}.mp3`), authorization });
    expect(answer).toMatchObject({ status: 401, body: { code: 20003 } });
  });
});
