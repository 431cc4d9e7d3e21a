import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  agentsNumber,
  type DeployedQueue,
  deployedQueue,
  supportNumber,
} from '../../deployment/deployed-queue';
import { ProjectCopy } from '../../deployment/project-copy';

const support = `${supportNumber}=support`;
const agents = `${agentsNumber}=agents`;

let queue: DeployedQueue;
let project: ProjectCopy;

beforeEach(async () => {
  queue = await deployedQueue();
  project = await ProjectCopy.make(queue.twilio);
});
afterEach(() => project.close());

const run = (options: readonly string[], environment: Record<string, string> = {}) =>
  project.command('wire', options, { ...project.withAuthToken(), ...environment }).ended;

const voiceUrls = () => [...queue.twilio.numbers.numbers.values()].map(({ setup: { voiceUrl } }) => voiceUrl);

describe('npm run wire', () => {
  test('wires two numbers, has nothing to do the second time, and undoes it', async () => {
    const { twilio } = queue;
    const listed = await run([]);
    expect(listed.out).toBe(`${supportNumber}  nowhere\n${agentsNumber}  nowhere\n`);

    const first = await run([support, agents, '--yes']);
    expect([first.err, first.status]).toEqual([
      expect.stringContaining(`${supportNumber} now points at queue support.`),
      0,
    ]);
    expect(voiceUrls()).toEqual([
      expect.stringContaining('/caller?queue=support'),
      expect.stringContaining('/agent'),
    ]);
    const caller = twilio.placeCall({ from: '+15550000001', to: supportNumber });
    await twilio.clock.advance(30_000);
    expect(caller?.heard.at(-1)).toMatch(/^♪/);

    const second = await run([support, agents]);
    expect(second).toMatchObject({
      out: '',
      status: 0,
      err: expect.stringContaining('Nothing needs to change.'),
    });

    const undone = await run(['--undo', '--yes']);
    expect(undone).toMatchObject({ status: 0, out: expect.stringContaining('→ nowhere') });
    expect(voiceUrls()).toEqual(['', '']);
  });

  test('without a terminal shows the plan, and changes nothing without --yes', async () => {
    const { out, err, status } = await run([support, agents]);
    expect(out).toContain(`${supportNumber}: nowhere → queue support of call-queue (staging)`);
    expect([err, status]).toEqual([expect.stringContaining('Run it again with --yes'), 1]);
    expect([voiceUrls(), existsSync(join(project.folder, '.wire-undo.json'))]).toEqual([['', ''], false]);
  });

  test('signs in with an API key as well', async () => {
    const { apiKey } = queue.twilio;
    const key = { AUTH_TOKEN: '', TWILIO_API_KEY: apiKey.sid, TWILIO_API_SECRET: apiKey.secret };
    expect(await run([support, '--yes'], key)).toMatchObject({ status: 0 });
    expect(voiceUrls()[0]).toContain('/caller?queue=support');
  });

  test('says what is wrong with the credentials and shows none', async () => {
    const wrong = { AUTH_TOKEN: 'f'.repeat(32) };
    const { out, err, status } = await run([support, agents, '--yes'], wrong);
    expect([err, status]).toEqual([expect.stringContaining('Twilio refuses these credentials'), 1]);
    expect(out + err).not.toContain(wrong.AUTH_TOKEN);
  });

  test('says that there is no connection', async () => {
    await project.proxy.close();
    const { err, status } = await run([]);
    expect([err, status]).toEqual([expect.stringContaining('No connection to Twilio'), 1]);
  });

  test('says how to use it', async () => {
    const { out, status } = await run(['--help']);
    expect(status).toBe(0);
    for (const words of ['--undo', '--yes', '--production', '--profile', 'support (a queue)']) {
      expect(out).toContain(words);
    }
  });

  test.each([
    [['--undo', support], '--undo takes no numbers'],
    [[support, '--json'], '--json lists the numbers'],
    [[support, '--force'], '--force works only with --undo'],
    [[`${supportNumber}=shop`], 'queues.config.ts has no shop. It has support, agents.'],
    [['--undo'], 'There is nothing to undo'],
  ])('refuses %j', async (options, words) => {
    const { out, err, status } = await run(options);
    expect([out, err, status]).toEqual(['', expect.stringContaining(words), 1]);
  });
});
