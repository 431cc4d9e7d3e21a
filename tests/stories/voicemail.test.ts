import { Clock, type Person } from '../../emulator/index';
import type { LocalQueueOptions } from '../../simulation/local-queue';
import { isGenuine, Receiver } from '../receiver';
import { Stage } from './stage';

const support = '+15550200002';
const callersOwn = '+15550001234';

/** When the queue for support is open. */
const startsAt = new Date('2026-01-05T10:00:00-05:00');

const receivers: Receiver[] = [];

afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

/** A team's own server that gives these answers in turn, and then 200. */
async function receiverOf(...statuses: number[]): Promise<Receiver> {
  const receiver = await Receiver.start(...statuses);
  receivers.push(receiver);
  return receiver;
}

const open = (receiver: Pick<Receiver, 'environment'> | undefined, options: LocalQueueOptions = {}) =>
  Stage.openEverything({
    clock: new Clock({ startsAt }),
    environment: { ...receiver?.environment },
    ...options,
  });

/** A caller who has chosen to leave a message, and hears the beep. */
async function atTheBeep(stage: Stage, from = callersOwn): Promise<Person> {
  const caller = stage.ring(support, from);
  await stage.seconds(10);
  caller.press('*');
  await stage.until(() => caller.heard.includes('(beep)'));
  await stage.seconds(1);
  return caller;
}

/** A caller who leaves a message of this many seconds, and what happens within the next minute. */
async function leaveMessage(stage: Stage, seconds = 9, from = callersOwn): Promise<Person> {
  const caller = await atTheBeep(stage, from);
  caller.speak(seconds);
  await stage.seconds(60);
  return caller;
}

const voicemails = (stage: Stage) => stage.log().filter(({ event }) => event === 'voicemail');

/** Somebody opens a link in a browser. */
const ask = (stage: Stage, link = '', headers: Record<string, string> = {}) =>
  stage.queue.edge({ method: 'GET', url: new URL(link), headers, form: new URLSearchParams() });

/** Somebody opens a link, and has all the time that a function has. */
async function browse(stage: Stage, link?: string, headers?: Record<string, string>) {
  const answer = ask(stage, link, headers);
  await stage.seconds(10);
  return answer;
}

describe('a caller who leaves a message of nine seconds', () => {
  test('is reported to the team, with a link that opens without credentials', async () => {
    const receiver = await receiverOf();
    const stage = await open(receiver);
    const caller = await leaveMessage(stage);

    expect(receiver.messages).toEqual([
      {
        id: expect.stringMatching(/^RE[0-9a-f]{32}$/),
        call: caller.callSid,
        queue: 'support',
        recordedAt: expect.stringMatching(/^2026-01-05T15:00:\d\d\.000Z$/),
        seconds: 9,
        from: callersOwn,
        media: expect.stringMatching(/^https:\/\/api\.twilio\.com\/.*\/Recordings\/RE[0-9a-f]{32}\.mp3$/),
        link: expect.stringMatching(/^https:\/\/call-queue-1234\.twil\.io\/voicemail\?recording=RE/),
        linkExpiresAt: expect.stringMatching(/^2026-01-12T15:00:\d\d\.000Z$/),
      },
    ]);
    const [request] = receiver.requests;
    expect(request && isGenuine(request, stage.twilio.clock.now())).toBe(true);
    expect(voicemails(stage)).toMatchObject([{ call: caller.callSid, delivery: 'delivered', seconds: 9 }]);
    expect(JSON.stringify(stage.log())).not.toContain(callersOwn.slice(1));

    const { status, headers, body } = await browse(stage, receiver.messages[0]?.link);
    expect([status, headers['content-type']]).toEqual([200, 'audio/mpeg']);
    expect(body.length).toBe(36_000);
    expect(stage.faults()).toEqual([]);
  });

  test('and hangs up in the middle of it is reported too', async () => {
    const receiver = await receiverOf();
    const stage = await open(receiver);
    const caller = await atTheBeep(stage);
    caller.speak(20);
    await stage.seconds(9);
    caller.hangUp();
    await stage.seconds(10);
    expect(receiver.messages).toMatchObject([{ call: caller.callSid, seconds: 9 }]);
  });

  test.each(['status', 'hang'] as const)(
    'is reported without the number if Twilio cannot say it (%s)',
    async (kind) => {
      const receiver = await receiverOf();
      const stage = await open(receiver);
      stage.twilio.disturb({ where: 'rest', path: '/Calls', times: 9, kind, status: 500 });
      await leaveMessage(stage);
      expect(receiver.messages).toMatchObject([{ from: null, seconds: 9 }]);
    },
  );
});

describe('a message', () => {
  test.each([
    [1, 0, 'too-short'],
    [2, 1, 'delivered'],
  ])('of %i s reaches the team %i times: %s', async (seconds, times, delivery) => {
    const receiver = await receiverOf();
    const stage = await open(receiver);
    await leaveMessage(stage, seconds);
    expect(receiver.messages).toHaveLength(times);
    expect(voicemails(stage)).toMatchObject([{ seconds, delivery }]);
  });

  test.each([
    ['recorded', 1],
    ['next-verb', 0],
  ] as const)('of silence, if that is %s, reaches the team %i times', async (silentRecording, times) => {
    const receiver = await receiverOf();
    const stage = await open(receiver, { assumptions: { silentRecording } });
    await atTheBeep(stage);
    await stage.seconds(60);
    expect(receiver.messages).toHaveLength(times);
  });

  test('without a receiver stays at Twilio, and the log says why', async () => {
    const stage = await open(undefined);
    const caller = await leaveMessage(stage);
    expect(voicemails(stage)).toMatchObject([
      { delivery: 'not-configured', why: 'VOICEMAIL_WEBHOOK_URL is not set', seconds: 9 },
    ]);
    expect(stage.requests(caller, '/action/voicemail')).toHaveLength(1);
  });
});

describe('a receiver', () => {
  test('that fails once gets the message by Twilio’s next attempt, with the same id', async () => {
    const receiver = await receiverOf(500);
    const stage = await open(receiver);
    await leaveMessage(stage);
    const [first, second, ...more] = receiver.messages;
    expect([first?.id, more]).toEqual([second?.id, []]);
    expect(voicemails(stage)).toMatchObject([
      { delivery: 'failed', why: 'The receiver answered 500' },
      { delivery: 'delivered', why: null },
    ]);
  });

  test('that keeps failing gets four requests in all, each for the same message', async () => {
    const receiver = await receiverOf(500, 503, 404, 302);
    const stage = await open(receiver);
    await leaveMessage(stage);
    expect(new Set(receiver.messages.map(({ id }) => id)).size).toBe(1);
    expect(voicemails(stage).map((line) => 'why' in line && line.why)).toEqual([
      'The receiver answered 500',
      'The receiver answered 503',
      'The receiver answered 404',
      'The receiver answered 302',
    ]);
  });

  test('that does not exist is given up after four attempts', async () => {
    const receiver = await receiverOf();
    await receiver.close();
    const stage = await open(receiver);
    await leaveMessage(stage);
    const unreached = { delivery: 'failed', why: 'The receiver could not be reached: ECONNREFUSED' };
    expect(voicemails(stage)).toMatchObject([unreached, unreached, unreached, unreached]);
  });

  test('that has accepted a message gets it again if our answer to Twilio is lost, with the same id', async () => {
    const receiver = await receiverOf();
    const stage = await open(receiver);
    stage.twilio.disturb({ path: '/action/voicemail', kind: 'answer-lost' });
    await leaveMessage(stage);
    const [first, second, ...more] = receiver.messages;
    expect([first?.id, more]).toEqual([second?.id, []]);
  });
});

describe('anyone with a link', () => {
  async function withLink() {
    const receiver = await receiverOf();
    const stage = await open(receiver);
    await leaveMessage(stage);
    const [message] = receiver.messages;
    if (!message) throw new Error('No message came.');
    const secondsTo = (moment: string) => (Date.parse(moment) - stage.twilio.clock.now().getTime()) / 1000;
    return { stage, message, secondsTo };
  }

  test('hears the message a second before it expires, and at that second reads that it has expired', async () => {
    const { stage, message, secondsTo } = await withLink();
    await stage.seconds(secondsTo(message.linkExpiresAt) - 1);
    const early = ask(stage, message.link);
    await stage.seconds(1);
    expect((await early).status).toBe(200);
    const late = await browse(stage, message.link);
    expect([late.status, late.body.toString()]).toEqual([410, expect.stringContaining('has expired')]);
  });

  test('hears the part that a player asks for', async () => {
    const { stage, message } = await withLink();
    const { status, headers, body } = await browse(stage, message.link, { range: 'bytes=0-1' });
    expect([status, headers['content-range'], body.toString('hex')]).toEqual([
      206,
      'bytes 0-1/36000',
      'ffe3',
    ]);
  });

  test('to another recording than it was made for is refused', async () => {
    const { stage, message } = await withLink();
    const other = message.link.replace(message.id, `RE${'0'.repeat(32)}`);
    expect((await browse(stage, other)).status).toBe(403);
  });

  test.each<[string, (link: string) => string]>([
    ['without a link', (link) => link.replace(/\?.*/, '')],
    ['with a changed one', (link) => `${link}A`],
    [
      'with much else',
      (link) =>
        `${link.replace(/signature.*/, '')}&CallSid=CA${'6'.repeat(32)}&recording=a&expires=${'9'.repeat(300)}`,
    ],
  ])('%s is nobody: nothing is asked for them, and nothing of theirs is logged', async (_what, other) => {
    const { stage, message } = await withLink();
    const before = stage.twilio.timeline.newest;
    expect((await browse(stage, other(message.link))).status).toBe(403);
    const events = stage.twilio.timeline.events(before);
    expect(events.filter(({ kind }) => kind === 'rest' || kind === 'log')).toEqual([]);
  });

  test('of a recording that has been deleted reads that it is gone', async () => {
    const { stage, message } = await withLink();
    stage.twilio.recordings.get(message.id)?.delete();
    const { status, body } = await browse(stage, message.link);
    expect([status, body.toString()]).toEqual([404, expect.stringContaining('no longer there')]);
  });

  test.each(['status', 'hang'] as const)(
    'is asked to try again if Twilio does not give the sound (%s)',
    async (kind) => {
      const { stage, message } = await withLink();
      stage.twilio.disturb({ where: 'rest', path: '/Recordings', kind, status: 500 });
      const { status, body } = await browse(stage, message.link);
      expect([status, body.toString()]).toEqual([502, expect.stringContaining('try again')]);
    },
  );
});
