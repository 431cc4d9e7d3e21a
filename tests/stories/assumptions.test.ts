import { type AssumptionName, type Assumptions, assumptions } from '../../emulator/index';
import { longestSilence, Stage } from './stage';

/** Every answer to every question, one at a time, the others as usual. */
const settings = (Object.keys(assumptions) as AssumptionName[]).flatMap((name) =>
  assumptions[name].answers.map((answer) => ({
    name,
    answer,
    given: { [name]: answer } as Partial<Assumptions>,
  })),
);

describe.each(settings)('if Twilio’s answer to $name is $answer', ({ given }) => {
  test('callers wait with music and news, and an agent serves one after the other', async () => {
    const stage = await Stage.open({ assumptions: given });
    const [first, second, third] = [stage.caller(), stage.caller(), stage.caller()];
    await stage.seconds(100);
    third.press('*');
    const agent = await stage.signedInAgent();
    await stage.seconds(60);
    first.hangUp();
    await stage.seconds(60);
    agent.press('*');
    await stage.seconds(30);
    expect([first, second, third].map((caller) => stage.outcome(caller))).toEqual([
      'served',
      'served',
      'keyPressed',
    ]);
    expect(second.heard.at(-1)).toBe('Thank you for calling. Goodbye.');
    expect(agent.isOnTheLine).toBe(true);
    for (const caller of [first, second, third]) expect(longestSilence(caller)).toBeLessThanOrEqual(2);
    expect(stage.faults()).toEqual([]);
  });

  test('a caller whose key means nothing stays in line', async () => {
    const stage = await Stage.open({ assumptions: given });
    const caller = stage.caller();
    await stage.seconds(20);
    caller.press('7');
    await stage.seconds(100);
    expect(caller.isOnTheLine).toBe(true);
    expect(caller.heard.filter((words) => words.startsWith('♪')).length).toBeGreaterThan(2);
  });

  test('a caller who hangs up while waiting, or just before an agent is there, has one outcome', async () => {
    const stage = await Stage.open({ assumptions: given });
    const [waiting, connecting] = [stage.caller(), stage.caller()];
    await stage.seconds(30);
    waiting.hangUp();
    await stage.seconds(1);
    await stage.signedInAgent();
    await stage.until(() => connecting.heard.includes('Thank you for waiting. Here is your agent.'));
    connecting.hangUp();
    await stage.seconds(30);
    expect(stage.outcome(waiting)).toBe('abandoned');
    expect(['abandoned', 'error', 'served']).toContain(stage.outcome(connecting));
  });

  test('a caller whose agent hangs up just before being there is not lost', async () => {
    const stage = await Stage.open({ assumptions: given });
    const caller = stage.caller();
    await stage.seconds(30);
    const agent = await stage.signedInAgent();
    await stage.until(() => caller.heard.includes('Thank you for waiting. Here is your agent.'));
    agent.hangUp();
    await stage.seconds(20);
    expect(caller.isOnTheLine).toBe(true);
    expect(caller.heard).toContain('Sorry, we lost the connection to the agent. You are back in line.');
    expect(longestSilence(caller)).toBeLessThanOrEqual(2);
  });

  test.each(['/wait', '/action', '/wait/key', '/agent/connect'])(
    'no caller is lost silently when %s keeps failing',
    async (path) => {
      const stage = await Stage.open({ assumptions: given });
      const caller = stage.caller();
      await stage.seconds(20);
      stage.twilio.disturb({ kind: 'status', status: 500, path, times: Number.POSITIVE_INFINITY });
      if (path === '/agent/connect') await stage.signedInAgent();
      else caller.press('*');
      await stage.seconds(120);
      const words = caller.heard.filter((sound) => !sound.startsWith('♪'));
      const isTalking = caller.events().some(({ kind }) => kind === 'bridged');
      expect(isTalking || caller.isOnTheLine || /[Ss]orry|reach us again/.test(words.at(-1) ?? '')).toBe(
        true,
      );
    },
  );
});
