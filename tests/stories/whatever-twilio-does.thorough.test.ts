import { Clock } from '../../emulator/index';
import { longestSilence, Stage } from './stage';

describe('whatever Twilio’s documentation leaves open', () => {
  test('callers wait with music and announcements, and an agent serves one after another', async () => {
    const stage = await Stage.open();
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

  test('a caller whose key has no meaning stays in line', async () => {
    const stage = await Stage.open();
    const caller = stage.caller();
    await stage.seconds(20);
    caller.press('7');
    await stage.seconds(100);
    expect(caller.isOnTheLine).toBe(true);
    expect(caller.heard.filter((words) => words.startsWith('♪')).length).toBeGreaterThan(2);
  });

  test('a caller who hangs up while waiting, or just before an agent is there, has one outcome', async () => {
    const stage = await Stage.open();
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
    const stage = await Stage.open();
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
      const stage = await Stage.open();
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

const openEverything = () =>
  Stage.openEverything({ clock: new Clock({ startsAt: new Date('2026-01-05T10:00:00-05:00') }) });

describe('a business with everything, whatever is left open', () => {
  test('serves two queues by one agent, the priority lane first, and asks how it was', async () => {
    const stage = await openEverything();
    const support = stage.ring('+15550200002');
    await stage.seconds(30);
    const priority = stage.ring('+15550200009');
    await stage.seconds(30);
    const agent = stage.agent('+15550990001');
    await stage.seconds(1);
    agent.press('246810#');
    const isServed = (person: typeof support) => person.events().some(({ kind }) => kind === 'bridged');
    await stage.until(() => isServed(priority));
    expect(isServed(support)).toBe(false);
    await stage.seconds(30);
    agent.press('*');
    await stage.seconds(4);
    priority.press('5');
    await stage.until(() => isServed(support));
    expect(stage.log()).toContainEqual(expect.objectContaining({ event: 'survey', answer: 5 }));
    expect(stage.outcome(priority)).toBe('served');
    expect(agent.isOnTheLine).toBe(true);
  });

  test('takes a message from a caller who leaves by the key, and thanks them', async () => {
    const stage = await openEverything();
    const caller = stage.ring('+15550200002');
    await stage.seconds(20);
    caller.press('*');
    await stage.until(() => caller.heard.includes('Leave a message after the beep.'));
    await stage.seconds(5);
    caller.speak(10);
    await stage.seconds(60);
    expect(stage.outcome(caller)).toBe('keyPressed');
    expect(caller.isOnTheLine).toBe(false);
    expect(stage.log()).toContainEqual(expect.objectContaining({ event: 'voicemail', seconds: 10 }));
  });

  test('finds an external person who accepts, and continues if it is only a voicemail', async () => {
    for (const accepts of [true, false]) {
      const stage = await openEverything();
      const caller = stage.ring('+15550200002');
      stage.twilio.setExternalNumber('+15550300001', { kind: 'rings' });
      await stage.until(() => caller.heard.includes('We try somebody else.'));
      await stage.seconds(5);
      const outside = stage.twilio.personAt('+15550300001');
      outside?.answer();
      await stage.seconds(2);
      if (accepts) outside?.press('1');
      await stage.seconds(20);
      expect(caller.events().some(({ kind }) => kind === 'bridged')).toBe(accepts);
      expect(caller.heard.includes('Nobody answered.')).toBe(!accepts);
      expect(caller.isOnTheLine).toBe(true);
    }
  });
});
