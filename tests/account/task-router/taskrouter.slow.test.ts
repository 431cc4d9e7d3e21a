import { LocalTwilio, type Person } from '../../../emulator/index';
import { agentsNumber, supportNumber } from '../../deployment/deployed-queue';
import { ProjectCopy, type Run } from '../../deployment/project-copy';
import { adasPhone, rungSupport } from './rung-support';

let twilio: LocalTwilio;
let project: ProjectCopy;

jest.setTimeout(180_000);

beforeEach(async () => {
  const numbers = [supportNumber, agentsNumber].map((phoneNumber) => ({ phoneNumber, voiceUrl: '' }));
  twilio = new LocalTwilio({ numbers, settings: { buildMillis: 200 } });
  project = await ProjectCopy.make(twilio);
  project.write('queues.config.ts', rungSupport);
  project.write('.env', '# Of staging.\nAGENT_PIN_ADA=7305184926\n');
});
afterEach(() => project.close());

const run = (name: string, ...options: readonly string[]): Promise<Run> =>
  project.command(name, options).ended;

/** Waits until it is so, which can only begin with an event. */
function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = twilio.timeline.follow(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

function call(from: string, to: string): Person {
  const person = twilio.placeCall({ from, to });
  if (!person) throw new Error(`${from} gets no line.`);
  return person;
}

const hears = (person: Person, words: string) => () => person.heard.join(' ').includes(words);

test('after npm run deploy and npm run taskrouter, a caller is answered by the agent who is rung', async () => {
  const deployed = await run('deploy');
  expect(deployed.err).toContain(
    'Next, set up the agents whose phones ring, as the config says now:\n  npm run taskrouter\n',
  );

  const unasked = await run('taskrouter');
  expect(unasked.err).toContain('Run it again with --yes to change these.');
  expect([...twilio.taskRouter.workspaces]).toEqual([]);

  const { status, out, err } = await run('taskrouter', '--yes');
  expect([status, err]).toEqual([0, expect.stringContaining('Agents of support are rung')]);
  expect(out).toContain('Create the workspace call-queue@staging\n');
  expect(project.read('.env')).toMatch(
    /^# Of staging\.\nAGENT_PIN_ADA=7305184926\nTASKROUTER=[\w-]+,support=[\w-]{22}\n$/,
  );

  const second = await run('taskrouter', '--yes');
  expect([second.status, second.out]).toEqual([0, '']);
  expect(second.err).toContain('Nothing needs to change.');

  // The next deploy has nothing more to say of it, and keeps the variable.
  const again = await run('deploy');
  expect(again.err).toContain('Variables from .env: AGENT_PIN_ADA, TASKROUTER.');
  expect(again.err).not.toContain('npm run taskrouter');

  const wired = await run('wire', `${supportNumber}=support`, `${agentsNumber}=agents`, '--yes');
  expect([wired.status, wired.err]).toEqual([0, expect.anything()]);

  const ada = call(adasPhone, agentsNumber);
  await until(hears(ada, 'Please enter your PIN'));
  ada.press('7305184926#');
  await until(hears(ada, 'Press 1 to be available'));
  ada.press('1');
  await until(() => !ada.isOnTheLine);

  const caller = call('+15550000001', supportNumber);
  await until(() => twilio.personAt(adasPhone)?.isRung === true);
  const rung = twilio.personAt(adasPhone);
  rung?.answer();
  await until(() => rung !== undefined && hears(rung, 'A call for support')());
  rung?.press('1');
  await until(() => caller.events().some(({ kind }) => kind === 'bridged'));
  expect(caller.heard.join(' ')).toContain('Here is your agent.');
});

test('npm run taskrouter -- --undo leaves the account and the file as they were', async () => {
  await run('deploy');
  await run('taskrouter', '--yes');
  const { status, out } = await run('taskrouter', '--undo', '--yes');
  expect([status, out]).toEqual([0, expect.stringContaining('Delete the workspace call-queue@staging')]);
  expect([...twilio.taskRouter.workspaces]).toEqual([]);
  expect([...twilio.queues.values()]).toEqual([]);
  expect(project.read('.env')).toBe('# Of staging.\nAGENT_PIN_ADA=7305184926\n');
});

test('without a deploy npm run taskrouter says that a deploy comes first', async () => {
  const { status, err } = await run('taskrouter', '--yes');
  expect([status, err]).toEqual([
    1,
    expect.stringContaining('Nothing is deployed to staging yet. Run npm run deploy first.'),
  ]);
});
