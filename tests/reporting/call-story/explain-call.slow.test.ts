import { Clock, type Person } from '../../../emulator/index';
import { ProjectCopy } from '../../deployment/project-copy';
import { LineOfTheQueue, pin } from './line-of-the-queue';

let line: LineOfTheQueue;
let project: ProjectCopy;
let caller: Person;

beforeAll(async () => {
  // The command goes by the clock of this machine: for it the call was an hour ago.
  line = await LineOfTheQueue.open({ clock: new Clock({ startsAt: new Date(Date.now() - 3600_000) }) });
  caller = line.caller();
  await line.seconds(30);
  const agent = await line.signedInAgent();
  await line.seconds(60);
  agent.press('*');
  await line.seconds(30);
  agent.hangUp();
  await line.seconds(20 * 60);
  project = await ProjectCopy.make(line.twilio);
});
afterAll(() => project.close());

const run = (...options: readonly string[]) => project.command('explain-call', options).ended;

describe('npm run explain-call', () => {
  it('prints the story of a call, and nothing else, on standard output', async () => {
    const { out, err, status } = await run(caller.callSid);
    expect(out).toMatch(`Call ${caller.callSid}  +15550000001 → +15551230000 (a caller of support)\n`);
    expect(out).toMatch(
      /\nOutcome: served by an agent after \d+ seconds of waiting; the conversation was over after/,
    );
    expect(out).not.toContain('What is not known');
    expect([err, status]).toEqual([`Reading Twilio’s records of ${caller.callSid} …\n`, 0]);
    expect(out).not.toContain(pin);
  });

  it('can hide phone numbers, and print JSON for programs', async () => {
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

  it('explains its use', async () => {
    const { out, status } = await run('--help');
    expect(out).toContain('Usage: npm run explain-call -- [options] <sid>');
    for (const option of ['--redact', '--json', '--production', '--profile']) expect(out).toContain(option);
    expect(status).toBe(0);
  });

  it.each([
    ['of no call', [], 'missing required argument'],
    ['with something that is not a SID', ['CA123'], 'Give a CallSid: CA and 32 hexadecimal digits'],
    [
      'of a call that does not exist',
      [`CA${'b'.repeat(32)}`],
      `has no call CA${'b'.repeat(32)}. Check the SID`,
    ],
  ])('ends with 1 and a sentence %s', async (_which, options, sentence) => {
    const { out, err, status } = await run(...options);
    expect([out, err, status]).toEqual(['', expect.stringContaining(sentence), 1]);
  });
});
