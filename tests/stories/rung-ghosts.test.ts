import type { Person } from '../../emulator/index';
import { RungStage } from './rung-stage';
import { under } from './under';

/** A caller who leaves the line by a key while TaskRouter refuses every request, for so long. */
async function leavesUntold(stage: RungStage, refusedForSeconds: number): Promise<Person> {
  await stage.busy('ben');
  const caller = stage.caller();
  await stage.seconds(20);
  const taskRouter = { where: 'rest', path: '/Workspaces' } as const;
  const takeBack = stage.twilio.disturb({ ...taskRouter, kind: 'status', status: 503, times: 99 });
  caller.press('*');
  await stage.seconds(refusedForSeconds);
  takeBack();
  return caller;
}

describe('an agent who is rung for a caller who has left, which TaskRouter was never told', () => {
  test.each(under('acceptedAt', 'instructionFails', 'taskAfterConversation'))(
    'hears so, has missed nothing, and nobody is rung for that caller again, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: { ...given, leaveCancelsTask: 'no' } });
      const caller = await leavesUntold(stage, 10);
      expect([stage.stage.outcome(caller), stage.openTasksOf(caller)]).toEqual(['keyPressed', 1]);
      await stage.available('ada');
      const ada = await stage.take('ada');
      await stage.seconds(8);
      expect(ada.heard.at(-1)).toContain('The caller is no longer waiting.');
      await stage.seconds(40);
      expect([stage.ringsOf('ada'), stage.missesOf('ada'), stage.stateOf('ada')]).toEqual([
        1,
        0,
        'Available',
      ]);
      expect(stage.openTasksOf(caller)).toBe(0);
    },
  );
});

describe('a caller whose task nothing ended when they left the line', () => {
  test.each(under('instructionFails'))(
    'is not looked for any more once the call is over, and a ringing phone stops, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: { ...given, leaveCancelsTask: 'no' } });
      await stage.available('ada');
      const caller = stage.caller();
      await stage.until(() => stage.isRung('ada'), 10);
      stage.twilio.disturb({ kind: 'status', status: 500, path: '/action', times: 4 });
      caller.press('*');
      await stage.seconds(3);
      expect([stage.openTasksOf(caller), stage.isRung('ada')]).toEqual([1, true]);
      caller.hangUp();
      await stage.seconds(5);
      expect([stage.openTasksOf(caller), stage.isRung('ada'), stage.missesOf('ada')]).toEqual([0, false, 0]);
    },
  );

  test('is not looked for either where TaskRouter refused it at that moment', async () => {
    const stage = await RungStage.open({ assumptions: { leaveCancelsTask: 'no' } });
    const caller = await leavesUntold(stage, 0.5);
    await stage.seconds(10);
    expect([stage.stage.outcome(caller), stage.openTasksOf(caller)]).toEqual(['keyPressed', 0]);
  });
});

describe('an agent whose line breaks while the caller hears the last words', () => {
  test.each(under('acceptedAt', 'dialActionAfterHangup'))(
    'leaves the caller to the next, if %s',
    async (_answers, assumptions) => {
      const stage = await RungStage.open({ assumptions });
      await stage.available('ada', 'ben');
      const caller = stage.caller();
      const ada = await stage.take('ada');
      await stage.seconds(0.5);
      ada.hangUp();
      await stage.take('ben');
      await stage.until(() => stage.isTalking(caller), 10);
    },
  );
});
