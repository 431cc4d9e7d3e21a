import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startProxy, type TwilioProxy } from '../../../emulator/control/proxy';
import { Clock } from '../../../emulator/platform/clock';
import type { Person } from '../../../emulator/voice/person';
import { LineOfTheQueue, pin } from './line-of-the-queue';

const root = join(__dirname, '..', '..', '..');

let line: LineOfTheQueue;
let proxy: TwilioProxy;
let caller: Person;

beforeAll(async () => {
  // The command goes by the clock of this machine: for it the call was an hour ago.
  line = await LineOfTheQueue.open({ clock: new Clock({ startsAt: new Date(Date.now() - 3600_000) }) });
  proxy = await startProxy({ rest: line.twilio.rest });
  caller = line.caller();
  await line.seconds(30);
  const agent = await line.signedInAgent();
  await line.seconds(60);
  agent.press('*');
  await line.seconds(30);
  agent.hangUp();
  await line.seconds(20 * 60);
});
afterAll(async () => {
  await proxy.close();
  line.close();
});

/** Runs the command as a person does, with nothing but the local Twilio to reach. */
async function run(...options: readonly string[]) {
  const { account, apiKey } = line.twilio;
  const child = spawn(process.execPath, ['--import', 'tsx', 'commands/explain-call.ts', ...options], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      TWILIO_CONFIG_DIR: join(root, 'no-such-folder'),
      HTTP_PROXY: proxy.url,
      NODE_EXTRA_CA_CERTS: proxy.certificatePath,
      TWILIO_ACCOUNT_SID: account.sid,
      TWILIO_API_KEY: apiKey.sid,
      TWILIO_API_SECRET: apiKey.secret,
    },
  });
  child.stdin.end();
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { out, err, status };
}

describe('npm run explain-call', () => {
  it('tells the story of a call, with nothing but it on the standard output', async () => {
    const { out, err, status } = await run(caller.callSid);
    expect(out).toMatch(`Call ${caller.callSid}  +15550000001 → +15551230000 (a caller of support)\n`);
    expect(out).toMatch(
      /\nOutcome: served by an agent after \d+ seconds of waiting; the talk was over after/,
    );
    expect(out).not.toContain('What is not known');
    expect([err, status]).toEqual([`Reading Twilio’s records of ${caller.callSid} …\n`, 0]);
    expect(out).not.toContain(pin);
  });

  it('shows no numbers to others, and the moments to programs', async () => {
    const { out, status } = await run(caller.callSid, '--redact', '--json');
    const story = JSON.parse(out);
    expect(story).toMatchObject({
      call: { from: '…01', to: '…00' },
      role: 'caller',
      ending: { kind: 'caller', outcome: 'served' },
      gaps: [],
    });
    expect(story.moments.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...['rang', 'joined', 'connected', 'left', 'ended'],
    ]);
    expect(status).toBe(0);
  });

  it('says how it is used', async () => {
    const { out, status } = await run('--help');
    expect(out).toContain('Usage: npm run explain-call -- [options] <sid>');
    for (const option of ['--redact', '--json', '--production', '--profile']) expect(out).toContain(option);
    expect(status).toBe(0);
  });

  it.each([
    ['of no call', [], 'missing required argument'],
    ['of a sid that is none', ['CA123'], 'A call is known by CA and 32 hexadecimal digits'],
    [
      'of a call that there is not',
      [`CA${'b'.repeat(32)}`],
      `has no call CA${'b'.repeat(32)}. Check the sid`,
    ],
  ])('ends with 1 and a sentence %s', async (_which, options, sentence) => {
    const { out, err, status } = await run(...options);
    expect([out, err, status]).toEqual(['', expect.stringContaining(sentence), 1]);
  });
});
