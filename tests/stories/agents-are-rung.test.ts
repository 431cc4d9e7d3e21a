import { RungStage } from './rung-stage';

describe('a caller of a queue whose agents are rung', () => {
  test('is served by the agent who has been idle longest, once that agent presses a key', async () => {
    const stage = await RungStage.open();
    await stage.available('ada', 'ben');
    const caller = stage.caller();
    const ada = await stage.take('ada');
    await stage.until(() => stage.isTalking(caller), 20);
    expect(stage.stateOf('ada')).toBe('On a Call');
    await stage.seconds(30);
    ada.hangUp();
    await stage.seconds(5);
    expect(stage.stage.outcome(caller)).toBe('served');
    expect(stage.stateOf('ada')).toBe('Wrap-Up');
    await stage.seconds(20);
    expect(stage.stateOf('ada')).toBe('Available');
    expect(stage.openTasks()).toBe(0);
    expect(stage.ringsOf('ben')).toBe(0);
    expect(stage.stage.faults()).toEqual([]);
    expect(ada.heard).toEqual(['A call for support. Press 1 to take it, or star to decline.']);
  });

  test('hears that nobody is there, and is not put in line', async () => {
    const stage = await RungStage.open();
    const caller = stage.caller();
    await stage.seconds(5);
    expect(caller.heard).toEqual(['Nobody is here.']);
    expect(stage.stage.outcome(caller)).toBe('noAgents');
  });

  test('goes on to the next agent when one does not answer', async () => {
    const stage = await RungStage.open();
    await stage.available('ada', 'ben');
    stage.begin();
    const caller = stage.caller();
    await stage.take('ben');
    await stage.until(() => stage.isTalking(caller), 10);
    expect(stage.now).toBeLessThan(40);
    expect([stage.stateOf('ada'), stage.missesOf('ada')]).toEqual(['Available', 1]);
    expect(stage.stage.faults()).toEqual([]);
  });
});
