import { localPin, longestSilence, Stage, wordsHeard } from './stage';

const nobody = 'Nobody is waiting. Stay on the line, and the next caller will be connected.';
const signedIn = ['You are signed in.', 'Press star to end a conversation.'];
const hour = 3600;

describe('an agent', () => {
  test('is asked for the PIN, hears how many callers are waiting, and is connected to the first in line', async () => {
    const stage = await Stage.open();
    const [first, second] = [stage.caller(), stage.caller()];
    await stage.seconds(60);
    const agent = await stage.signedInAgent();
    await stage.seconds(30);
    expect(agent.heard).toEqual([
      'Please enter your PIN, then press pound.',
      ...signedIn,
      'Two callers are waiting. Here is the first.',
    ]);
    expect(first.heard.at(-1)).toBe('Thank you for waiting. Here is your agent.');
    expect(stage.log()).toContainEqual(
      expect.objectContaining({ event: 'connected', call: first.callSid, agentCall: agent.callSid }),
    );
    expect(second.heard.at(-1)).toMatch(/^♪/);
  });

  test('serves one caller after another without dialing again', async () => {
    const stage = await Stage.open();
    const callers = [stage.caller(), stage.caller(), stage.caller()];
    await stage.seconds(60);
    const agent = await stage.signedInAgent();
    for (const caller of callers) {
      await stage.seconds(60);
      caller.hangUp();
    }
    await stage.seconds(10);
    expect(callers.map((caller) => stage.outcome(caller))).toEqual(['served', 'served', 'served']);
    expect(wordsHeard(agent).slice(1)).toEqual([
      ...signedIn,
      'Three callers are waiting. Here is the first.',
      'Two callers are waiting. Here is the first.',
      'One caller is waiting. Connecting you now.',
      nobody,
    ]);
    expect(stage.faults()).toEqual([]);
  });

  test('who waits for callers hears that once, and is connected as soon as one arrives', async () => {
    const stage = await Stage.open();
    const agent = await stage.signedInAgent();
    await stage.seconds(1500);
    expect(wordsHeard(agent).slice(1)).toEqual([...signedIn, nobody]);
    const caller = stage.caller();
    await stage.until(() => caller.heard.includes('Thank you for waiting. Here is your agent.'));
    expect(stage.log()).toContainEqual(expect.objectContaining({ event: 'connected', secondsWaited: 0 }));
  });

  test('ends the current conversation with *, but not their own call', async () => {
    const stage = await Stage.open();
    const caller = stage.caller();
    const agent = await stage.signedInAgent();
    await stage.seconds(40);
    agent.press('*');
    await stage.seconds(20);
    expect(caller.heard.at(-1)).toBe('Thank you for calling. Goodbye.');
    expect(caller.isOnTheLine).toBe(false);
    expect(wordsHeard(agent).at(-1)).toBe(nobody);
    expect(agent.isOnTheLine).toBe(true);
  });

  test('is connected even if the number of waiting callers cannot be read', async () => {
    const stage = await Stage.open();
    const caller = stage.caller();
    stage.twilio.disturb({ where: 'rest', kind: 'status', status: 500 });
    const agent = await stage.signedInAgent();
    await stage.seconds(30);
    expect(agent.heard.slice(1)).toEqual([...signedIn, 'Stay on the line for the next caller.']);
    expect(caller.heard.at(-1)).toBe('Thank you for waiting. Here is your agent.');
  });

  test('waits less than a second if the number of waiting callers is slow to read', async () => {
    const stage = await Stage.open();
    stage.caller();
    stage.twilio.disturb({ where: 'rest', kind: 'hang' });
    const agent = await stage.signedInAgent();
    await stage.seconds(5);
    expect(agent.heard.at(-1)).toBe('Stay on the line for the next caller.');
    const answered = stage.requests(agent, '/agent/pin').at(-1);
    expect(answered?.millis).toBeLessThan(1000);
  });

  test('enters a wrong PIN three times, and is refused', async () => {
    const stage = await Stage.open();
    const agent = stage.agent();
    for (const wrong of ['111111#', '#', `${localPin}0#`]) {
      await stage.seconds(12);
      agent.press(wrong);
    }
    await stage.seconds(30);
    expect(agent.heard).toEqual([
      'Please enter your PIN, then press pound.',
      'That PIN is incorrect.',
      'Please enter your PIN, then press pound.',
      'That PIN is incorrect.',
      'Please enter your PIN, then press pound.',
      'This line is for agents only. Goodbye.',
    ]);
    expect(agent.isOnTheLine).toBe(false);
    expect(stage.log().filter((line) => line.event === 'agent-pin' && !line.accepted)).toHaveLength(3);
  });

  test('enters the right PIN while the words after a wrong one are spoken, and is let in', async () => {
    for (const secondsAfter of [0.2, 1, 2, 4]) {
      const stage = await Stage.open();
      const agent = stage.agent();
      await stage.seconds(2);
      agent.press('482915#');
      await stage.seconds(secondsAfter);
      agent.press(`${localPin}#`);
      await stage.seconds(5);
      expect(stage.log()).toContainEqual(
        expect.objectContaining({ event: 'agent-pin', attempt: 2, accepted: true }),
      );
    }
  });

  test('who enters nothing is asked three times and then refused', async () => {
    const stage = await Stage.open();
    const silent = stage.agent();
    await stage.until(() => !silent.isOnTheLine);
    expect(silent.heard.at(-1)).toBe('This line is for agents only. Goodbye.');
    expect(stage.requests(silent, '/agent/next')).toEqual([]);
  });

  test.each([
    ['no PIN is set', {}],
    ['the PIN is too short to be one', { AGENT_PIN: '123' }],
  ])('is let in by nobody when %s and no number is trusted', async (_, environment) => {
    const stage = await Stage.open({ environment });
    const caller = stage.caller();
    const agent = stage.agent('+15550990001', 'TN-Validation-Passed-A');
    await stage.seconds(30);
    expect(agent.heard).toEqual(['This line is for agents only. Goodbye.']);
    expect(caller.isOnTheLine).toBe(true);
  });

  test('gets no new caller in the last half hour of the four hours that a call may last', async () => {
    const stage = await Stage.open();
    const agent = await stage.signedInAgent();
    await stage.seconds(3.5 * hour - 20);
    const before = stage.caller();
    await stage.seconds(10);
    expect(before.heard.at(-1)).toBe('Thank you for waiting. Here is your agent.');
    await stage.seconds(60);
    before.hangUp();
    await stage.seconds(10);
    expect(agent.heard.at(-1)).toBe(
      'Your call is about to reach its four hour limit. Please dial in again. Goodbye.',
    );
    await stage.seconds(10);
    expect(agent.isOnTheLine).toBe(false);
  });

  test('is asked to dial in again by then even if nobody ever called', async () => {
    const stage = await Stage.open();
    const agent = await stage.signedInAgent();
    await stage.seconds(3.5 * hour - 30);
    expect(agent.isOnTheLine).toBe(true);
    await stage.seconds(40);
    expect(agent.isOnTheLine).toBe(false);
  });

  test('who dials a queue that does not exist causes at most one request every ten seconds', async () => {
    const stage = await Stage.open({ assumptions: { missingQueue: 'fails-at-once' } });
    stage.twilio.queues.clear();
    const agent = await stage.signedInAgent();
    await stage.seconds(100);
    const moments = stage.requests(agent, '/agent/next').map(({ at }) => at.getTime());
    const rounds = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
    expect(rounds.length).toBeGreaterThan(5);
    expect(Math.min(...rounds)).toBeGreaterThanOrEqual(10_000);
    const caller = stage.caller();
    await stage.seconds(30);
    expect(caller.heard.at(-1)).toBe('Thank you for waiting. Here is your agent.');
  });

  test('and a second agent who waits too get one caller each', async () => {
    const stage = await Stage.open();
    const agents = [await stage.signedInAgent(), await stage.signedInAgent()];
    await stage.seconds(30);
    const callers = [stage.caller(), stage.caller()];
    await stage.seconds(30);
    const pairs = stage
      .log()
      .flatMap((line) => (line.event === 'connected' ? [[line.call, line.agentCall]] : []));
    expect(new Set(pairs.map(([call]) => call))).toEqual(new Set(callers.map(({ callSid }) => callSid)));
    expect(new Set(pairs.map(([, agent]) => agent))).toEqual(new Set(agents.map(({ callSid }) => callSid)));
  });
});

describe('a caller who is connected', () => {
  test('and loses the agent in the first seconds is put back in line with an apology', async () => {
    const stage = await Stage.open();
    const caller = stage.caller();
    await stage.seconds(60);
    const agent = await stage.signedInAgent();
    await stage.until(() => caller.events().some(({ kind }) => kind === 'bridged'));
    await stage.seconds(3);
    agent.hangUp();
    await stage.seconds(30);
    expect(caller.heard.slice(-3)).toEqual([
      'Sorry, we lost the connection to the agent. You are back in line.',
      'You are next in line. To stop waiting, press star.',
      '♪ porch-light.v1.wav',
    ]);
    expect(longestSilence(caller)).toBeLessThanOrEqual(2);
  });

  test('and keeps losing the agent goes back twice, and then hears an apology and goodbye', async () => {
    const stage = await Stage.open();
    const caller = stage.caller();
    await stage.seconds(60);
    for (let times = 1; times <= 3; times++) {
      const agent = await stage.signedInAgent();
      await stage.until(() => caller.events().filter(({ kind }) => kind === 'bridged').length === times);
      agent.hangUp();
      await stage.seconds(20);
    }
    expect(caller.isOnTheLine).toBe(false);
    expect(caller.heard.filter((words) => words.startsWith('Sorry, we lost'))).toHaveLength(2);
    expect(caller.heard.at(-1)).toBe('Sorry, something went wrong on our side. Please call again. Goodbye.');
    expect(stage.outcome(caller)).toBe('error');
  });

  test('keeps the time waited so far when going back, so that the limit still holds', async () => {
    const stage = await Stage.open();
    const caller = stage.caller();
    await stage.seconds(20 * 60);
    const agent = await stage.signedInAgent();
    await stage.until(() => caller.events().some(({ kind }) => kind === 'bridged'));
    agent.hangUp();
    await stage.seconds(12 * 60);
    expect(stage.outcome(caller)).toBe('waitedTooLong');
  });

  test('and has talked is never put back in line, no matter who hangs up first', async () => {
    const stage = await Stage.open();
    const caller = stage.caller();
    await stage.seconds(10);
    const agent = await stage.signedInAgent();
    await stage.seconds(60);
    agent.hangUp();
    await stage.seconds(20);
    expect(caller.heard.at(-1)).toBe('Thank you for calling. Goodbye.');
    expect(caller.isOnTheLine).toBe(false);
    expect(stage.outcome(caller)).toBe('served');
  });
});
