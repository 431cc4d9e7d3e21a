import { type Assumptions, assumptions, Clock, type Disturbance, type Person } from '../../emulator/index';
import type { LocalQueueOptions } from '../../simulation/local-queue';
import { longestSilence, Stage } from './stage';

const busy =
  'Sorry, all our lines are busy. Please hold while we try again. If the call ends, please call us later.';
const piece = '♪ porch-light.v1.wav';
const patience = 'Thank you for your patience.';
const twiliosOwn = 'We are sorry, an application error has occurred. Goodbye.';

/** How often one request is tried before Twilio gives up. */
const attempts = 4;

const bothAnswers = assumptions.fallbackFails.answers.map((answer) => ({ fallbackFails: answer }));

/** Monday, when every queue of the day is open. */
const clock = () => new Clock({ startsAt: new Date('2026-01-05T10:00:00-05:00') });

const numbers = {
  sales: '+15550200001',
  support: '+15550200002',
  night: '+15550200003',
  menu: '+15550200000',
};

async function refusedOnce(number: string, given: LocalQueueOptions = {}): Promise<[Stage, Person]> {
  const stage = await Stage.openEverything({ clock: clock(), ...given });
  stage.twilio.disturb({ path: '/caller', kind: 'status', status: 429, times: attempts });
  const caller = stage.ring(number);
  await stage.until(() => caller.heard.includes(piece) || !caller.isOnTheLine);
  await stage.seconds(60);
  return [stage, caller];
}

describe.each<Partial<Assumptions>>(bothAnswers)('a caller who meets busy lines (%j)', (given) => {
  test('hears so, and a piece of music, and is in line after all', async () => {
    const stage = await Stage.open({ assumptions: given });
    stage.twilio.disturb({ path: '/caller', kind: 'status', status: 429, times: attempts });
    const caller = stage.caller();
    await stage.seconds(90);
    expect(caller.heard.slice(0, 3)).toEqual([
      busy,
      piece,
      `${patience} Thank you for calling. You are in line for the next free agent.`,
    ]);
    expect(longestSilence(caller)).toBeLessThanOrEqual(16);
    await stage.signedInAgent();
    await stage.seconds(60);
    caller.hangUp();
    await stage.seconds(10);
    expect(stage.outcome(caller)).toBe('served');
  });

  test.each([
    ['of the queue that the number leads to', numbers.sales, `${patience} Sales.`],
    ['with the notice of a recording', numbers.support, `${patience} Support. This call is recorded.`],
    ['with the plan of a queue that is closed', numbers.night, 'The night desk is closed.'],
    ['with the menu of a shared number', numbers.menu, 'For sales press 1, for support press 2.'],
  ])('is greeted by the words %s', async (_whose, number, words) => {
    const [, caller] = await refusedOnce(number, { assumptions: given });
    expect(caller.heard.slice(0, 3)).toEqual([busy, piece, words]);
  });

  test('is in the lane of the number that they dialed', async () => {
    const [stage, caller] = await refusedOnce('+15550200009', { assumptions: given });
    expect(stage.log()).toContainEqual(
      expect.objectContaining({ event: 'joined', call: caller.callSid, queue: 'sales', lane: 'priority' }),
    );
  });
});

describe('in an outage of all functions', () => {
  const outage = async (given: Partial<Assumptions>, disturbance: Disturbance) => {
    const stage = await Stage.open({ assumptions: given });
    stage.twilio.disturb({ ...disturbance, times: Number.POSITIVE_INFINITY });
    return stage;
  };

  test.each<Disturbance>([
    { kind: 'status', status: 429 },
    { kind: 'delayed', millis: 20_000 },
    { kind: 'lost' },
  ])('a caller has heard what to do when Twilio ends the call (%j)', async (disturbance) => {
    const stage = await outage({ fallbackFails: 'apology' }, { path: '/caller', ...disturbance });
    const caller = stage.caller();
    await stage.until(() => !caller.isOnTheLine);
    expect(caller.heard).toEqual([busy, piece, twiliosOwn]);
    expect(longestSilence(caller)).toBeLessThanOrEqual(16);
  });

  test.each<Disturbance>([
    { kind: 'status', status: 429 },
    { kind: 'delayed', millis: 20_000 },
    { kind: 'lost' },
  ])(
    'a caller is tried about once a minute, never in silence, until they hang up (%j)',
    async (disturbance) => {
      const answers = { actionFails: 'number-fallback', fallbackFails: 'asked-again' } as const;
      const stage = await outage(answers, { path: '/caller', ...disturbance });
      const caller = stage.caller();
      await stage.seconds(1800);
      expect(caller.isOnTheLine).toBe(true);
      const rounds = stage.requests(caller, '/caller').length;
      expect(rounds).toBeGreaterThan(20);
      expect(rounds).toBeLessThanOrEqual(32);
      expect(longestSilence(caller)).toBeLessThanOrEqual(16);
      caller.hangUp();
      await stage.seconds(10);
      expect(caller.isOnTheLine).toBe(false);
    },
  );

  test('a caller is tried every nine seconds at most when the piece of music is missing', async () => {
    const stage = await Stage.open({
      assumptions: { fallbackFails: 'asked-again' },
      missingAssets: ['/hold-music/porch-light.v1.wav'],
    });
    stage.twilio.disturb({
      ...{ path: '/caller', kind: 'status', status: 429, times: Number.POSITIVE_INFINITY },
    });
    const caller = stage.caller();
    await stage.seconds(600);
    expect(stage.requests(caller, '/caller').length).toBeLessThanOrEqual(67);
  });

  test('an agent hears the static apology', async () => {
    const stage = await outage({}, { path: '/agent', kind: 'status', status: 429 });
    const agent = stage.agent();
    await stage.until(() => !agent.isOnTheLine);
    expect(agent.heard).toEqual([
      'Sorry, the queue cannot be reached right now. Please dial in again in a few minutes. Goodbye.',
    ]);
  });
});
