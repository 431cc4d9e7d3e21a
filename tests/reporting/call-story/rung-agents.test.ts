import { join } from 'node:path';
import type { Person } from '../../../emulator/index';
import { projectWith, type TemporaryProject } from '../../../simulation/project-with';
import { answersTo } from '../../emulator/application';
import rung from '../../stories/rung.config';
import { phones } from '../../stories/rung-stage';
import { LineOfTheQueue } from './line-of-the-queue';

let project: TemporaryProject;
let line: LineOfTheQueue;

beforeAll(async () => {
  project = await projectWith(join(__dirname, '..', '..', 'stories', 'rung.config.ts'), rung);
});
afterAll(() => project.close());
afterEach(() => line.close());

const open = async (assumptions = {}, queue = 'support') => {
  line = await LineOfTheQueue.open({ assumptions }, { project, queue });
};

async function set(agent: string, activity: string): Promise<void> {
  const [routed] = [...line.twilio.taskRouter.workspaces];
  const worker = routed?.workspace.workers.find(({ friendlyName }) => friendlyName === agent);
  const there = routed?.workspace.activities.find(({ friendlyName }) => friendlyName === activity);
  routed?.updateWorker(worker?.sid ?? '', { activitySid: there?.sid ?? '' });
  await line.seconds(1);
}

/** The phone of an agent, once it rings. */
async function rings(agent: keyof typeof phones): Promise<Person> {
  const person = () => line.twilio.personAt(phones[agent]);
  await line.twilio.clock.advanceUntil(() => person()?.isRung === true, 120_000);
  return person() ?? Promise.reject(new Error(`Nobody rings ${agent}.`));
}

const withoutTimes = (told: readonly string[]) => told.map((text) => text.replace(/^\d\d:\d\d:\d\d {2}/, ''));

const aboutAgents = (told: readonly string[]) =>
  withoutTimes(told).filter((text) => /^(ada|ben|agents|the agents|TaskRouter)/.test(text));

describe('a story includes TaskRouter’s events', () => {
  it.each(answersTo('workerCallSidTime'))(
    'of a caller: who was rung, missed and accepted ($answer)',
    async ({ given }) => {
      await open(given);
      await set('ada', 'Available');
      await set('ben', 'Available');
      const caller = line.caller();
      const ada = await rings('ada');
      await line.twilio.clock.advanceUntil(() => !ada.isRung, 60_000);
      const ben = await rings('ben');
      ben.answer();
      await line.seconds(3);
      ben.press('1');
      await line.seconds(40);
      ben.hangUp();
      await line.seconds(5);
      caller.hangUp();
      const told = await line.toldLater(caller);
      expect(aboutAgents(told)).toEqual([
        'ada was rung for support',
        'ada did not take the call, and the next agent could be rung',
        'ben was rung for support',
        'ben took the call',
      ]);
      expect(told[0]).toContain('(a caller of support)');
      expect(told).toContainEqual(expect.stringMatching(/^Outcome: served by ben after/));

      const ofBen = await line.told(ben);
      expect(ofBen[0]).toContain('(an agent who was rung)');
      expect(aboutAgents(ofBen)).toEqual(
        expect.arrayContaining(['ben was rung for support', 'ben took the call']),
      );
      expect(ofBen.join('\n')).not.toContain('ada');
      expect(ofBen).toContain(`Outcome: ben took the caller (call ${caller.callSid}).`);

      const ofAda = await line.told(ada);
      expect(aboutAgents(ofAda)).toEqual(
        expect.arrayContaining(['ada was rung for support', 'ada missed the call (no-answer), 1 in a row']),
      );
      expect(ofAda).toContain('Outcome: ada missed the call.');
    },
  );

  it('of a caller for whom agents of the next level were rung in the end', async () => {
    await open({}, 'levels');
    await set('finn', 'Available');
    await set('eva', 'On a Call');
    const caller = line.caller();
    await rings('finn');
    caller.hangUp();
    const told = withoutTimes(await line.toldLater(caller));
    const next = told.indexOf('agents of levels up to level 2 could be rung from then on');
    expect(next).toBeGreaterThan(0);
    expect(told.indexOf('finn was rung for levels')).toBeGreaterThan(next);
  });

  it('of a caller when no agent is there: where every agent was', async () => {
    await open();
    await set('ada', 'Available');
    await set('ada', 'Offline');
    await line.seconds(60);
    const caller = line.caller();
    await line.seconds(10);
    const told = withoutTimes(await line.toldLater(caller));
    expect(told).toContainEqual(expect.stringMatching(/^was not put in line: no agent was there/));
    expect(told).toContainEqual(
      expect.stringMatching(
        /^the agents at that time: ada Offline since \d\d:\d\d:\d\d, ben without a change in the 24 hours before, cleo without/,
      ),
    );
  });

  it('of a call a month ago, when it says that they are gone', async () => {
    await open();
    line.twilio.setExternalNumber(phones.ada, { kind: 'busy' });
    await set('ada', 'Available');
    const caller = line.caller();
    await line.twilio.clock.advanceUntil(() => !caller.isOnTheLine, 600_000);
    await line.seconds(31 * 24 * 3600 - 60);
    const told = await line.told(caller);
    // By then Twilio has deleted its events too, and that is said.
    expect(told).toContain('  TaskRouter’s events: Twilio keeps this for 30 days, and the call is older.');
  });

  describe.each(answersTo('redirectedRuns'))('of a caller whose last agent left ($answer)', ({ given }) => {
    const gaveUp = expect.stringMatching(
      /^found no agent there, after \d+ seconds of waiting; heard “Nobody is here.”$/,
    );
    const about = (told: readonly string[]) =>
      withoutTimes(told).filter((text) => /no agent|fault|the agents|TaskRouter was/.test(text));

    async function callerGivenUp(): Promise<Person> {
      await open(given);
      line.twilio.setExternalNumber(phones.ada, { kind: 'busy' });
      await set('ada', 'Available');
      const caller = line.caller();
      await line.twilio.clock.advanceUntil(() => !caller.isOnTheLine, 600_000);
      return caller;
    }

    const ending = [
      'TaskRouter was asked to ring nobody else, because no agent was there',
      gaveUp,
      expect.stringMatching(/^the agents at that time: ada Offline since/),
      expect.stringMatching(/^Outcome: no agent was there after \d+ seconds of waiting\.$/),
    ];

    it('says each thing once: who was rung, that no agent was left, where the agents were', async () => {
      const caller = await callerGivenUp();
      const told = await line.toldLater(caller);
      expect(withoutTimes(told).filter((text) => text === 'ada was rung for support')).toHaveLength(3);
      expect(about(told)).toEqual(ending);
    });

    it('says the same without the log, because TaskRouter knows why it canceled the task', async () => {
      const caller = await callerGivenUp();
      line.twilio.disturb({ where: 'rest', kind: 'status', status: 403, path: '/Services', times: 9 });
      expect(about(await line.toldLater(caller))).toEqual(ending);
    });
  });

  it('of a caller who left by the key, without the log', async () => {
    await open();
    await set('ada', 'Available');
    const caller = line.caller();
    await rings('ada');
    caller.press('*');
    await line.seconds(5);
    caller.hangUp();
    line.twilio.disturb({ where: 'rest', kind: 'status', status: 403, path: '/Services', times: 9 });
    expect(await line.toldLater(caller)).toContainEqual(
      expect.stringMatching(/^Outcome: the caller left by the key/),
    );
  });
});
