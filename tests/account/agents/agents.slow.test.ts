import { LocalTwilio } from '../../../emulator/index';
import { agentsNumber, supportNumber } from '../../deployment/deployed-queue';
import { ProjectCopy } from '../../deployment/project-copy';
import { adasPhone, rungSupport } from '../task-router/rung-support';

let twilio: LocalTwilio;
let project: ProjectCopy;

jest.setTimeout(180_000);

const run = (name: string, ...options: readonly string[]) => project.command(name, options).ended;

beforeAll(async () => {
  const numbers = [supportNumber, agentsNumber].map((phoneNumber) => ({ phoneNumber, voiceUrl: '' }));
  twilio = new LocalTwilio({ numbers, settings: { buildMillis: 200 } });
  project = await ProjectCopy.make(twilio);
  project.write('queues.config.ts', rungSupport);
  project.write('.env', 'AGENT_PIN_ADA=7305184926\n');
  await run('deploy');
});
afterAll(() => project.close());

test('npm run agents says what comes first', async () => {
  const { status, out, err } = await run('agents');
  expect([status, out]).toEqual([1, '']);
  expect(err).toBe(
    'The TaskRouter workspace call-queue@staging does not exist. Set it up with npm run taskrouter\n',
  );
});

describe('once npm run taskrouter has set up the agents', () => {
  beforeAll(async () => {
    await run('taskrouter', '--yes');
  });

  const adas = () => {
    const [routed] = [...twilio.taskRouter.workspaces];
    const worker = routed?.workspace.workers.find(({ friendlyName }) => friendlyName === 'ada');
    if (!routed || !worker) throw new Error('There is no worker ada.');
    return { routed, worker };
  };

  const set = (activity: string) => {
    const { routed, worker } = adas();
    const there = routed.workspace.activities.find(({ friendlyName }) => friendlyName === activity);
    routed.updateWorker(worker.sid, { activitySid: there?.sid ?? '' });
  };

  const state = () => adas().routed.workspace.activityOf(adas().worker).friendlyName;

  test('npm run agents shows them, to people and to programs', async () => {
    set('Available');
    const { status, out } = await run('agents');
    expect(status).toBe(0);
    expect(out).toMatch(
      /^Agent +State +Since +For +Misses +Queues\nada +Available .* support\n\nCallers waiting: support 0\n$/,
    );
    const json = await run('agents', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      agents: [{ agent: 'ada', state: 'available', misses: 0, queues: [{ name: 'support', level: 1 }] }],
      waiting: { support: 0 },
    });
  });

  test('--watch shows them again and again, until Ctrl-C', async () => {
    const { child, ended } = project.command('agents', ['--watch', '2']);
    let tables = 0;
    child.stdout?.on('data', (text) => {
      tables += String(text).split('Callers waiting').length - 1;
      if (tables === 2) child.kill('SIGINT');
    });
    const { status, out, err } = await ended;
    expect([status, err]).toEqual([0, '']);
    expect(out.split('Callers waiting')).toHaveLength(3);
  });

  test('--set-offline asks first', async () => {
    set('Available');
    const unasked = await run('agents', '--set-offline', 'all');
    expect([unasked.status, unasked.out]).toEqual([1, 'Set ada offline, now Available\n']);
    expect(unasked.err).toContain('Run it again with --yes to change these.');
    expect(state()).toBe('Available');
    const { status, err } = await run('agents', '--set-offline', 'all', '--yes');
    expect([status, err]).toEqual([0, 'Done: 1 agent.\n']);
    expect(state()).toBe('Offline');
  });

  test('--ring rings one phone, which says that it is a test', async () => {
    const heard: string[] = [];
    const stop = twilio.timeline.follow(() => {
      const person = twilio.personAt(adasPhone);
      if (person?.isRung) person.answer();
      if (person) heard.splice(0, heard.length, ...person.heard);
    });
    const { status, err } = await run('agents', '--ring', 'ada');
    stop();
    expect(status).toBe(0);
    expect(err).toMatch(
      /^Ringing ada at \+15557000001 from \+15551230000 \(call CA[0-9a-f]{32}\) …\nThe phone was answered, by a person or a mailbox\.\n$/,
    );
    expect(heard[0]).toMatch(/^This is a test of your phone\./);
  });

  describe('if the only queue lists no numbers, --ring', () => {
    beforeAll(() => project.write('queues.config.ts', rungSupport.replace(/ +numbers: .*\n/, '')));
    afterAll(() => project.write('queues.config.ts', rungSupport));

    test('says that a number must lead to the queue first', async () => {
      const { status, err } = await run('agents', '--ring', 'ada');
      expect([status, err]).toEqual([
        1,
        expect.stringContaining('no number to call from. Run npm run wire\n'),
      ]);
    });

    test('rings from the number that leads to the queue', async () => {
      await run('wire', `${agentsNumber}=agents`, `${supportNumber}=support`, '--yes');
      const { status, err } = await run('agents', '--ring', 'ada');
      expect([status, err]).toEqual([0, expect.stringContaining(`from ${supportNumber} (call`)]);
    });
  });

  test.each([
    [['--ring', 'adda'], 'Did you mean ada?'],
    [['--watch', '--json'], 'Use one at a time of --watch and --json.'],
    [['--yes'], '--yes works only with --set-offline.'],
  ])('%j is refused with what to write', async (options, words) => {
    const { status, err } = await run('agents', ...options);
    expect([status, err]).toEqual([1, expect.stringContaining(words)]);
  });
});
