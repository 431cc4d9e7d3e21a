import { ProjectCopy } from '../../deployment/project-copy';
import { Receiver } from '../../receiver';
import { twilioWithMessages } from '../../twilio-with-messages';

const since = ['--since', '2020-01-01'];
const resend = ['--resend', '--domain', 'call-queue-1234.twil.io'];

let project: ProjectCopy;
let receiver: Receiver;

beforeAll(async () => {
  project = await ProjectCopy.make(await twilioWithMessages());
});

afterAll(() => project.close());

beforeEach(async () => {
  receiver = await Receiver.start();
});

afterEach(() => receiver.close());

async function run(options: readonly string[], input = '', environment: Record<string, string> = {}) {
  const variables = { ...project.withAuthToken(), ...receiver.environment, ...environment };
  const { out, err, status } = await project.command('voicemail', options, variables, input).ended;
  return { out: out.split('\n').filter(Boolean), err, status };
}

const sids = () => [...project.twilio.recordings.keys()];

describe('npm run voicemail', () => {
  test('lists what Twilio has, and asks for the log', async () => {
    const { out, err, status } = await run(since);
    expect(out).toEqual(sids().map((sid) => expect.stringContaining(sid)));
    expect(err).toContain('pass --log to see what was delivered');
    expect(status).toBe(0);
  });

  test('sends what the log does not show as delivered, and its output completes the log', async () => {
    const [first = '', second = ''] = sids();
    const line = { at: '2026-01-05T15:00:00Z', event: 'voicemail', call: 'CA1', queue: 'sales', seconds: 9 };
    const log = JSON.stringify({ ...line, recording: first, delivery: 'delivered', why: null });
    const listed = await run([...since, '--log', '-'], log);
    expect(listed.out).toEqual([
      expect.stringMatching(`${first}.*  delivered$`),
      expect.stringMatching(`${second}.*  NOT DELIVERED$`),
    ]);
    const dry = await run([...since, '--log', '-', ...resend, '--dry-run'], log);
    expect(dry.out).toEqual(['These would be resent:', expect.stringContaining(second)]);
    expect(receiver.messages).toEqual([]);

    const sent = await run([...since, '--log', '-', ...resend], log);
    expect(receiver.messages.map(({ id }) => id)).toEqual([second]);
    expect([sent.err, sent.status]).toEqual([expect.stringContaining('1 of 1'), 0]);
    const again = await run([...since, '--log', '-', ...resend], [log, ...sent.out].join('\n'));
    expect([again.err, again.status]).toEqual([expect.stringContaining('Nothing is missing'), 0]);
    expect(receiver.messages).toHaveLength(1);
  });

  test('ends with 1 if a message could not be delivered, after trying the others', async () => {
    await receiver.close();
    const { out, status } = await run([...since, '--log', '/dev/null', ...resend]);
    expect(out.map((line) => JSON.parse(line).delivery)).toEqual(['failed', 'failed']);
    expect(status).toBe(1);
    receiver = await Receiver.start();
  });

  test.each<[string, string[], Record<string, string>, string]>([
    ['a wrong token', since, { AUTH_TOKEN: 'f'.repeat(32) }, 'Twilio refuses these credentials'],
    ['no account', since, { ACCOUNT_SID: '' }, 'No Twilio account is set'],
    ['an invalid date', ['--since', 'soon'], {}, '--since soon: a date such as'],
    ['no log to resend by', [...since, ...resend], {}, '--resend needs --log'],
    [
      'a log that is not there',
      [...since, '--log', '/no/such/file'],
      {},
      '--log /no/such/file cannot be read',
    ],
    ['no host for the links', [...since, '--log', '-', '--resend'], {}, '--domain: give only the host'],
    [
      'a URL for a host',
      [...since, '--log', '-', '--resend', '--domain', 'https://a.twil.io'],
      {},
      '--domain: give only the host',
    ],
    [
      'no secret',
      [...since, '--log', '-', ...resend],
      { VOICEMAIL_SECRET: '' },
      'VOICEMAIL_SECRET is not set: see docs/voicemail.md.',
    ],
  ])('with %s ends with 1 and says what to do', async (_what, options, environment, message) => {
    const { out, err, status } = await run(options, '', environment);
    expect([out, err, status]).toEqual([[], expect.stringContaining(message), 1]);
    expect(receiver.messages).toEqual([]);
  });
});
