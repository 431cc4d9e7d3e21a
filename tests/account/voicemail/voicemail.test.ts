import { Twilio } from 'twilio';
import { recordingsAccount } from '../../../account/voicemail/account';
import { deliveryLogOf } from '../../../account/voicemail/delivery-log';
import {
  type ListedRecording,
  type PlannedVoicemail,
  planVoicemails,
  summaryOf,
  tableOf,
} from '../../../account/voicemail/plan';
import { type ResendSite, resend } from '../../../account/voicemail/resend';
import { readSince } from '../../../account/voicemail/since';
import { type RestApi, restHttpClient } from '../../../emulator/index';
import type { Queue, QueuesConfig } from '../../../src/config/queue-config';
import type { LoggedLine } from '../../../src/log';
import { config, now } from '../../example-config';
import { Receiver, secret } from '../../receiver';
import { number, twilioWithMessages } from '../../twilio-with-messages';

const sales = config.queues.sales as Queue;
const withVoicemail: QueuesConfig = {
  ...config,
  queues: {
    ...config.queues,
    sales: { ...sales, plans: { ...sales.plans, closed: [{ voicemail: 'Please leave a message.' }] } },
  },
};

const sidOf = (letter: string) => `RE${letter.repeat(32)}`;

describe('since when', () => {
  test.each([
    ['7d', '2025-12-29T15:00:00.000Z'],
    ['12h', '2026-01-05T03:00:00.000Z'],
    ['0d', '2026-01-05T15:00:00.000Z'],
    ['2026-01-05', '2026-01-05T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2026-01-05T08:30', '2026-01-05T08:30:00.000Z'],
    ['2026-01-05T08:30Z', '2026-01-05T08:30:00.000Z'],
    ['2026-01-05T08:30:15.5+02:00', '2026-01-05T06:30:15.500Z'],
    ['2026-01-05T15:00:00Z', '2026-01-05T15:00:00.000Z'],
  ])('%s is %s', (text, moment) => {
    expect(readSince(text, now).toISOString()).toBe(moment);
  });

  test.each([
    '',
    'yesterday',
    '7',
    '7w',
    '-7d',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '5.1.2026',
    '2026-1-5',
  ])('%j is not understood, and the error shows what would be', (text) => {
    expect(() => readSince(text, now)).toThrow(`--since ${text}: a date such as 2026-01-05`);
  });

  test('a moment that is yet to come is refused', () => {
    expect(() => readSince('2026-01-05T15:00:01Z', now)).toThrow('in the future');
  });
});

const listed = (changes: Partial<ListedRecording> = {}): ListedRecording => ({
  sid: sidOf('1'),
  call: 'CA1',
  source: 'RecordVerb',
  status: 'completed',
  seconds: 9,
  recordedAt: now,
  ...changes,
});

const logged = (changes: Partial<Extract<LoggedLine, { event: 'voicemail' }>> = {}): LoggedLine => ({
  at: now.toISOString(),
  event: 'voicemail',
  call: 'CA1',
  queue: 'sales',
  recording: sidOf('1'),
  seconds: 9,
  delivery: 'delivered',
  why: null,
  ...changes,
});

const failed = logged({ delivery: 'failed', why: 'The receiver answered 500' });

describe('what is known of a voicemail', () => {
  test.each<[string, LoggedLine[] | undefined, Partial<ListedRecording>, Partial<PlannedVoicemail>]>([
    ['with a delivered line', [logged()], {}, { state: 'delivered', queue: 'sales' }],
    ['delivered at the second attempt', [failed, logged()], {}, { state: 'delivered' }],
    ['delivered, and then sent again without success', [logged(), failed], {}, { state: 'delivered' }],
    ['that failed', [failed], {}, { state: 'undelivered', why: 'The receiver answered 500', queue: 'sales' }],
    [
      'that had no receiver',
      [logged({ delivery: 'not-configured', why: 'VOICEMAIL_SECRET is not set' })],
      {},
      { state: 'undelivered', why: 'VOICEMAIL_SECRET is not set' },
    ],
    ['that the log does not mention', [], {}, { state: 'undelivered', queue: undefined, why: undefined }],
    ['of another recording', [logged({ recording: sidOf('2') })], {}, { state: 'undelivered' }],
    [
      'of which the log knows only the call',
      [{ at: '', event: 'survey', call: 'CA1', queue: 'support', answer: null }],
      {},
      { state: 'undelivered', queue: 'support' },
    ],
    ['of 1 s', [], { seconds: 1 }, { state: 'too-short' }],
    ['of 2 s', [], { seconds: 2 }, { state: 'undelivered' }],
    ['of unknown length', [], { seconds: undefined }, { state: 'undelivered' }],
    ['without a log', undefined, {}, { state: 'not-known' }],
  ])('%s', (_which, lines, recording, planned) => {
    const [voicemail] = planVoicemails([listed(recording)], lines && deliveryLogOf(lines));
    expect(voicemail).toMatchObject(planned);
  });

  test.each<[string, Partial<ListedRecording>]>([
    ['a recorded conversation', { source: 'DialVerb' }],
    ['a recording that is not finished', { status: 'processing' }],
    ['a recording that came to nothing', { status: 'absent' }],
  ])('%s is not a voicemail', (_which, recording) => {
    expect(planVoicemails([listed(recording)], undefined)).toEqual([]);
  });
});

test('the list has the oldest first, and its last line adds up', () => {
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const voicemails = planVoicemails(
    [
      listed({ sid: sidOf('1'), recordedAt: minutesAgo(0) }),
      listed({ sid: sidOf('2'), recordedAt: minutesAgo(1), seconds: 180 }),
      listed({ sid: sidOf('3'), recordedAt: minutesAgo(2), seconds: 1, call: 'CA3' }),
    ],
    deliveryLogOf([logged(), { ...failed, recording: sidOf('2') } as LoggedLine]),
  );
  expect(tableOf(voicemails).split('\n')).toEqual([
    `2026-01-05 14:58:00  ${sidOf('3')}  ?                1 s  too short to be a message`,
    `2026-01-05 14:59:00  ${sidOf('2')}  sales          180 s  NOT DELIVERED (The receiver answered 500)`,
    `2026-01-05 15:00:00  ${sidOf('1')}  sales            9 s  delivered`,
  ]);
  expect(summaryOf(voicemails, minutesAgo(60))).toBe(
    '3 recordings by voicemail since 2026-01-05T14:00:00.000Z, 1 delivered, 1 too short, 1 NOT delivered. ' +
      'Send undelivered ones with --resend.',
  );
  expect(summaryOf([], minutesAgo(60))).toBe(
    '0 recordings by voicemail since 2026-01-05T14:00:00.000Z, 0 delivered, 0 too short, 0 NOT delivered.',
  );
});

/** An account with two messages, which lists this many on a page. */
async function accountWithMessages(pageSize = 1000) {
  const twilio = await twilioWithMessages();
  const rest: RestApi = (request) => {
    const query = new URLSearchParams(request.query);
    if (query.has('PageSize')) query.set('PageSize', String(pageSize));
    return twilio.rest({ ...request, query });
  };
  const httpClient = restHttpClient(rest);
  const client = new Twilio(twilio.account.sid, twilio.account.authToken, { httpClient });
  return { twilio, account: recordingsAccount(client) };
}

describe('the recordings of an account', () => {
  test('are those since that moment, to the millisecond', async () => {
    const { twilio, account } = await accountWithMessages();
    const [first, second] = twilio.recordings.values();
    const startedAt = first?.startedAt ?? new Date(0);
    const since = new Date(Math.floor(startedAt.getTime() / 1000) * 1000);
    const later = new Date(since.getTime() + 1000);
    const counts: number[] = [];
    const all = await account.recordingsSince(since, (count) => counts.push(count));
    expect(all.map(({ sid }) => sid)).toEqual([second?.sid, first?.sid]);
    expect(all[1]).toMatchObject({ source: 'RecordVerb', status: 'completed', recordedAt: since });
    expect((await account.recordingsSince(later, () => undefined)).map(({ sid }) => sid)).toEqual([
      second?.sid,
    ]);
    expect(counts).toEqual([2]);
  });

  test('are read page by page, with progress', async () => {
    const { account } = await accountWithMessages(1);
    const counts: number[] = [];
    expect(await account.recordingsSince(new Date(0), (count) => counts.push(count))).toHaveLength(2);
    expect(counts).toEqual([1, 2]);
  });

  test('know their calls, and of another call nothing', async () => {
    const { account } = await accountWithMessages();
    const [recording] = await account.recordingsSince(new Date(0), () => undefined);
    expect(await account.numbersOf(recording?.call ?? '')).toEqual({
      from: '+266696687',
      to: number,
    });
    expect(await account.numbersOf(`CA${'0'.repeat(32)}`)).toBeUndefined();
  });
});

describe('a voicemail that is sent again', () => {
  let receiver: Receiver;
  afterEach(() => receiver.close());

  async function sent(statuses: number[], changes: Partial<PlannedVoicemail> = {}, which = 0) {
    receiver = await Receiver.start(...statuses);
    const { account } = await accountWithMessages();
    const listedNow = await account.recordingsSince(new Date(0), () => undefined);
    const voicemail = planVoicemails(listedNow, deliveryLogOf([]))[which];
    if (!voicemail) throw new Error('There is no recording.');
    const settings = { kind: 'set', url: receiver.url, secret } as const;
    const domain = 'call-queue-1234.twil.io';
    const site: ResendSite = { config: withVoicemail, account, domain, settings, now: () => now };
    return { voicemail, line: await resend({ ...voicemail, ...changes }, site) };
  }

  test('has the same id, the caller’s number, and a link that opens for another week', async () => {
    const { voicemail, line } = await sent([]);
    const { recording, call } = voicemail;
    expect(receiver.messages).toEqual([
      {
        id: recording,
        media: expect.stringContaining(`/Recordings/${recording}.mp3`),
        call,
        queue: 'sales',
        recordedAt: voicemail.recordedAt.toISOString(),
        seconds: voicemail.seconds,
        from: '+14155550100',
        link: expect.stringContaining(`https://call-queue-1234.twil.io/voicemail?recording=${recording}&`),
        linkExpiresAt: '2026-01-12T15:00:00.000Z',
      },
    ]);
    expect(line).toEqual({ ...logged({ recording, call }), seconds: voicemail.seconds });
  });

  test('keeps the queue that the log knows, rather than the one that was dialed', async () => {
    const { line } = await sent([], { queue: 'support' });
    expect(receiver.messages).toMatchObject([{ queue: 'support' }]);
    expect(line).toMatchObject({ queue: 'support' });
  });

  test('has no number if the caller hid it', async () => {
    await sent([], {}, 1);
    expect(receiver.messages).toMatchObject([{ from: null }]);
  });

  test('of a call that Twilio no longer knows has neither number nor queue', async () => {
    const { line } = await sent([], { call: `CA${'0'.repeat(32)}` });
    expect(receiver.messages).toMatchObject([{ from: null, queue: null }]);
    expect(line).toMatchObject({ queue: 'unknown' });
  });

  test('without success is logged with the reason, and counts as missing the next time', async () => {
    const { voicemail, line } = await sent([503]);
    expect(line).toMatchObject({ delivery: 'failed', why: 'The receiver answered 503' });
    const again = listed({ sid: voicemail.recording, call: voicemail.call });
    expect(planVoicemails([again], deliveryLogOf([line]))).toMatchObject([{ state: 'undelivered' }]);
  });
});
