import { type AgentName, RungStage } from './rung-stage';
import { under } from './under';

const forever = { times: Number.POSITIVE_INFINITY };

/** An agent takes the call of somebody who rings now, and both talk. */
async function talking(stage: RungStage, agent: AgentName) {
  const caller = stage.caller();
  const person = await stage.take(agent);
  await stage.until(() => stage.isTalking(caller), 10);
  return { caller, agent: person };
}

/** What the log says of an agent's state, and when, in seconds. */
const statesOf = (stage: RungStage, agent: AgentName) =>
  stage.stage
    .log()
    .flatMap((line) => (line.event === 'agent-state' && line.agent === agent ? [line.state] : []));

describe('agents whose conversations end one after another', () => {
  const agents: AgentName[] = ['ada', 'ben', 'cleo'];

  const open = async (given: Parameters<typeof RungStage.open>[0]) => {
    const stage = await RungStage.open(given);
    await stage.available(...agents);
    const talks = [];
    for (const agent of agents) talks.push(await talking(stage, agent));
    const waiting = [stage.caller()];
    await stage.seconds(15);
    waiting.push(stage.caller());
    await stage.seconds(15);
    waiting.push(stage.caller(), stage.caller());
    await stage.seconds(20);
    return { stage, talks, waiting };
  };

  test.each(under('dialActionAfterHangup', 'postWorkActivity', 'taskAfterConversation'))(
    'are rung one after another when their wrap-up is over, for the callers who have waited longest, if %s',
    async (_answers, given) => {
      const { stage, talks, waiting } = await open({ assumptions: given });
      stage.begin();
      for (const { agent } of talks) {
        agent.hangUp();
        await stage.seconds(1);
      }
      for (const [index, agent] of agents.entries()) {
        await stage.until(() => stage.isRung(agent), 30);
        expect(Math.abs(stage.now - 20 - index)).toBeLessThanOrEqual(2);
      }
      for (const agent of agents) await stage.take(agent, { after: 0, keyAfter: 1 });
      await stage.seconds(4);
      expect(waiting.map((caller) => stage.isTalking(caller))).toEqual([true, true, true, false]);
    },
  );

  test.each(under('dialActionAfterHangup', 'postWorkActivity', 'taskAfterConversation'))(
    'are rung with the next document of a waiting caller if no event arrives, if %s',
    async (_answers, given) => {
      const { stage, talks } = await open({ assumptions: given });
      stage.twilio.disturb({ kind: 'lost', path: '/agent/events', ...forever });
      stage.begin();
      for (const { agent } of talks) agent.hangUp();
      await stage.until(() => agents.every((agent) => stage.ringsOf(agent) === 2), 100);
    },
  );
});

describe('an agent whose conversation is over', () => {
  test.each(
    under('taskAfterConversation', 'postWorkActivity', 'callerEndsConversation', 'dialActionAfterHangup'),
  )(
    'is rung again even if every request about its end was refused for twenty seconds, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada');
      const first = await talking(stage, 'ada');
      await stage.seconds(30);
      for (const path of ['/agent/after', '/agent/rang', '/agent/events']) {
        stage.twilio.disturb({ kind: 'status', status: 500, path, ...forever });
      }
      first.caller.hangUp();
      stage.begin();
      await stage.seconds(5);
      const second = stage.caller();
      await stage.at(20);
      stage.twilio.disturbances.clear();
      await stage.take('ada');
      expect(stage.now).toBeLessThanOrEqual(90);
      await stage.until(() => stage.isTalking(second), 10);
      await stage.at(90);
      expect(stage.openTasks()).toBe(1);
    },
  );

  test.each(under('taskAfterConversation', 'callerEndsConversation'))(
    'is rung after wrap-up, even if something else says that the work is done, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      for (const path of ['/agent/after', '/agent/rang', '/action']) {
        stage.twilio.disturb({ kind: 'doubled', path, ...forever });
      }
      await stage.available('ada');
      const first = await talking(stage, 'ada');
      await stage.seconds(30);
      first.caller.hangUp();
      stage.begin();
      stage.caller();
      await stage.until(() => stage.isRung('ada'), 25);
      expect(stage.now).toBeGreaterThanOrEqual(17);
      expect(stage.stage.faults()).toEqual([]);
    },
  );
});

describe('an agent in a conversation', () => {
  test.each(under('postWorkActivity', 'taskAfterConversation'))(
    'who chooses a break and then changes their mind gets none, and hears both, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada');
      const { agent } = await talking(stage, 'ada');
      await stage.seconds(20);
      const chosen = await stage.choose('ada', '2', '15#');
      await stage.seconds(5);
      const later = 'After your call, you will be on a break for 15 minutes.';
      expect(chosen.heard.slice(-2)).toEqual([later, 'Goodbye.']);
      const told = await stage.choose('ada');
      expect(told.heard.at(-1)).toContain(later);
      told.press('1');
      await stage.seconds(5);
      const toldAgain = await stage.choose('ada');
      expect(toldAgain.heard.at(-1)).not.toContain('After your call,');
      toldAgain.hangUp();
      agent.hangUp();
      stage.begin();
      const next = stage.caller();
      const again = await stage.take('ada');
      expect(stage.now).toBeLessThanOrEqual(28);
      await stage.until(() => stage.isTalking(next), 10);
      await stage.seconds(60);
      again.hangUp();
      await stage.seconds(22);
      expect(stage.stateOf('ada')).toBe('Available');
    },
  );

  test.each(under('taskAfterConversation', 'postWorkActivity'))(
    'who chooses twice to be available gets no second call before wrap-up is over, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada');
      const { agent } = await talking(stage, 'ada');
      stage.caller();
      await stage.seconds(10);
      await stage.choose('ada', '1');
      await stage.choose('ada', '1');
      await stage.seconds(60);
      expect(stage.ringsOf('ada')).toBe(1);
      agent.hangUp();
      stage.begin();
      await stage.until(() => stage.isRung('ada'), 30);
      expect(Math.abs(stage.now - 20)).toBeLessThanOrEqual(3);
    },
  );
});

describe('an agent who takes a break', () => {
  test.each(under('postWorkActivity', 'taskAfterConversation'))(
    'during wrap-up starts it once and ends it once, however often events arrive, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      stage.twilio.disturb({ kind: 'doubled', path: '/agent/events', ...forever });
      await stage.busy('ben');
      await stage.available('ada');
      const { agent } = await talking(stage, 'ada');
      await stage.seconds(30);
      agent.hangUp();
      await stage.seconds(2);
      const line = await stage.choose('ada', '2');
      stage.begin();
      line.press('30#');
      stage.caller();
      await stage.at(1790);
      expect(statesOf(stage, 'ada')).toEqual(['onCall', 'wrapUp', 'onBreak']);
      expect(stage.ringsOf('ada')).toBe(1);
      await stage.until(() => stage.stateOf('ada') === 'Available', 20);
      expect(Math.abs(stage.now - 1800)).toBeLessThanOrEqual(5);
      expect(statesOf(stage, 'ada')).toEqual(['onCall', 'wrapUp', 'onBreak', 'available']);
    },
  );

  test.each([
    ['1#', 'one minute'],
    ['45#', '45 minutes'],
    ['999#', '480 minutes'],
  ])('and enters %s hears how long it is: %s', async (keys, length) => {
    const stage = await RungStage.open();
    const line = await stage.choose('ada', '2', keys);
    await stage.seconds(5);
    expect(line.heard.slice(-2)).toEqual([`You are on a break for ${length}.`, 'Goodbye.']);
  });

  test('and another one after it gets the time of the second one: the last choice counts', async () => {
    const stage = await RungStage.open();
    await stage.available('ada', 'ben');
    stage.begin();
    await stage.choose('ada', '2', '10#');
    await stage.at(120);
    await stage.choose('ada', '1');
    expect(stage.stateOf('ada')).toBe('Available');
    await stage.at(500);
    await stage.choose('ada', '2', '10#');
    await stage.at(640);
    expect(stage.stateOf('ada')).toBe('On Break');
    await stage.at(697);
    await stage.choose('ada', '2', '20#');
    await stage.at(1890);
    expect(stage.stateOf('ada')).toBe('On Break');
    await stage.until(() => stage.stateOf('ada') === 'Available', 20);
    expect(Math.abs(stage.now - 1901)).toBeLessThanOrEqual(5);
    expect(statesOf(stage, 'ada')).toEqual(['onBreak', 'available', 'onBreak', 'onBreak', 'available']);
  });

  test('that ends while every request is refused is rung with the next document of a caller', async () => {
    const stage = await RungStage.open();
    await stage.busy('ben');
    const line = await stage.choose('ada', '2');
    stage.begin();
    line.press('10#');
    await stage.at(580);
    stage.caller();
    await stage.at(590);
    stage.twilio.disturb({ kind: 'status', status: 500, ...forever });
    await stage.at(625);
    stage.twilio.disturbances.clear();
    await stage.until(() => stage.isRung('ada'), 30);
    expect(statesOf(stage, 'ada')).toEqual(['onBreak', 'available']);
  });

  test('stays on it after calling the agents’ number without a choice, and starts over after choosing it again', async () => {
    const stage = await RungStage.open();
    await stage.available('cleo');
    const line = await stage.choose('ada', '2');
    line.press('15#');
    stage.begin();
    await stage.at(100);
    const undecided = await stage.choose('ada');
    undecided.hangUp();
    await stage.at(110);
    const again = await stage.choose('ada', '2');
    again.press('15#');
    await stage.seconds(1);
    const beganAt = stage.now;
    await stage.choose('cleo', '1');
    await stage.choose('cleo', '1');
    await stage.at(905);
    expect(stage.stateOf('ada')).toBe('On Break');
    await stage.until(() => stage.stateOf('ada') === 'Available', 200);
    expect(Math.abs(stage.now - beganAt - 900)).toBeLessThanOrEqual(3);
    await stage.set('ada', 'offline');
    await stage.at(18_000);
    const caller = stage.caller();
    await stage.take('cleo');
    await stage.until(() => stage.isTalking(caller), 10);
  });
});
