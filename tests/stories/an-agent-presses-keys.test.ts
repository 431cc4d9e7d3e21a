import type { Person } from '../../emulator/index';
import { Clock } from '../../emulator/index';
import { Stage } from './stage';

/** Ana serves two queues, one of them with words before each conversation. */
const ana = '+15550990001';
const lines = { sales: '+15550200001', support: '+15550200002' };
const monday = () => ({ clock: new Clock({ startsAt: new Date('2026-01-05T15:00:00Z') }) });

/** Somebody always waits for Ana, and nobody stays on the line for long. */
async function busyAgent(): Promise<{ stage: Stage; agent: Person; callers: Person[] }> {
  const stage = await Stage.openEverything(monday());
  const callers = Array.from({ length: 12 }, () => stage.ring(lines.support));
  await stage.seconds(30);
  const agent = stage.agent(ana);
  await stage.seconds(1);
  agent.press('246810#');
  return { stage, agent, callers };
}

const conversations = (stage: Stage) => stage.log().filter(({ event }) => event === 'connected').length;

/** When conversations began, or ended, in seconds. */
const moments = (stage: Stage, kind: 'bridged' | 'parted') =>
  stage.twilio.timeline.events().flatMap((event) => (event.kind === kind ? [event.at.getTime() / 1000] : []));

const untilTalking = (stage: Stage, before = 0) =>
  stage.until(() => moments(stage, 'bridged').length > before);

/** The next conversation, until its caller hangs up. */
async function talk(stage: Stage, callers: readonly Person[]): Promise<void> {
  await untilTalking(stage, moments(stage, 'parted').length);
  await stage.seconds(30);
  const connected = stage.log().flatMap((line) => (line.event === 'connected' ? [line.call] : []));
  callers.find(({ callSid }) => callSid === connected.at(-1))?.hangUp();
}

describe('an agent whose callers keep coming, without wrap-up time', () => {
  test.each([
    ['2', 'You are paused. Press any key to take calls again, or 9 to log off.'],
    ['9', 'You are logged off. Goodbye.'],
  ])('presses %s once after a conversation, and hears “%s” before the next', async (key, words) => {
    for (const secondsAfter of [0.3, 1, 2, 3]) {
      const { stage, agent, callers } = await busyAgent();
      await talk(stage, callers);
      await stage.seconds(secondsAfter);
      agent.press(key);
      await stage.seconds(60);
      expect({ secondsAfter, heard: agent.heard.at(-1) }).toEqual({ secondsAfter, heard: words });
      expect(conversations(stage)).toBe(1);
    }
  });

  test('presses 2 now and then during a conversation, and is paused before the next', async () => {
    const { stage, agent, callers } = await busyAgent();
    const pressing = async () => {
      for (let second = 0; second < 40; second += 1) {
        await stage.seconds(1);
        agent.press('2');
        if (second === 20) callers[0]?.hangUp();
        if (agent.heard.some((words) => words.startsWith('You are paused'))) return second;
      }
      return undefined;
    };
    await untilTalking(stage);
    expect(await pressing()).toBeDefined();
    expect(conversations(stage)).toBe(1);
  });

  test('ends a conversation with * and then presses 9, and gets nobody else', async () => {
    const { stage, agent } = await busyAgent();
    await untilTalking(stage);
    await stage.seconds(20);
    agent.press('*');
    await stage.seconds(0.5);
    agent.press('9');
    await stage.seconds(10);
    expect(agent.heard.at(-1)).toBe('You are logged off. Goodbye.');
    expect(agent.isOnTheLine).toBe(false);
    expect(conversations(stage)).toBe(1);
  });

  test('presses no key, and gets the next caller within ten seconds of the last', async () => {
    const { stage, callers } = await busyAgent();
    for (let round = 0; round < 4; round += 1) await talk(stage, callers);
    const [joined, parted] = [moments(stage, 'bridged'), moments(stage, 'parted')];
    const between = joined.slice(1).map((at, index) => at - (parted[index] ?? at));
    expect(between).toHaveLength(3);
    expect(Math.max(...between)).toBeLessThanOrEqual(10);
  });
});

describe('an agent who has just signed in', () => {
  test('to several queues hears who they are, how many wait, and the keys', async () => {
    const stage = await Stage.openEverything(monday());
    stage.ring(lines.sales);
    stage.ring(lines.support);
    await stage.seconds(20);
    const agent = stage.agent(ana);
    await stage.seconds(1);
    agent.press('246810#');
    await stage.seconds(10);
    expect(agent.heard.slice(1, 4)).toEqual([
      'You are signed in as ana.',
      'Press 2 to pause, 9 to log off, and star to end a conversation.',
      'Two callers are waiting. Here is the first.',
    ]);
  });

  test('and presses 2 at once gets no caller', async () => {
    const { stage, agent } = await busyAgent();
    await stage.seconds(1);
    agent.press('2');
    await stage.seconds(30);
    expect(agent.heard.at(-1)).toMatch(/^You are paused/);
    expect(conversations(stage)).toBe(0);
  });

  test('to one queue hears who they are, the key that ends a conversation, and how many callers are waiting', async () => {
    const stage = await Stage.open();
    const agent = await stage.signedInAgent();
    await stage.seconds(15);
    expect(agent.heard.slice(1, 4)).toEqual([
      'You are signed in.',
      'Press star to end a conversation.',
      'Nobody is waiting. Stay on the line, and the next caller will be connected.',
    ]);
  });
});

describe('an agent whose caller is gone when the line is dialed', () => {
  test('hears that the caller is no longer waiting, which is true whether they hung up or a colleague was faster', async () => {
    const stage = await Stage.openEverything(monday());
    const caller = stage.ring(lines.support);
    await stage.seconds(20);
    const agent = stage.agent(ana);
    await stage.seconds(1);
    agent.press('246810#');
    await stage.until(() => agent.heard.includes('Support.'));
    caller.hangUp();
    await stage.seconds(40);
    expect(agent.heard).toContain('That caller is no longer waiting.');
    expect(agent.heard.filter((words) => words.includes('faster'))).toEqual([]);
  });
});
