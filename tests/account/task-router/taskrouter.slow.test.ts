import { LocalTwilio, type WebhookEvent } from '../../../emulator/index';
import { ProjectCopy, type Run } from '../../deployment/project-copy';
import { clientOf } from '../../emulator/rest/application';

let twilio: LocalTwilio;
let project: ProjectCopy;

const config = `import { defineQueues } from './src/config/queue-config';
import { english } from './src/languages/english';

export default defineQueues({
  queues: {
    support: {
      numbers: ['+15551230000'],
      language: english,
      voice: 'Polly.Joanna-Neural',
      greeting: 'Welcome.',
      connecting: 'Here is your agent.',
      holdMusic: [
        { file: 'porch-light.v1.wav', seconds: 48.5 },
        { file: 'bach-prelude.v1.wav', seconds: 58.6 },
        { file: 'satie-gymnopedie.v1.wav', seconds: 83.7 },
      ],
      announcements: { firstInLineEverySeconds: 120 },
      maxCallers: 20,
      maxWaitSeconds: 1800,
      exitKey: { key: '*', offer: 'Press star to leave.' },
      servedAfterSeconds: 10,
      ringing: {},
      plans: {
        closed: [{ say: 'We are closed.' }],
        full: [{ say: 'All lines are busy.' }],
        waitedTooLong: [{ say: 'That took too long.' }],
        keyPressed: [{ say: 'You have left the line.' }],
        error: [{ say: 'Something broke.' }],
        noAgents: [{ say: 'Nobody is there.' }],
      },
    },
  },
  allowedDialPrefixes: ['+1'],
  agents: [{ id: 'ada', queues: ['support'], contactUri: '+15557000001' }],
  agentLine: { language: english, voice: 'Polly.Joanna-Neural' },
  fallback: { caller: 'Please call again.', agent: 'Please dial in again.' },
});
`;

jest.setTimeout(180_000);

beforeEach(async () => {
  twilio = new LocalTwilio({ settings: { buildMillis: 200 } });
  project = await ProjectCopy.make(twilio);
  project.write('queues.config.ts', config);
  project.write('.env', '# Of staging.\nAGENT_PIN=135790\n');
});
afterEach(() => project.close());

const run = (name: string, ...options: readonly string[]): Promise<Run> =>
  project.command(name, options).ended;

/** Resolves to what TaskRouter first asks about a call that it has an agent for, and what it is answered. */
function assignment(): Promise<WebhookEvent> {
  return new Promise((resolve) => {
    const stop = twilio.timeline.follow((event) => {
      if (event.kind !== 'webhook' || !event.parameters.ReservationSid) return;
      stop();
      resolve(event);
    });
  });
}

/** Ada has signed in, and somebody calls. */
async function callForAda(): Promise<void> {
  const { workspaces } = clientOf(twilio).taskrouter.v1;
  const [{ sid = '' } = {}] = await workspaces.list();
  const rest = workspaces(sid);
  const [available] = await rest.activities.list({ friendlyName: 'Available' });
  const [ada] = await rest.workers.list({ friendlyName: 'ada' });
  await rest.workers(ada?.sid ?? '').update({ activitySid: available?.sid ?? '' });
  const [support] = await rest.workflows.list({ friendlyName: 'support' });
  await rest.tasks.create({ workflowSid: support?.sid ?? '', attributes: '{}', taskChannel: 'voice' });
}

test('after npm run deploy and npm run taskrouter, TaskRouter asks the deployed functions to ring an agent', async () => {
  const deployed = await run('deploy');
  expect(deployed.err).toContain(
    'Next, set up which agents are rung, as the config says now:\n  npm run taskrouter\n',
  );
  const domain = deployed.out.trim();

  const unasked = await run('taskrouter');
  expect(unasked.err).toContain('Run it again with --yes to change these.');
  expect([...twilio.taskRouter.workspaces]).toEqual([]);

  const { status, out, err } = await run('taskrouter', '--yes');
  expect([status, err]).toEqual([0, expect.stringContaining('Agents of support are rung')]);
  expect(out).toContain('Create the workspace call-queue@staging\n');
  expect(project.read('.env')).toMatch(
    /^# Of staging\.\nAGENT_PIN=135790\nTASKROUTER=[\w-]+,support=[\w-]{22}\n$/,
  );

  const second = await run('taskrouter', '--yes');
  expect([second.status, second.out]).toEqual([0, '']);
  expect(second.err).toContain('Nothing needs to change.');

  // The next deploy has nothing more to say of it, and keeps the variable.
  const again = await run('deploy');
  expect(again.err).toContain('Variables from .env: AGENT_PIN, TASKROUTER.');
  expect(again.err).not.toContain('npm run taskrouter');

  const asked = assignment();
  await callForAda();
  const { url, parameters } = await asked;
  expect(url).toBe(`https://${domain}/agent/assignment`);
  expect(JSON.parse(parameters.WorkerAttributes ?? '')).toMatchObject({
    ...{ agent: 'ada', contact_uri: '+15557000001' },
    levels: { q_support: 1 },
  });
});

test('npm run taskrouter -- --undo leaves the account and the file as they were', async () => {
  await run('deploy');
  await run('taskrouter', '--yes');
  const { status, out } = await run('taskrouter', '--undo', '--yes');
  expect([status, out]).toEqual([0, expect.stringContaining('Delete the workspace call-queue@staging')]);
  expect([...twilio.taskRouter.workspaces]).toEqual([]);
  expect([...twilio.queues.values()]).toEqual([]);
  expect(project.read('.env')).toBe('# Of staging.\nAGENT_PIN=135790\n');
});

test('without a deploy npm run taskrouter says that a deploy comes first', async () => {
  const { status, err } = await run('taskrouter', '--yes');
  expect([status, err]).toEqual([
    1,
    expect.stringContaining('Nothing is deployed to staging yet. Run npm run deploy first.'),
  ]);
});
