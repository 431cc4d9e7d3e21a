import type { Person } from '../../emulator/index';
import { RungStage } from './rung-stage';
import { longestSilence } from './stage';
import { under } from './under';

const nobodyHere = 'Nobody is here.';

/** A caller waiting while the only agent is talking. */
async function waiting(given: Parameters<typeof RungStage.open>[0] = {}) {
  const stage = await RungStage.open(given);
  await stage.busy('ada');
  const caller = stage.caller();
  await stage.seconds(25);
  return { stage, caller };
}

/** Ways in which TaskRouter may forget a caller who still waits. */
const ways: [string, (stage: RungStage, caller: Person) => void][] = [
  ['deleted at the Console', (stage, caller) => stage.deleteTask(caller)],
  ['canceled by somebody', (stage, caller) => stage.cancelTask(caller, 'Cleaning up.')],
];

describe.each(ways)('a caller whose task was %s', (_way, lose) => {
  test.each(under('leaveCancelsTask', 'taskEndsCall'))(
    'is back in line with the next document, and served with the time waited, if %s',
    async (_answers, assumptions) => {
      const { stage, caller } = await waiting({ assumptions });
      lose(stage, caller);
      stage.begin();
      await stage.until(() => stage.openTasksOf(caller) === 1, 130);
      await stage.available('ada');
      await stage.take('ada');
      await stage.until(() => stage.isTalking(caller), 10);
      expect(longestSilence(caller)).toBeLessThanOrEqual(3);
      await stage.seconds(30);
      caller.hangUp();
      await stage.seconds(5);
      expect(stage.stage.outcome(caller)).toBe('served');
      const waited = stage.stage
        .log()
        .flatMap((line) =>
          line.event === 'left' && line.call === caller.callSid ? [line.secondsWaited] : [],
        );
      expect(waited.at(-1)).toBeGreaterThanOrEqual(waited[0] ?? Number.POSITIVE_INFINITY);
    },
  );

  test('hears that nobody is there, where that is so', async () => {
    const { stage, caller } = await waiting();
    lose(stage, caller);
    await stage.endTalk('ada');
    await stage.set('ada', 'offline');
    await stage.until(() => caller.heard.includes(nobodyHere), 130);
    await stage.seconds(5);
    expect(stage.stage.outcome(caller)).toBe('noAgents');
    expect(stage.openTasks()).toBe(0);
  });

  test('hears a plan in the end if it happens again and again', async () => {
    const { stage, caller } = await waiting();
    await stage.until(() => {
      if (stage.openTasksOf(caller) > 0) lose(stage, caller);
      return !caller.isOnTheLine;
    }, 580);
    expect(stage.stage.outcome(caller)).toBe('error');
  });
});

describe('a caller who could not hear that no agent is there', () => {
  test.each(under('leaveCancelsTask', 'redirectedRuns'))(
    'hears it with the next document, even if an agent is back by then, if %s',
    async (_answers, assumptions) => {
      const { stage, caller } = await waiting({ assumptions });
      await stage.endTalk('ada');
      await stage.choose('ada', '3', '3');
      stage.twilio.disturb({
        where: 'rest',
        kind: 'status',
        status: 503,
        path: `/Calls/${caller.callSid}`,
        times: 10,
      });
      await stage.until(() => stage.openTasksOf(caller) === 0, 40);
      stage.twilio.disturbances.clear();
      await stage.available('ada');
      stage.begin();
      await stage.until(() => caller.heard.includes(nobodyHere), 90);
      await stage.seconds(5);
      expect(stage.stage.outcome(caller)).toBe('noAgents');
      expect(stage.ringsOf('ada')).toBe(1);
    },
  );
});

describe('a caller waiting as usual', () => {
  test('is never taken for one without a task, however full the line and whatever fails', async () => {
    const { stage, caller } = await waiting();
    const others = Array.from({ length: 12 }, () => stage.caller());
    await stage.seconds(300);
    stage.twilio.disturb({ where: 'rest', kind: 'hang', path: '/Workspaces', times: 50 });
    await stage.seconds(150);
    for (const one of [caller, ...others]) expect(one.isOnTheLine).toBe(true);
    expect(stage.stage.log().filter(({ event }) => event === 'leaving')).toEqual([]);
  });
});
