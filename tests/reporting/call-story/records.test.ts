import { readCallRecords } from '../../../account/call-records/read-call-records';
import type { Person } from '../../../emulator/index';
import config from '../../../queues.config';
import type { CallRecords } from '../../../reporting/call-story/records';
import { storyOf } from '../../../reporting/call-story/story';
import { storyInWords } from '../../../reporting/call-story/story-in-words';
import { supportNumber } from '../../deployment/deployed-queue';
import { answersTo } from '../../emulator/application';
import { LineOfTheQueue } from './line-of-the-queue';

let line: LineOfTheQueue;

beforeEach(async () => {
  line = await LineOfTheQueue.open();
});
afterEach(() => line.close());

async function callThatEnded(): Promise<Person> {
  const caller = line.caller();
  await line.seconds(60);
  caller.hangUp();
  await line.seconds(1);
  return caller;
}

const notKnown = (told: readonly string[]) => {
  const start = told.indexOf('What is not known:');
  return start < 0 ? [] : told.slice(start + 1).filter((text) => text.startsWith('  '));
};

describe('what Twilio does not have', () => {
  it('because the call does not exist is an error that says so', async () => {
    await expect(line.records(`CA${'a'.repeat(32)}`)).rejects.toThrow(
      /The account AC0{32} has no call CAa{32}\. Check the SID for typos/,
    );
  });

  describe.each(answersTo('earlyCallEvents'))('yet ($answer)', ({ given }) => {
    it('is mentioned with the time when it will be there, and the log has the rest', async () => {
      line.close();
      line = await LineOfTheQueue.open({ assumptions: given });
      const caller = await callThatEnded();
      const told = await line.told(caller);
      expect(notKnown(told)).toEqual([
        '  Twilio’s requests and their answers: Twilio shows them fifteen minutes after the end of a call, here at 15:16:10.',
      ]);
      expect(told).toContain('Outcome: the caller hung up after 55 seconds of waiting.');
      await line.seconds(14 * 60 + 50);
      expect(notKnown(await line.told(caller))).toHaveLength(1);
      await line.seconds(10);
      expect(notKnown(await line.told(caller))).toEqual([]);
    });
  });

  it('anymore, above all the log, is mentioned', async () => {
    const caller = await callThatEnded();
    await line.seconds(30 * 24 * 3600);
    expect(notKnown(await line.told(caller))).toEqual([
      '  The functions’ log: Twilio keeps this for 30 days, and the call is older.',
      expect.stringContaining('worked out from Twilio’s requests'),
    ]);
  });

  it('in this environment is mentioned, with the option for the other one', async () => {
    const caller = await callThatEnded();
    await line.seconds(16 * 60);
    const records = await line.records(caller.callSid, 'production');
    const told = storyInWords(storyOf(records, config));
    expect(notKnown(told)[0]).toMatch(
      /nothing is deployed to production; run this without --production to read the log of/,
    );
  });

  it('because it made no request is mentioned', async () => {
    line.twilio.setNumber({ phoneNumber: '+15551239999', voiceUrl: '' });
    const caller = line.caller(undefined, '+15551239999');
    await line.seconds(60);
    const told = await line.toldLater(caller);
    expect(notKnown(told)).toEqual([expect.stringContaining('Twilio made no request for this call')]);
    expect(told).toContainEqual(expect.stringMatching(/^Outcome: .*; no record says what the queue did\.$/));
  });

  it('because it requested another application is mentioned', async () => {
    line.twilio.setNumber({ phoneNumber: supportNumber, voiceUrl: 'https://other.example/voice?secret=1' });
    const caller = line.caller();
    await line.seconds(60);
    const told = (await line.toldLater(caller)).join('\n');
    expect(told).toContain('(a call of another application)');
    expect(told).toContain(
      'Twilio requested https://other.example/voice, which is not one of our URLs, and got no answer',
    );
    expect(told).toContain(
      'Twilio’s requests went to other.example, but the log that was read is from call-queue-',
    );
    expect(told).not.toContain('secret');
  });
});

describe('a record that cannot be read', () => {
  let caller: Person;
  beforeEach(async () => {
    caller = await callThatEnded();
    await line.seconds(16 * 60);
  });

  test.each<[string, (sid: string) => string]>([
    ['Twilio’s requests and their answers', (sid) => `/Calls/${sid}/Events`],
    ['Twilio’s errors and warnings', (sid) => `/Calls/${sid}/Notifications`],
    ['The recordings', () => '/Recordings'],
    ['The numbers that were called', () => '/Calls.json'],
    ['The functions’ log', () => '/Services'],
  ])('is named with the reason, and the others give the story: %s', async (name, path) => {
    line.twilio.disturb({ where: 'rest', kind: 'status', status: 500, path: path(caller.callSid), times: 9 });
    const told = await line.told(caller);
    expect(notKnown(told)).toContainEqual(
      expect.stringMatching(`^  ${name}: it could not be read: Twilio answers 500`),
    );
    expect(told.join('\n')).toContain('Outcome: the caller hung up after 5');
  });

  it('is an error if it is the call itself', async () => {
    line.twilio.disturb({
      where: 'rest',
      kind: 'status',
      status: 500,
      path: `/Calls/${caller.callSid}.json`,
    });
    await expect(line.records(caller.callSid)).rejects.toMatchObject({ status: 500 });
  });
});

describe('a long log', () => {
  /** Lines of other calls, as a busy hour writes them. */
  function busy(count: number): void {
    const { serviceSid, environmentSid } = line.deployed.deployment;
    const logs = line.twilio.serverless.services.get(serviceSid)?.environments.get(environmentSid)?.logs;
    const [first] = logs ?? [];
    if (!logs || !first) throw new Error('Nothing was logged.');
    const dateCreated = line.twilio.clock.now();
    const others = Array.from({ length: count }, (_, index) => ({
      ...first,
      sid: `NO${String(index).padStart(32, '0')}`,
      dateCreated,
      message: JSON.stringify({
        at: dateCreated.toISOString(),
        event: 'key',
        call: `CA${index}`,
        queue: 'support',
        leaves: false,
      }),
    }));
    logs.push(...others);
  }

  async function read(person: Person, mostLogPages = 50): Promise<{ records: CallRecords; told: string[] }> {
    const told: string[] = [];
    const { client } = line.deployed;
    const records = await readCallRecords(client, {
      sid: person.callSid,
      environment: 'staging',
      now: line.twilio.clock.now(),
      onProgress: (words) => told.push(words),
      mostLogPages,
    });
    return { records, told };
  }

  it('is read to its end, with reports of the progress', async () => {
    const caller = await callThatEnded();
    busy(2500);
    const { records, told } = await read(caller);
    expect(records.log).toMatchObject({ kind: 'read', isCut: false });
    expect(told).toEqual([
      'Reading the functions’ log: 1000 lines so far …',
      'Reading the functions’ log: 2000 lines so far …',
    ]);
    expect(storyOf(records, config).ending).toMatchObject({ outcome: 'abandoned', secondsWaited: 55 });
  });

  it('is read up to a limit, which is mentioned, and Twilio’s requests have the rest', async () => {
    const caller = await callThatEnded();
    await line.seconds(1);
    busy(2000);
    await line.seconds(16 * 60);
    const bounded = (await read(caller, 2)).records;
    expect(bounded.log).toMatchObject({ kind: 'read', items: [], isCut: true });
    const told = storyInWords(storyOf(bounded, config));
    expect(notKnown(told)).toContain('  The functions’ log: it is so long that only a part was read.');
    expect(told).toContain('Outcome: the caller hung up after 55 seconds of waiting.');
    expect((await read(caller, 3)).records.log).toMatchObject({ isCut: false });
  });
});

describe('a function that failed', () => {
  it('is named with its error, and so is what was wrong with a request', async () => {
    const caller = await callThatEnded();
    const records = await line.records(caller.callSid);
    const of = { at: '2026-01-05T15:00:40.050Z', call: caller.callSid, path: '/wait' };
    const more = [
      { ...of, event: 'failed', error: 'Error: No answer within 3000 ms' },
      { ...of, event: 'bad-input', faults: ['QueueTime: missing'] },
    ] as const;
    const items = records.log.kind === 'read' ? [...records.log.items, ...more] : [];
    const told = storyInWords(storyOf({ ...records, log: { kind: 'read', items, isCut: false } }, config));
    expect(told).toEqual(
      expect.arrayContaining([
        '15:00:40  our function at /wait failed, and its fallback answered (Error: No answer within 3000 ms)',
        '15:00:40  the request to /wait was not as expected (QueueTime: missing)',
      ]),
    );
  });
});
