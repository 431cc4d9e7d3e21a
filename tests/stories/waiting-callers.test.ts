import { join } from 'node:path';
import type { Assumptions, Person } from '../../emulator/index';
import type { LocalQueueOptions } from '../../simulation/local-queue';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import { deployNext } from './next-deployment';
import { longestSilence, Stage } from './stage';
import waitingConfig from './waiting.config';
import afterDeploy from './waiting-after-deploy.config';
import rungConfig from './waiting-but-rung.config';

let project: TemporaryProject;
let rungProject: TemporaryProject;
let nextProject: TemporaryProject;

beforeAll(async () => {
  project = await projectWith(join(__dirname, 'waiting.config.ts'), waitingConfig);
  rungProject = await projectWith(join(__dirname, 'waiting-but-rung.config.ts'), rungConfig);
  nextProject = await projectWith(join(__dirname, 'waiting-after-deploy.config.ts'), afterDeploy);
}, 60_000);

afterAll(async () => {
  await project.close();
  await rungProject.close();
  await nextProject.close();
});

const open = (assumptions: Partial<Assumptions> = {}) => Stage.open({ project, assumptions });

/** Both ways to serve these queues. */
const kinds: [string, (options?: LocalQueueOptions) => Promise<Stage>][] = [
  ['agents dial in', (options) => Stage.open({ ...options, project })],
  [
    'agents are rung',
    async (options) => {
      const stage = await Stage.open({ ...options, project: rungProject });
      stage.keepAgentsBusy();
      return stage;
    },
  ],
];

const texts = ['Text one.', 'Text two.', 'Text three.'];

/** The messages that a caller heard, in order. */
const messagesHeard = (caller: Person) =>
  caller.heard.flatMap((words) => texts.filter((text) => words.includes(text)));

const inTurn = (count: number) => Array.from({ length: count }, (_, index) => texts[index % texts.length]);

const piecesHeard = (caller: Person) => caller.heard.filter((words) => words.startsWith('♪'));

const twiceInARow = (heard: readonly string[]) => heard.filter((sound, index) => sound === heard[index + 1]);

const answers = ['with-queue-parameters', 'without'] as const;

describe.each(kinds)('where %s, a caller waiting for fifty minutes', (_kind, openKind) => {
  test('hears the texts of a list in turn, at their times, and no piece twice in a row', async () => {
    const stage = await openKind();
    const caller = stage.ring('+15550400002');
    await stage.seconds(50 * 60);
    expect(messagesHeard(caller)).toEqual(inTurn(25));
    expect(twiceInARow(piecesHeard(caller))).toEqual([]);
  });

  test.each(answers)(
    'and presses keys without a meaning hears them in turn, if a <Gather> there is asked for %s',
    async (gatherInWait) => {
      const stage = await openKind({ assumptions: { gatherInWait } });
      const caller = stage.ring('+15550400002');
      for (const seconds of [20, 31, 7, 64, 113, 90, 3, 2, 200, 41, 77, 150, 33, 301, 59, 88, 240, 17]) {
        await stage.seconds(seconds);
        caller.press('5');
      }
      await stage.seconds(600);
      const heard = messagesHeard(caller);
      expect(heard.length).toBeGreaterThan(15);
      expect(heard).toEqual(inTurn(heard.length));
      expect(twiceInARow(piecesHeard(caller))).toEqual([]);
      expect(stage.faults()).toEqual([]);
    },
  );
});

describe('a caller waiting for fifty minutes', () => {
  test.each([140, 400, 660, 1000])(
    'and loses an agent after %d s hears no text twice in a row, and none is left out',
    async (seconds) => {
      const stage = await open();
      const caller = stage.ring('+15550400002');
      await stage.seconds(seconds);
      const agent = stage.agent('+15550990001');
      await stage.seconds(1);
      agent.press('246810#');
      await stage.until(() => caller.events().some(({ kind }) => kind === 'bridged'));
      agent.hangUp();
      await stage.seconds(1200);
      expect(caller.heard).toContain('Sorry, we lost the connection to the agent. You are back in line.');
      const heard = messagesHeard(caller);
      expect(heard).toEqual(inTurn(heard.length));
    },
  );

  test('and moves to another queue with the same messages hears no text twice in a row', async () => {
    for (const seconds of [100, 260, 500, 800]) {
      const stage = await open();
      const caller = stage.ring('+15550400001');
      await stage.seconds(seconds);
      caller.press('*');
      await stage.seconds(900);
      expect(stage.log()).toContainEqual(expect.objectContaining({ event: 'joined', queue: 'billing' }));
      const heard = messagesHeard(caller);
      expect(heard).toEqual(inTurn(heard.length));
    }
  });
});

describe.each(kinds)('where %s, a key without a meaning', (_kind, openKind) => {
  test.each(answers)(
    'changes nothing but the piece, if a <Gather> there is asked for %s, and the exit key works right after it',
    async (gatherInWait) => {
      const stage = await openKind({ assumptions: { gatherInWait } });
      const caller = stage.ring('+15550400002');
      await stage.seconds(20);
      caller.press('7');
      await stage.seconds(10);
      expect(caller.heard.slice(-2)).toEqual(['♪ porch-light.v1.wav', '♪ bach-prelude.v1.wav']);
      caller.press('*');
      await stage.seconds(5);
      expect(caller.heard.at(-1)).toBe('You have left the line.');
    },
  );

  test.each(answers)(
    'does not put off the end of the longest wait, if a <Gather> there is asked for %s',
    async (gatherInWait) => {
      const stage = await openKind({ assumptions: { gatherInWait } });
      const caller = stage.ring('+15550400002');
      for (let presses = 0; presses < 200 && caller.isOnTheLine; presses++) {
        await stage.seconds(20);
        caller.press('3');
      }
      expect(caller.heard.at(-1)).toBe('That took too long.');
      expect(stage.log().find(({ event }) => event === 'left')).toMatchObject({ outcome: 'waitedTooLong' });
    },
  );
});

describe('a deployment that removes a queue while a caller waits in it', () => {
  test.each([
    ['the queue', '+15550400002', '+15551110001'],
    ['the priority lane', '+15550400001', '+15550009999'],
  ])('moves the caller of %s, keeps the time waited, and an agent serves them', async (_what, to, from) => {
    const stage = await open();
    const caller = stage.ring(to, from);
    await stage.seconds(40);
    deployNext(stage, nextProject);
    await stage.seconds(60);
    expect(caller.heard).toContain('Thank you for waiting. We are moving you to another line now.');
    expect(
      stage
        .log()
        .filter(({ event }) => event === 'joined')
        .at(-1),
    ).toMatchObject({
      queue: 'support',
      lane: 'normal',
      stay: 1,
    });
    expect(longestSilence(caller)).toBeLessThanOrEqual(2);
    const agent = stage.agent('+15550990001');
    await stage.seconds(1);
    agent.press('246810#');
    await stage.until(() => caller.events().some(({ kind }) => kind === 'bridged'));
    await stage.seconds(30);
    agent.press('*');
    await stage.seconds(5);
    expect(stage.outcome(caller)).toBe('served');
    const last = stage.requests(caller, '/action').at(-1);
    expect(Number(new URL(last?.url ?? '').searchParams.get('waited'))).toBeGreaterThanOrEqual(45);
    expect(stage.faults()).toEqual([]);
  });

  test('ends the wait at its limit, counted from the first line', async () => {
    const stage = await open();
    const caller = stage.ring('+15550400002');
    await stage.seconds(40);
    deployNext(stage, nextProject);
    await stage.until(() => !caller.isOnTheLine);
    expect(stage.outcome(caller)).toBe('waitedTooLong');
    const seconds = stage.log().findLast(({ event }) => event === 'left');
    expect(seconds).toMatchObject({ outcome: 'waitedTooLong' });
    if (seconds?.event === 'left') expect(seconds.secondsWaited).toBeLessThanOrEqual(3600 + 90);
  });

  test('is followed by an agent who was serving it: within ten minutes they serve their new queue', async () => {
    const stage = await open();
    const agent = stage.agent('+15550990001');
    await stage.seconds(1);
    agent.press('246810#');
    await stage.seconds(30);
    deployNext(stage, nextProject);
    const caller = stage.ring('+15550400001');
    await stage.seconds(620);
    expect(caller.events().some(({ kind }) => kind === 'bridged')).toBe(true);
  });
});

const missingMusic = kinds.flatMap(([kind, openKind]) =>
  (['skipped', 'document-fails'] as const).map((playFails) => [playFails, kind, openKind] as const),
);

describe.each(missingMusic)(
  'a music file that is missing, if a <Play> that fails is answered with %s, where %s',
  (playFails, _kind, openKind) => {
    const listen = async (missingAssets: readonly string[]) => {
      const stage = await openKind({ assumptions: { playFails }, missingAssets });
      const caller = stage.ring('+15550400002');
      await stage.seconds(20 * 60);
      return { stage, caller };
    };
    const first = '/hold-music/porch-light.v1.wav';
    const others = ['/hold-music/bach-prelude.v1.wav', '/hold-music/satie-gymnopedie.v1.wav'];

    test.each([
      ['one', [first]],
      ['another', ['/hold-music/satie-gymnopedie.v1.wav']],
      ['two', others],
      ['all', [first, ...others]],
    ])('(%s of three) means neither silence nor a storm of requests', async (_which, missing) => {
      const { stage, caller } = await listen(missing);
      expect(caller.isOnTheLine).toBe(true);
      expect(longestSilence(caller)).toBeLessThanOrEqual(10);
      expect(stage.requests(caller, '/wait').length / 20).toBeLessThanOrEqual(1.3);
      const messages = messagesHeard(caller);
      expect(messages).toEqual(inTurn(messages.length));
      expect(messages.length).toBeGreaterThan(8);
      expect(stage.faults()).toEqual([]);
    });
  },
);
