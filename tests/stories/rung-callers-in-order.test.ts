import type { Person } from '../../emulator/index';
import { type AgentName, RungStage } from './rung-stage';
import { lastWordsAreRequested, under } from './under';

const premiumNumber = '+15550009999';

/** Which of some callers has an agent. */
const talking = (stage: RungStage, callers: readonly Person[]) =>
  callers.map((caller) => caller.isOnTheLine && stage.isTalking(caller));

/** An agent takes the call that rings, and talks for so long. */
async function talk(stage: RungStage, agent: AgentName, seconds: number): Promise<void> {
  const person = await stage.take(agent);
  await stage.seconds(seconds);
  person.hangUp();
}

describe('callers of one agent', () => {
  test('are served in the order in which they came, even if another one comes just when the agent is free', async () => {
    const stage = await RungStage.open();
    await stage.available('hal');
    const others = [stage.caller('quick')];
    const hal = await stage.take('hal');
    await stage.seconds(5);
    others.push(stage.caller('quick'));
    await stage.seconds(5);
    others.push(stage.caller('quick'));
    await stage.seconds(15);
    hal.hangUp();
    others.push(stage.caller('quick'));
    for (const turn of [1, 2, 3]) {
      const again = await stage.take('hal');
      await stage.seconds(5);
      expect(talking(stage, others).indexOf(true)).toBe(turn);
      await stage.seconds(15);
      again.hangUp();
    }
  });

  test.each(under('skipIfAgain', 'failedReservation'))(
    'are connected within two seconds after the agent becomes available, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.busy('ben');
      stage.caller();
      await stage.seconds(47);
      await stage.choose('ada', '1');
      expect(stage.isRung('ada')).toBe(true);
    },
  );
});

describe('three callers at once', () => {
  test.each(under('workerOrder', 'missedWorkerIdleness'))(
    'get the agent last who was free last: idle time starts over after a missed call and after a taken one, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      for (const agent of ['hal', 'kai', 'ida'] as const) {
        await stage.available(agent);
        stage.caller('quick');
        await talk(stage, agent, 20);
        await stage.seconds(5);
        await stage.set(agent, 'offline');
      }
      for (const agent of ['hal', 'kai', 'ida'] as const) {
        await stage.seconds(300);
        await stage.available(agent);
      }
      stage.begin();
      stage.caller('quick');
      await stage.until(() => stage.isRung('kai'), 35);
      await talk(stage, 'kai', 40);
      await stage.at(100);
      const rung: AgentName[] = [];
      for (const next of ['ida', 'hal', 'kai'] as const) {
        stage.caller('quick');
        await stage.seconds(6);
        if (stage.isRung(next)) rung.push(next);
      }
      expect(rung).toEqual(['ida', 'hal', 'kai']);
    },
  );
});

describe('callers of two queues who want the same agent', () => {
  test.each(under('priorityAcrossQueues'))(
    'are both served, the premium one first only if priority counts across queues, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.busy('gil', 'premium');
      const ordinary = stage.caller('premium');
      await stage.seconds(30);
      const premium = stage.caller('sales', premiumNumber);
      await stage.seconds(30);
      await stage.available('gil');
      const expected = given.priorityAcrossQueues === 'yes' ? [false, true] : [true, false];
      const first = await stage.take('gil');
      await stage.seconds(5);
      expect(talking(stage, [ordinary, premium])).toEqual(expected);
      await stage.seconds(25);
      first.hangUp();
      await stage.take('gil');
      await stage.seconds(5);
      expect(talking(stage, [ordinary, premium])).toEqual(expected.map((was) => !was));
    },
  );

  test.each(under('stepKeepsAge', 'nullOrder'))(
    'get the agent in turn: first the caller for whom the agent is on the first level, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.busy('eva', 'levels');
      await stage.available('jo');
      stage.begin();
      const escalating = stage.caller('levels');
      await stage.seconds(10);
      const other = stage.caller('sales');
      await stage.until(() => stage.isRung('jo'), 5);
      const jo = await stage.take('jo');
      await stage.seconds(5);
      expect(talking(stage, [escalating, other])).toEqual([false, true]);
      await stage.at(60);
      jo.hangUp();
      // The notes of that conversation are to be written first.
      await stage.until(() => stage.isRung('jo'), 30);
      expect(stage.now).toBeGreaterThanOrEqual(78);
      await stage.take('jo');
      await stage.seconds(5);
      expect(stage.isTalking(escalating)).toBe(true);
    },
  );
});

describe('a caller of a queue with levels', () => {
  test.each(under('stepKeepsAge', 'nullOrder'))(
    'gets an agent of the second level when it is time, and one of the first as soon as one is free, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.busy('eva', 'levels');
      await stage.available('finn');
      await stage.seconds(600);
      stage.begin();
      const first = stage.caller('levels');
      await stage.seconds(30);
      const second = stage.caller('levels');
      await stage.until(() => stage.isRung('finn'));
      expect(stage.now).toBeGreaterThanOrEqual(44);
      expect(stage.now).toBeLessThanOrEqual(48);
      await stage.at(50);
      await stage.available('eva');
      await stage.take('eva');
      await stage.seconds(5);
      expect(talking(stage, [first, second])).toEqual([false, true]);
    },
  );
});

describe('an ordinary caller who has waited as long as the config says', () => {
  test.each([
    ['goes before a premium caller, even one who came earlier', 310, true],
    ['goes after a premium caller until then', 280, false],
  ])('%s', async (_sentence, seconds, isFirst) => {
    const stage = await RungStage.open();
    await stage.busy('gil', 'premium');
    const premium = stage.caller('premium', premiumNumber);
    await stage.seconds(10);
    const ordinary = stage.caller('premium');
    await stage.seconds(seconds);
    await stage.available('gil');
    await stage.take('gil');
    await stage.seconds(5);
    expect(talking(stage, [ordinary, premium])).toEqual([isFirst, !isFirst]);
  });
});

describe('a caller whose agent’s line breaks', () => {
  test.each(
    under('callerEndsConversation', 'dialActionAfterHangup', 'postWorkActivity', 'taskAfterConversation'),
  )('goes before everybody else, to another agent, and is counted once, if %s', async (_answers, given) => {
    const stage = await RungStage.open({ assumptions: { ...given, ...lastWordsAreRequested } });
    await stage.available('noa');
    const first = stage.caller('sales');
    const noa = await stage.take('noa');
    await stage.until(() => stage.isTalking(first), 10);
    const ordinary = stage.caller('sales');
    await stage.seconds(2);
    const premium = stage.caller('sales', premiumNumber);
    await stage.seconds(2);
    noa.hangUp();
    await stage.seconds(10);
    expect(first.heard).toContain('Sorry, we lost the connection to the agent. You are back in line.');
    await stage.available('gil');
    await stage.take('gil');
    await stage.seconds(5);
    expect(talking(stage, [first, ordinary, premium])).toEqual([true, false, false]);
    expect(stage.ringsOf('noa')).toBe(1);
    await stage.seconds(30);
    first.hangUp();
    await stage.seconds(5);
    expect(stage.stage.outcome(first)).toBe('served');
  });
});
