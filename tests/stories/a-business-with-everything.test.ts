import { Clock } from '../../emulator/index';
import type { LocalQueueOptions } from '../../simulation/local-queue';
import { Stage } from './stage';

const numbers = {
  menu: '+15550200000',
  sales: '+15550200001',
  support: '+15550200002',
  night: '+15550200003',
  priority: '+15550200009',
};

/** A Monday in New York, where the queues' clocks are, at this time of day. */
const monday = (time: string) => new Clock({ startsAt: new Date(`2026-01-05T${time}-05:00`) });

const open = (time = '10:00:00') => Stage.openEverything({ clock: monday(time) });

/** Both ways to serve them: callers hear the same. */
const kinds: [string, (options: LocalQueueOptions) => Promise<Stage>][] = [
  ['agents dial in', (options) => Stage.openEverything(options)],
  ['agents are rung', (options) => Stage.openEverythingRung(options)],
];

describe.each(kinds)('where %s', (_kind, openKind) => {
  const openAt = (time = '10:00:00') => openKind({ clock: monday(time) });

  describe('a caller of a shared number', () => {
    test.each([
      ['presses 1', '1', 'Sales.'],
      ['presses 2', '2', 'Support. This call is recorded.'],
      ['presses a key without a meaning', '7', 'Support. This call is recorded.'],
      ['presses nothing', '', 'Support. This call is recorded.'],
    ])('who %s gets to the queue for that', async (_, key, greeting) => {
      const stage = await openAt();
      const caller = stage.ring(numbers.menu);
      await stage.seconds(2);
      caller.press(key);
      await stage.seconds(10);
      expect(caller.heard.slice(0, 2)).toEqual(['For sales press 1, for support press 2.', greeting]);
    });
  });

  describe('a caller who is not welcome', () => {
    test('is rejected without ever being answered', async () => {
      const stage = await openAt();
      const caller = stage.ring(numbers.sales, '+15550006666');
      await stage.seconds(1);
      expect(caller.heard).toEqual([]);
      expect(caller.isOnTheLine).toBe(false);
      expect(stage.outcome(caller)).toBe('rejected');
    });

    test.each([
      ['support', false],
      ['sales', true],
    ] as const)('who hides the number is taken by %s: %s', async (queue, isTaken) => {
      const stage = await openAt();
      const caller = stage.ring(numbers[queue], 'anonymous');
      await stage.seconds(5);
      expect(caller.isOnTheLine).toBe(isTaken);
    });
  });

  describe('opening hours', () => {
    test('a caller one second before opening hears the closed plan, and one at opening the greeting', async () => {
      for (const [time, words] of [
        ['08:59:58.900', 'We are closed.'],
        ['09:00:00', 'Support. This call is recorded.'],
      ] as const) {
        const stage = await openAt(time);
        const caller = stage.ring(numbers.support);
        await stage.seconds(1);
        expect(caller.heard[0]).toBe(words);
      }
    });

    test('a caller on a one-off day hears the words of that day in place of the usual ones', async () => {
      const stage = await openKind({
        clock: new Clock({ startsAt: new Date('2026-01-06T10:00:00-05:00') }),
      });
      const caller = stage.ring(numbers.support);
      await stage.seconds(10);
      expect(caller.heard).toEqual(['We are closed for a day of training.']);
      expect(stage.outcome(caller)).toBe('closed');
      expect(caller.isOnTheLine).toBe(false);
    });

    test('at closing time waiting callers are sent away, at most one piece late', async () => {
      const stage = await openAt('16:58:00');
      const caller = stage.ring(numbers.support);
      await stage.seconds(110);
      expect(caller.isOnTheLine).toBe(true);
      await stage.seconds(110);
      expect(caller.heard.at(-1)).toBe('We are closed.');
      expect(stage.outcome(caller)).toBe('closed');
    });

    test('a queue that still serves waiting callers keeps them beyond closing time', async () => {
      const stage = await openKind({
        clock: new Clock({ startsAt: new Date('2026-01-06T05:59:00-05:00') }),
      });
      const caller = stage.ring(numbers.night);
      await stage.seconds(300);
      expect(caller.isOnTheLine).toBe(true);
      expect(stage.ring(numbers.night).callSid).toBeDefined();
    });

    test('the closed plan may send callers to another queue, which is open', async () => {
      const stage = await openAt('12:00:00');
      const caller = stage.ring(numbers.night);
      await stage.seconds(5);
      expect(caller.heard[0]).toBe('The night desk is closed.');
      expect(stage.requests(caller, '/wait')).toHaveLength(1);
      expect(stage.requests(caller, '/wait')[0]?.url).toContain('queue=support');
      expect(stage.log()).toContainEqual(
        expect.objectContaining({ event: 'joined', queue: 'support', stay: 1 }),
      );
      caller.hangUp();
      await stage.seconds(1);
      expect(stage.outcome(caller)).toBe('abandoned');
    });

    test('a closed plan that sends callers to a closed queue continues with that queue’s plan', async () => {
      const stage = await openAt('20:00:00');
      const caller = stage.ring(numbers.night);
      await stage.seconds(10);
      expect(caller.heard).toEqual(['The night desk is closed.', 'We are closed.']);
    });
  });

  describe('a caller waiting in a queue with messages', () => {
    test('hears each in its turn, at its time, in addition to the announcements', async () => {
      const stage = await openAt();
      const caller = stage.ring(numbers.support);
      await stage.seconds(14 * 60);
      const heard = caller.heard.join(' ');
      const order = [...heard.matchAll(/on the web|number at hand/g)].map(([words]) => words);
      expect(order.slice(0, 4)).toEqual(['on the web', 'number at hand', 'on the web', 'number at hand']);
    });

    test('and is first in line hears so at most every two minutes', async () => {
      const stage = await openAt();
      const caller = stage.ring(numbers.support);
      await stage.seconds(14 * 60);
      const times = caller
        .events()
        .filter(
          (event) =>
            event.kind === 'heard' &&
            event.sound.kind === 'said' &&
            event.sound.text.includes('next in line'),
        )
        .map(({ at }) => at.getTime());
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      expect(times.length).toBeGreaterThan(3);
      expect(Math.min(...gaps)).toBeGreaterThan(60_000);
    });
  });

  describe('a wait that cannot continue', () => {
    test('calls an external number, which must accept with a key', async () => {
      const stage = await openAt();
      stage.twilio.setExternalNumber('+15550300001', { kind: 'answers', afterSeconds: 5 });
      const caller = stage.ring(numbers.support);
      await stage.until(() => caller.heard.includes('Nobody answered.') || !caller.isOnTheLine);
      expect(caller.heard).toContain('We try somebody else.');
      expect(caller.heard).toContain('Nobody answered.');
      await stage.seconds(20);
      expect(caller.isOnTheLine).toBe(true);
      expect(stage.requests(caller, '/wait').at(-1)?.url).toContain('queue=sales');
    });

    test('continues in another queue, where the time already waited counts', async () => {
      const stage = await openAt();
      stage.twilio.setExternalNumber('+15550300001', { kind: 'no-answer' });
      const caller = stage.ring(numbers.support);
      await stage.until(() => !caller.isOnTheLine);
      expect(caller.heard.at(-1)).toBe('That took too long.');
      const stays = stage
        .log()
        .flatMap((line) => (line.event === 'joined' ? [`${line.stay} ${line.queue}`] : []));
      expect(stays).toEqual(['0 support', '1 sales']);
      expect(stage.outcome(caller)).toBe('waitedTooLong');
      const left = stage.log().findLast((line) => line.event === 'left');
      expect(left?.secondsWaited).toBeGreaterThanOrEqual(1800);
      expect(left?.secondsWaited).toBeLessThan(1800 + 90);
    });
  });
});

describe('the priority lane', () => {
  test('is served before callers who came earlier, and only there places are announced', async () => {
    const stage = await open();
    const [first, second] = [stage.ring(numbers.sales), stage.ring(numbers.sales)];
    await stage.seconds(60);
    const [byNumber, byCaller] = [stage.ring(numbers.priority), stage.ring(numbers.sales, '+15550009999')];
    await stage.seconds(10);
    expect(first.heard[1]).toBe('You are still in line. Press star to leave.');
    expect(byNumber.heard[1]).toBe('You are next in line. Press star to leave.');
    expect(byCaller.heard[1]).toBe('One caller is ahead of you. Press star to leave.');
    const agent = await signIn(stage);
    const served = await serveAll(stage, agent, [byNumber, byCaller, first, second]);
    expect(served).toEqual([byNumber, byCaller, first, second].map(({ callSid }) => callSid));
  });

  test('comes after a caller in the normal lane who has waited ten minutes', async () => {
    const stage = await open();
    const early = stage.ring(numbers.sales);
    await stage.seconds(10 * 60);
    const late = stage.ring(numbers.priority);
    await stage.seconds(20);
    const agent = await signIn(stage);
    expect(await serveAll(stage, agent, [early, late])).toEqual([early.callSid, late.callSid]);
  });
});

describe('an agent of several queues', () => {
  test('hears alone which queue it is, how long the caller has waited and how many others wait', async () => {
    const stage = await open();
    const caller = stage.ring(numbers.support);
    await stage.seconds(130);
    stage.ring(numbers.support);
    await stage.seconds(5);
    const agent = await signIn(stage);
    await stage.seconds(20);
    expect(agent.heard).toContain('Support. Waiting for two minutes. One more waiting.');
    expect(caller.heard.join(' ')).not.toContain('Waiting for two minutes');
    expect(caller.heard.at(-1)).toBe('Here is your agent. This call is recorded.');
  });

  test('is connected to the caller who has waited longest in any queue', async () => {
    const stage = await open();
    const older = stage.ring(numbers.support);
    await stage.seconds(60);
    const younger = stage.ring(numbers.sales);
    await stage.seconds(30);
    const agent = await signIn(stage);
    expect(await serveAll(stage, agent, [older, younger])).toEqual([older.callSid, younger.callSid]);
  });

  test('gets a new caller within fifteen seconds, and causes about 360 requests an hour until then', async () => {
    const stage = await open();
    const agent = await signIn(stage);
    await stage.seconds(1800);
    const rounds = stage.requests(agent, '/agent/idle').length * 2;
    expect(rounds).toBeGreaterThan(330);
    expect(rounds).toBeLessThan(370);
    const caller = stage.ring(numbers.support);
    await stage.until(() => caller.heard.includes('Here is your agent. This call is recorded.'));
    const connected = stage.log().find((line) => line.event === 'connected');
    expect(connected?.secondsWaited).toBeLessThanOrEqual(15);
  });

  test('has wrap-up time after a conversation, which a key ends early', async () => {
    const stage = await open();
    const [first, second] = [stage.ring(numbers.sales), stage.ring(numbers.sales)];
    const agent = await signIn(stage);
    await stage.seconds(40);
    first.hangUp();
    await stage.seconds(12);
    expect(agent.heard.at(-1)).toMatch(/^You have 20 seconds for your notes/);
    agent.press('1');
    await stage.seconds(10);
    expect(second.heard.at(-1)).toBe('Here is your agent.');
  });

  test('who pauses gets no callers until a key is pressed', async () => {
    const stage = await open();
    const agent = await signIn(stage);
    agent.press('2');
    const caller = stage.ring(numbers.support);
    await stage.seconds(400);
    expect(agent.heard.at(-1)).toBe('You are paused. Press any key to take calls again, or 9 to log off.');
    agent.press('5');
    await stage.seconds(15);
    expect(caller.heard.at(-1)).toBe('Here is your agent. This call is recorded.');
  });

  test('logs off with a key, and is logged off after an hour without a conversation', async () => {
    const stage = await open();
    const [leaving, idle] = [await signIn(stage), await signIn(stage)];
    leaving.press('9');
    await stage.seconds(5);
    expect(leaving.isOnTheLine).toBe(false);
    await stage.seconds(3570);
    expect(idle.isOnTheLine).toBe(true);
    await stage.seconds(40);
    expect(idle.heard.at(-1)).toMatch(/^Nobody has called for a long time/);
  });

  test('is still connected when Twilio does not say which lines are busy', async () => {
    const stage = await open();
    const caller = stage.ring(numbers.support);
    await stage.seconds(5);
    stage.twilio.disturb({ where: 'rest', kind: 'status', status: 500, times: 50 });
    await signIn(stage);
    await stage.seconds(90);
    expect(caller.events().some(({ kind }) => kind === 'bridged')).toBe(true);
  });

  test('with their own code and PIN is known by them, whatever number they call from', async () => {
    const stage = await Stage.openEverything({
      clock: monday('10:00:00'),
      environment: { AGENT_PIN_ANA: '482915', AGENT_PIN_BEN: '730518' },
    });
    const agent = stage.agent('+15550990001');
    await stage.seconds(1);
    agent.press('22*730518#');
    await stage.seconds(5);
    expect(stage.log()).toContainEqual(
      expect.objectContaining({ event: 'agent-pin', agent: 'ben', accepted: true }),
    );
  });
});

describe('a served caller whose agent hangs up first', () => {
  test.each([
    ['4', 4, 'Thank you for your answer.'],
    ['9', null, 'Thank you for calling. Goodbye.'],
    ['', null, 'Thank you for calling. Goodbye.'],
  ])('who presses “%s” at the survey: %s is logged', async (key, answer, words) => {
    const stage = await open();
    const caller = stage.ring(numbers.sales);
    const agent = await signIn(stage);
    await stage.seconds(60);
    agent.hangUp();
    await stage.seconds(1);
    expect(caller.heard.at(-1)).toBe('How was it, from 1 to 5?');
    caller.press(key);
    await stage.seconds(15);
    expect(caller.heard).toContain(words);
    expect(caller.isOnTheLine).toBe(false);
    expect(stage.log()).toContainEqual(expect.objectContaining({ event: 'survey', answer }));
    expect(stage.outcome(caller)).toBe('served');
  });
});

/** Ana, who serves sales and support. */
async function signIn(stage: Stage) {
  const agent = stage.agent('+15550990001');
  await stage.seconds(1);
  agent.press('246810#');
  await stage.seconds(1);
  return agent;
}

/** Lets the agent serve until every caller has been connected. Returns the order. */
async function serveAll(
  stage: Stage,
  agent: Awaited<ReturnType<typeof signIn>>,
  callers: readonly { callSid: string; hangUp(): void }[],
): Promise<string[]> {
  const served: string[] = [];
  const connected = () => stage.log().flatMap((line) => (line.event === 'connected' ? [line.call] : []));
  while (served.length < callers.length) {
    await stage.until(() => connected().length > served.length);
    const next = connected()[served.length];
    if (next !== undefined) served.push(next);
    await stage.seconds(30);
    callers.find(({ callSid }) => callSid === next)?.hangUp();
    await stage.seconds(1);
    agent.press('1');
  }
  return served;
}
