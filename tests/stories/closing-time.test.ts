import type { Assumptions } from '../../emulator/index';
import { answersTo } from '../emulator/application';
import { RungStage } from './rung-stage';

/** Stories begin on Monday at three in the afternoon, an hour before the office closes. */
const secondsUntilClosing = 3600;

/** Jon is available by an ordinary phone, with an hour to go. */
async function office(assumptions: Partial<Assumptions> = {}): Promise<RungStage> {
  const stage = await RungStage.open({ assumptions });
  await choose(stage, '1');
  expect(stage.stateOf('jon')).toBe('Available');
  return stage;
}

async function choose(stage: RungStage, ...keys: string[]): Promise<void> {
  const line = stage.stage.agent('+15550990001');
  await stage.seconds(1);
  line.press('71*7305184971#');
  await stage.seconds(1);
  for (const key of keys) {
    line.press(key);
    await stage.seconds(1);
  }
  await stage.seconds(5);
}

const untilClosing = (stage: RungStage, seconds = 0) =>
  stage.seconds(secondsUntilClosing - stage.now + seconds);

describe('agents of a queue that signs them off at closing time', () => {
  test('are offline then without any request, and the log says so once', async () => {
    const stage = await office();
    await untilClosing(stage, -2);
    expect(stage.stateOf('jon')).toBe('Available');
    await stage.seconds(4);
    expect(stage.stateOf('jon')).toBe('Offline');
    const states = stage.stage.log().filter((line) => line.event === 'agent-state');
    expect(states.map(({ before, state }) => `${before} ${state}`)).toEqual([
      'offline available',
      'available offline',
    ]);
  });

  test('are offline from a break too, which does not bring them back', async () => {
    const stage = await office();
    await untilClosing(stage, -300);
    await choose(stage, '2', '10#');
    expect(stage.stateOf('jon')).toBe('On Break');
    await untilClosing(stage, 2);
    expect(stage.stateOf('jon')).toBe('Offline');
    await stage.seconds(600);
    expect(stage.stateOf('jon')).toBe('Offline');
  });

  test.each([...answersTo('postWorkActivity'), ...answersTo('taskAfterConversation')])(
    'first serve the callers in line, and have their wrap-up time ($answer)',
    async ({ given }) => {
      const stage = await office(given);
      await untilClosing(stage, -60);
      const first = stage.caller('office');
      const jon = await stage.take('jon');
      await stage.until(() => stage.isTalking(first), 20);
      const second = stage.caller('office');
      await untilClosing(stage, 100);
      expect(stage.stateOf('jon')).toBe('On a Call');
      jon.hangUp();
      await stage.take('jon');
      await stage.until(() => stage.isTalking(second), 20);
      await stage.seconds(90);
      second.hangUp();
      await stage.seconds(15);
      expect(stage.stateOf('jon')).toBe('Wrap-Up');
      await stage.until(() => stage.stateOf('jon') === 'Offline', 100);
      expect([first, second].map((caller) => stage.stage.outcome(caller))).toEqual(['served', 'served']);
      expect(stage.stage.faults()).toEqual([]);
    },
  );

  test('are still set offline if they press a key after closing', async () => {
    const stage = await office();
    await untilClosing(stage, -30);
    const caller = stage.caller('office');
    await stage.take('jon');
    await stage.until(() => stage.isTalking(caller), 20);
    await untilClosing(stage, 30);
    caller.hangUp();
    await stage.seconds(3);
    await choose(stage, '1');
    await stage.until(() => stage.stateOf('jon') === 'Offline', 130);
  });

  test('stay until the next evening if they sign in after closing', async () => {
    const stage = await RungStage.open();
    await untilClosing(stage, 600);
    await choose(stage, '1');
    await stage.seconds(20 * 3600);
    expect(stage.stateOf('jon')).toBe('Available');
    await stage.seconds(4 * 3600);
    expect(stage.stateOf('jon')).toBe('Offline');
  });

  test('do not count as there the next morning, even if no event arrived that evening', async () => {
    const stage = await office();
    stage.twilio.disturb({ kind: 'status', status: 500, path: '/agent/events', times: 100 });
    await untilClosing(stage, 17 * 3600 + 60);
    expect(stage.stateOf('jon')).toBe('Available');
    const caller = stage.caller('office');
    await stage.seconds(5);
    expect(caller.heard).toEqual(['Nobody is here.']);
    expect([stage.stateOf('jon'), stage.ringsOf('jon')]).toEqual(['Offline', 0]);
  });

  test('are set offline too if they have been away and come back', async () => {
    const stage = await office();
    await choose(stage, '3');
    await choose(stage, '1');
    await untilClosing(stage, 2);
    expect(stage.stateOf('jon')).toBe('Offline');
  });
});

test('agents of other queues stay', async () => {
  const stage = await RungStage.open();
  await stage.available('ada');
  await stage.seconds(2 * 3600);
  expect(stage.stateOf('ada')).toBe('Available');
});
