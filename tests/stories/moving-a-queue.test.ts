import { join } from 'node:path';
import { Twilio } from 'twilio';
import { webhooksFor } from '../../account/numbers/number-purpose';
import { ensureTaskRouter } from '../../account/task-router/apply';
import { wantedTaskRouter } from '../../account/task-router/wanted';
import { type Person, restHttpClient } from '../../emulator/index';
import { localDomain } from '../../simulation/local-queue';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import { activityNames, taskRouterVariable, taskRouterVariableValue } from '../../src/config/task-router';
import bothKinds from './both-kinds.config';
import dialIn from './dial-in.config';
import { deployNext } from './next-deployment';
import rung from './rung.config';
import { localPin, Stage } from './stage';

/** docs/taskrouter.md says what these show. */

let dialInProject: TemporaryProject;
let rungProject: TemporaryProject;
let bothProject: TemporaryProject;
beforeAll(async () => {
  const project = (file: string, config: Parameters<typeof projectWith>[1]) =>
    projectWith(join(__dirname, file), config);
  dialInProject = await project('dial-in.config.ts', dialIn);
  rungProject = await project('rung.config.ts', rung);
  bothProject = await project('both-kinds.config.ts', bothKinds);
}, 60_000);
afterAll(() => Promise.all([dialInProject, rungProject, bothProject].map((project) => project.close())));

const number = '+15550500001';
const phones = { ada: '+15557770011', ben: '+15557770012' };
const conversation = 60;

const isTalking = (person: Person) => {
  const kinds = person.events().map(({ kind }) => kind);
  return kinds.lastIndexOf('bridged') > kinds.lastIndexOf('parted');
};

/** What `npm run taskrouter` does. */
async function setUpTaskRouter({ twilio }: Stage, config: Parameters<typeof wantedTaskRouter>[0]) {
  const { account, rest } = twilio;
  const client = new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
  const settings = await ensureTaskRouter(client, wantedTaskRouter(config, 'production', localDomain));
  return { [taskRouterVariable]: taskRouterVariableValue(settings) };
}

/** What `npm run wire` does. */
const wire = ({ twilio }: Stage, queue: string) =>
  twilio.setNumber({ phoneNumber: number, ...webhooksFor({ kind: 'queue', queue }, localDomain) });

/** An agent calls the agents' number and enters the PIN. Where agents are rung, the agent becomes available too. */
async function signIn(stage: Stage, agent: keyof typeof phones, key = ''): Promise<Person> {
  const person = stage.agent(phones[agent]);
  await stage.seconds(3);
  person.press(`${localPin}#`);
  await stage.seconds(15);
  if (key) person.press(key);
  return person;
}

/** What somebody does at the Console. */
function makeAvailable({ twilio }: Stage, agent: string): void {
  const [routed] = [...twilio.taskRouter.workspaces];
  const worker = routed?.workspace.workers.find(({ friendlyName }) => friendlyName === agent);
  const activity = routed?.workspace.activities.find(
    ({ friendlyName }) => friendlyName === activityNames.available,
  );
  routed?.updateWorker(worker?.sid ?? '', { activitySid: activity?.sid ?? '' });
}

async function answer(stage: Stage, agent: keyof typeof phones): Promise<Person> {
  await stage.until(() => stage.twilio.personAt(phones[agent])?.isRung === true);
  const person = stage.twilio.personAt(phones[agent]);
  if (!person) throw new Error(`Nobody rings ${agent}.`);
  person.answer();
  await stage.seconds(3);
  person.press('1');
  return person;
}

async function talk(stage: Stage, caller: Person): Promise<void> {
  await stage.until(() => isTalking(caller));
  await stage.seconds(conversation);
  caller.hangUp();
  await stage.seconds(5);
}

describe('a number that is moved from a queue whose agents dial in to one whose agents are rung', () => {
  test('loses nobody: agents who dialed in serve waiting callers, agents who are rung serve new ones', async () => {
    const stage = await Stage.open({ project: dialInProject });
    const ada = await signIn(stage, 'ada');
    const [first, second] = [stage.ring(number), stage.ring(number)];
    await stage.until(() => isTalking(first));

    // The second queue is there before anything leads to it; then the functions learn about TaskRouter.
    deployNext(stage, bothProject);
    deployNext(stage, bothProject, await setUpTaskRouter(stage, bothKinds));
    await signIn(stage, 'ben', '1');
    wire(stage, 'help');
    const third = stage.ring(number);
    const ben = await answer(stage, 'ben');
    await talk(stage, third);
    ben.hangUp();

    await talk(stage, first);
    await talk(stage, second);
    expect([first, second, third].map((caller) => stage.outcome(caller))).toEqual(Array(3).fill('served'));
    expect(ada.isOnTheLine).toBe(true);
    expect(stage.faults()).toEqual([]);
  });

  test('loses nobody when it moves back', async () => {
    const stage = await Stage.open({ project: bothProject });
    stage.twilio.setExternalNumber(phones.ben, { kind: 'rings' });
    wire(stage, 'help');
    await signIn(stage, 'ben', '1');
    const [first, second] = [stage.ring(number), stage.ring(number)];
    const ben = await answer(stage, 'ben');
    wire(stage, 'support');
    await signIn(stage, 'ada');
    const third = stage.ring(number);
    await talk(stage, third);

    await talk(stage, first);
    ben.hangUp();
    await answer(stage, 'ben');
    await talk(stage, second);
    expect([first, second, third].map((caller) => stage.outcome(caller))).toEqual(Array(3).fill('served'));
    expect(stage.faults()).toEqual([]);
  });
});

describe('a queue that is changed while a caller waits in it', () => {
  const joinedLines = (stage: Stage) => stage.log().filter(({ event }) => event === 'joined');

  test('moves the caller to agents who are rung and available by then, and keeps the time waited', async () => {
    const stage = await Stage.open({ project: dialInProject });
    const caller = stage.ring(number);
    await stage.seconds(30);
    const variables = await setUpTaskRouter(stage, rung);
    makeAvailable(stage, 'ada');
    deployNext(stage, rungProject, variables);
    await answer(stage, 'ada');
    await talk(stage, caller);
    expect(stage.outcome(caller)).toBe('served');
    expect(joinedLines(stage)).toHaveLength(2);
    expect(stage.faults()).toEqual([]);
  });

  test('sends the caller to the plan noAgents if nobody is available', async () => {
    const stage = await Stage.open({ project: dialInProject });
    const caller = stage.ring(number);
    await stage.seconds(30);
    const variables = await setUpTaskRouter(stage, rung);
    await stage.seconds(60);
    deployNext(stage, rungProject, variables);
    await stage.until(() => !caller.isOnTheLine);
    expect(caller.heard).toContain('Nobody is here.');
  });

  test('sends callers to the same plan if it is deployed before TaskRouter is set up', async () => {
    const stage = await Stage.open({ project: dialInProject });
    deployNext(stage, rungProject);
    const caller = stage.ring(number);
    await stage.until(() => !caller.isOnTheLine);
    expect(caller.heard).toContain('Nobody is here.');
  });

  test('puts a caller whose agent’s line breaks back in line once, for agents who dial in', async () => {
    const stage = await Stage.open({ project: rungProject });
    makeAvailable(stage, 'ada');
    const caller = stage.ring(number);
    const ada = await answer(stage, 'ada');
    await stage.until(() => isTalking(caller));
    deployNext(stage, dialInProject);
    await stage.seconds(3);
    ada.hangUp();
    await stage.seconds(60);
    await signIn(stage, 'ada');
    await talk(stage, caller);
    expect(stage.outcome(caller)).toBe('served');
    expect(joinedLines(stage)).toHaveLength(2);
  });

  test('moves the caller back to agents who dial in', async () => {
    const stage = await Stage.open({ project: rungProject });
    makeAvailable(stage, 'ada');
    stage.twilio.setExternalNumber(phones.ada, { kind: 'no-answer' });
    const caller = stage.ring(number);
    await stage.seconds(30);
    deployNext(stage, dialInProject);
    await signIn(stage, 'ada');
    await talk(stage, caller);
    expect(stage.outcome(caller)).toBe('served');
    expect(joinedLines(stage)).toHaveLength(2);
  });
});
