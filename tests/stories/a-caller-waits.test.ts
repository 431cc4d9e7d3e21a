import type { Person } from '../../emulator/index';
import { kindsOfQueue, longestSilence } from './stage';

const offer = 'To stop waiting, press star.';

describe.each(kindsOfQueue)('a waiting caller where %s', (kind, open) => {
  test('is greeted, hears that they are next, and then only music, because an agent may come at any time', async () => {
    const stage = await open();
    const caller = stage.caller();
    await stage.seconds(70);
    expect(caller.heard).toEqual([
      'Thank you for calling. You are in line for the next free agent.',
      `You are next in line. ${offer}`,
      '♪ porch-light.v1.wav',
      '♪ bach-prelude.v1.wav',
    ]);
  });

  test('hears with each piece how many are ahead, moves up as others leave, and hears when they are next', async () => {
    const stage = await open();
    const [first, second] = [stage.caller(), stage.caller()];
    await stage.seconds(10);
    const third = stage.caller();
    await stage.seconds(10);
    expect(third.heard).toContain(`Two callers are ahead of you. ${offer}`);
    first.hangUp();
    await stage.seconds(60);
    expect(third.heard).toContain(`One caller is ahead of you. ${offer}`);
    second.hangUp();
    await stage.seconds(140);
    expect(third.heard).toContain(`You are next in line. ${offer}`);
  });

  test('never hears the same piece twice in a row, or more than two seconds of silence', async () => {
    const stage = await open();
    const caller = stage.caller();
    await stage.seconds(29 * 60);
    const pieces = caller.heard.filter((words) => words.startsWith('♪'));
    expect(pieces.length).toBeGreaterThan(20);
    expect(pieces.filter((piece, index) => piece === pieces[index + 1])).toEqual([]);
    expect(longestSilence(caller)).toBeLessThanOrEqual(2);
  });

  const isRung = kind === 'agents are rung';

  test(`causes at most 1.3 requests a minute, and ${isRung ? 'at most three REST calls each time' : 'no REST call'}`, async () => {
    const stage = await open();
    const restBefore = stage.twilio.timeline.events().filter(({ kind }) => kind === 'rest').length;
    const caller = stage.caller();
    await stage.seconds(20 * 60);
    expect(stage.requests(caller, '/wait').length / 20).toBeLessThanOrEqual(1.3);
    const rest = stage.twilio.timeline.events().filter((event) => event.kind === 'rest').length - restBefore;
    // With nobody free for sure, `/agent/reconcile` looks again.
    expect(rest).toBeLessThanOrEqual(isRung ? 3 * (stage.requests(caller, '/wait').length + 1) : 0);
  });

  test('is taken out after half an hour, at most one piece and its announcement late', async () => {
    const stage = await open();
    const caller = stage.caller();
    await stage.until(() => !caller.isOnTheLine);
    expect(caller.heard.at(-1)).toBe(
      'Sorry, we could not answer your call in time. Please call again later. Goodbye.',
    );
    expect(stage.outcome(caller)).toBe('waitedTooLong');
    const left = stage.log().find((line) => line.event === 'left');
    expect(left).toMatchObject({ result: 'leave' });
    expect(left?.secondsWaited).toBeGreaterThanOrEqual(1800);
    expect(left?.secondsWaited).toBeLessThanOrEqual(1800 + 84 + 5);
  });

  test('who presses the exit key at any time hears goodbye at once', async () => {
    for (const moment of [7, 9, 55, 57.5]) {
      const stage = await open();
      const caller = stage.caller();
      await stage.seconds(moment);
      caller.press('*');
      await stage.seconds(10);
      expect(caller.heard.at(-1)).toBe('Thank you for calling. You can reach us again at any time. Goodbye.');
      expect(caller.isOnTheLine).toBe(false);
      expect(stage.outcome(caller)).toBe('keyPressed');
    }
  });

  test.each([...'0123456789#'])(
    'who presses %s stays in line, at the same place, and hears the next piece without an announcement',
    async (key) => {
      const stage = await open();
      stage.caller();
      const caller = stage.caller();
      await stage.seconds(15);
      caller.press(key);
      await stage.seconds(15);
      expect(caller.heard.slice(1)).toEqual([
        `One caller is ahead of you. ${offer}`,
        '♪ porch-light.v1.wav',
        '♪ bach-prelude.v1.wav',
      ]);
      expect(longestSilence(caller)).toBeLessThanOrEqual(2);
    },
  );

  test('who hangs up has abandoned, whether during the greeting, the announcement or the music', async () => {
    for (const moment of [1, 5, 30]) {
      const stage = await open();
      const caller = stage.caller();
      await stage.seconds(moment);
      caller.hangUp();
      await stage.seconds(1);
      expect(stage.outcome(caller)).toBe('abandoned');
      expect(stage.faults()).toEqual([]);
    }
  });

  test('who finds the line full hears so, and nobody else is disturbed', async () => {
    const stage = await open({ settings: { maxConcurrentCalls: 200 } });
    const waiting: Person[] = [];
    while (waiting.length < 100) {
      waiting.push(stage.caller());
      await stage.seconds(1);
    }
    await stage.seconds(10);
    const caller = stage.caller();
    await stage.seconds(20);
    expect(caller.heard.slice(1)).toEqual([
      'Sorry, too many callers are waiting already. Please try again later. Goodbye.',
    ]);
    expect(stage.outcome(caller)).toBe('full');
    expect(waiting.every((person) => person.isOnTheLine)).toBe(true);
  });
});
