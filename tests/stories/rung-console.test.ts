import { RungStage } from './rung-stage';
import { under } from './under';

const nobodyHere = 'Nobody is here.';

/** A caller's next document, or the end of the grace period that it starts. */
const longestDocumentSeconds = 90;

describe('the last agent, set offline at the Console during a conversation', () => {
  const setOffline = async (secondsInLine: number, given: Parameters<typeof RungStage.open>[0]) => {
    const stage = await RungStage.open(given);
    await stage.busy('ada');
    const callers = [stage.caller(), stage.caller(), stage.caller()];
    await stage.seconds(secondsInLine);
    await stage.set('ada', 'offline');
    stage.begin();
    return { stage, callers };
  };

  describe.each([5, 25, 45, 60, 85])('when callers have waited for %d seconds', (secondsInLine) => {
    test.each(under('redirectedRuns', 'redirectEndsTask', 'leaveCancelsTask'))(
      'leaves them waiting no longer than to their next document, and half a minute at least, if %s',
      async (_answers, assumptions) => {
        const { stage, callers } = await setOffline(secondsInLine, { assumptions });
        await stage.seconds(29);
        for (const caller of callers) expect(caller.heard).not.toContain(nobodyHere);
        const allKnow = () => callers.every(({ heard }) => heard.includes(nobodyHere));
        await stage.until(allKnow, longestDocumentSeconds - 29);
        await stage.seconds(5);
        expect(callers.map((caller) => stage.stage.outcome(caller))).toEqual(callers.map(() => 'noAgents'));
        expect(callers.map((caller) => stage.openTasksOf(caller))).toEqual([0, 0, 0]);
      },
    );
  });

  test('starts one timer, however many callers ask', async () => {
    const { stage } = await setOffline(45, {});
    const timers = () =>
      stage.routerEvents().filter(({ eventType, parameters }) => {
        const { queue, call_sid: call } = JSON.parse(parameters.TaskAttributes ?? '{}');
        return eventType === 'task.created' && queue === 'support' && call === undefined;
      });
    await stage.seconds(29);
    expect(timers()).toHaveLength(1);
  });

  test('and back before half a minute is over, keeps its callers', async () => {
    const { stage, callers } = await setOffline(45, {});
    await stage.endTalk('ada');
    await stage.seconds(20);
    await stage.available('ada');
    await stage.take('ada');
    await stage.until(() => callers.some((caller) => stage.isTalking(caller)), 10);
    await stage.seconds(100);
    for (const caller of callers) expect(caller.heard).not.toContain(nobodyHere);
  });
});
