import { type AssumptionName, type Assumptions, assumptions, Clock } from '../../emulator/index';
import { Stage } from './stage';

const settings = (Object.keys(assumptions) as AssumptionName[]).flatMap((name) =>
  assumptions[name].answers.map((answer) => ({
    name,
    answer,
    given: { [name]: answer } as Partial<Assumptions>,
  })),
);

const open = (given: Partial<Assumptions>) =>
  Stage.openEverything({
    clock: new Clock({ startsAt: new Date('2026-01-05T10:00:00-05:00') }),
    assumptions: given,
  });

describe.each(settings)('a business with everything, if Twilio’s answer to $name is $answer', ({ given }) => {
  test('serves two queues by one agent, the priority lane first, and asks how it was', async () => {
    const stage = await open(given);
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

  test('takes a message from who leaves by key, and thanks for it', async () => {
    const stage = await open(given);
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

  test('finds somebody outside who accepts, and goes on if it is only a voicemail', async () => {
    for (const accepts of [true, false]) {
      const stage = await open(given);
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
