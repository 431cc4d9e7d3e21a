import { join } from 'node:path';
import type { Person } from '../../../emulator/index';
import { projectWith, type TemporaryProject } from '../../../simulation/project-with';
import everything from '../../stories/everything.config';
import { LineOfTheQueue } from './line-of-the-queue';

let project: TemporaryProject;
let line: LineOfTheQueue;

beforeAll(async () => {
  project = await projectWith(join(__dirname, '..', '..', 'stories', 'everything.config.ts'), everything);
});
afterAll(() => project.close());

beforeEach(async () => {
  // Monday, ten o'clock in New York.
  line = await LineOfTheQueue.open({}, { project });
});
afterEach(() => line.close());

const outcomeOf = (told: readonly string[]) => told.find((text) => text.startsWith('Outcome: '));

/** A served caller whose agent ends the conversation. */
async function servedCaller(): Promise<Person> {
  const caller = line.caller();
  await line.seconds(70);
  const agent = await line.signedInAgent();
  await line.seconds(40);
  agent.press('*');
  await line.seconds(10);
  agent.hangUp();
  return caller;
}

describe('a story ends with the outcome', () => {
  test.each<[string, () => Promise<Person>, RegExp]>([
    [
      'of a caller who was served',
      servedCaller,
      /served by ana after 1 minute .* of waiting; the conversation was over after \d+ seconds \(the agent’s side ended it\)\.$/,
    ],
    [
      'of a caller who was served and hung up first',
      async () => {
        const caller = line.caller();
        await line.signedInAgent();
        await line.seconds(60);
        caller.hangUp();
        return caller;
      },
      /served by ana .* \(the caller hung up first\)\.$/,
    ],
    [
      'of a caller who gave up',
      async () => {
        const caller = line.caller();
        await line.seconds(60);
        caller.hangUp();
        return caller;
      },
      /the caller hung up after 57 seconds of waiting\.$/,
    ],
    [
      'of a caller who hung up during the greeting',
      async () => {
        const caller = line.caller();
        await line.seconds(1);
        caller.hangUp();
        return caller;
      },
      /the caller hung up before the wait began\.$/,
    ],
    [
      'of a caller who left by the key',
      async () => {
        const caller = line.caller();
        await line.seconds(30);
        caller.press('*');
        await line.seconds(30);
        caller.hangUp();
        return caller;
      },
      /the caller left by the key after 27 seconds of waiting\.$/,
    ],
    [
      'of a caller who waited too long',
      async () => {
        const caller = line.caller();
        await line.seconds(45 * 60);
        return caller;
      },
      /no agent was free in time: the wait was ended after \d+ minutes/,
    ],
    [
      'of a caller who found the line full',
      async () => {
        for (let count = 0; count < 5; count += 1) line.caller();
        await line.seconds(5);
        const caller = line.caller();
        await line.seconds(30);
        return caller;
      },
      /the line was full\.$/,
    ],
    [
      'of a caller who was sent away at closing time',
      async () => {
        await line.seconds(7 * 3600 - 600);
        const caller = line.caller();
        await line.seconds(12 * 60);
        return caller;
      },
      /sent away at closing time, after 1\d minutes/,
    ],
    [
      'of a caller who found the queue closed',
      async () => {
        await line.seconds(8 * 3600);
        const caller = line.caller();
        await line.seconds(30);
        return caller;
      },
      /turned away: the queue was closed\.$/,
    ],
    [
      'of a caller who was blocked',
      async () => {
        const caller = line.caller('+15550006666');
        await line.seconds(5);
        return caller;
      },
      /rejected: the number is on the list of blocked callers\.$/,
    ],
    [
      'of a caller who hid the number',
      async () => {
        const caller = line.caller('anonymous');
        await line.seconds(5);
        return caller;
      },
      /rejected: the number was hidden\.$/,
    ],
    [
      'of a caller whom our functions failed',
      async () => {
        line.twilio.disturb({ path: '/wait', kind: 'status', status: 500, times: 8 });
        const caller = line.caller();
        await line.seconds(30);
        return caller;
      },
      /ran into an error\.$/,
    ],
  ])('%s', async (_who, play, outcome) => {
    const told = await line.toldLater(await play());
    expect(outcomeOf(told)).toMatch(outcome);
  });

  it('of a caller who is still there, from the log alone', async () => {
    const caller = line.caller();
    await line.seconds(100);
    const told = await line.told(caller);
    expect(outcomeOf(told)).toBe('Outcome: the call goes on (in-progress).');
    expect(told).toContainEqual(
      expect.stringMatching(/^10:00:\d\d {2}joined the line of support as number 1$/),
    );
    expect(told).toContainEqual(expect.stringContaining('fifteen minutes after the end of a call.'));
  });
});

describe('the story of a caller', () => {
  it('names the places in line, the words, the music and the agent', async () => {
    const before = line.caller();
    await line.seconds(20);
    const caller = line.caller();
    await line.seconds(10);
    before.hangUp();
    await line.seconds(60);
    const agent = await line.signedInAgent();
    await line.seconds(40);
    agent.press('*');
    const told = await line.toldLater(caller);
    expect(told.slice(0, 3)).toEqual([
      expect.stringMatching(
        `^Call ${caller.callSid}  \\+15550000002 → \\+15551230000 \\(a caller of support\\)$`,
      ),
      'Monday, January 5, 2026, times in America/New_York',
      '',
    ]);
    expect(told.slice(3).map((text) => text.replace(/^\d\d:\d\d:\d\d {2}/, ''))).toEqual(
      expect.arrayContaining([
        'rang; heard “Support. This call is recorded.”',
        'joined the line of support as number 2; heard “One caller is ahead of you. Press star to leave.”, then porch-light.v1.wav',
        expect.stringMatching(/^was number 1 in line; heard bach-prelude\.v1\.wav/),
        `was connected to ana (call ${agent.callSid}), after 1 minute 22 seconds in line; heard “Here is your agent. This call is recorded.”`,
        expect.stringMatching(
          /^the conversation was over after \d+ seconds \(the agent’s side ended it\); heard “Thank you/,
        ),
        expect.stringMatching(/^the call ended: completed, 1 minute/),
      ]),
    );
  });

  it('is the same from Twilio’s requests when the log cannot be read', async () => {
    const caller = await servedCaller();
    const told = await line.toldLater(caller);
    line.twilio.disturb({ where: 'rest', kind: 'status', status: 403, path: '/Services', times: 9 });
    const without = await line.told(caller);
    const events = (lines: readonly string[]) =>
      lines
        .filter((text) => /^\d/.test(text))
        .map((text) => text.slice(10).replace(/over after .*? \(/, 'over ('));
    expect(events(without)).toEqual(events(told));
    expect(without).toContainEqual(
      expect.stringMatching(
        /^ {2}The functions’ log: it could not be read: Twilio allows this only with other credentials/,
      ),
    );
    expect(without).toContainEqual(expect.stringContaining('worked out from Twilio’s requests'));
  });

  it('has what was heard when no function answered, and Twilio’s error about it', async () => {
    line.twilio.disturb({ path: '/caller', kind: 'lost', times: Number.POSITIVE_INFINITY });
    const caller = line.caller();
    await line.seconds(120);
    const told = (await line.toldLater(caller)).join('\n');
    expect(told).toContain('Twilio requested /caller and got no answer');
    expect(told).toContain('static document /fallback/caller-support.xml; heard “');
    expect(told).toMatch(
      /Twilio’s error 11205 at \/caller: No connection to the web server\. Check that .* https:\/\/www\.twilio\.com\/docs\/api\/errors\/11205/,
    );
    expect(told).toContain('Outcome: ran into an error.');
  });

  it('believes Twilio’s requests if the log has no line', async () => {
    const caller = line.caller();
    await line.seconds(30);
    line.twilio.disturb({ path: '/action', kind: 'body', body: 'no TwiML' });
    caller.press('*');
    await line.seconds(5);
    caller.hangUp();
    await line.seconds(60);
    const told = (await line.toldLater(caller)).join('\n');
    expect(told).toContain('pressed * to leave the line');
    expect(told).toContain('was taken out of the line by a fault, after 27 seconds of waiting');
    expect(told).toContain('Outcome: ran into an error after 27 seconds of waiting.');
  });

  it('has the message of a caller, and why it did not arrive', async () => {
    const caller = line.caller();
    await line.seconds(30);
    caller.press('*');
    await line.seconds(4);
    caller.speak(12);
    await line.seconds(60);
    const told = (await line.toldLater(caller)).join('\n');
    expect(told).toContain(
      'heard “Leave a message after the beep.”, then a beep, to leave a message after it',
    );
    expect(told).toMatch(/a message was recorded, 12 seconds \(RE\w{32}\)/);
    expect(told).toContain('heard “Thank you for your message.”');
    expect(told).toContain('the message of 12 seconds was NOT delivered: VOICEMAIL_WEBHOOK_URL is not set');
  });

  it('has the external number that was called, whose own story names its parent', async () => {
    line.twilio.setExternalNumber('+15550300001', { kind: 'answers', afterSeconds: 8 });
    const caller = line.caller();
    await line.twilio.clock.advanceUntil(
      () =>
        line.twilio.personAt('+15550300001')?.heard.some((words) => words.startsWith('A call for')) ?? false,
      3600_000,
    );
    const outside = line.twilio.personAt('+15550300001');
    if (!outside) throw new Error('Nobody was rung.');
    await line.seconds(1);
    outside.press('1');
    await line.seconds(20);
    outside.hangUp();
    const told = (await line.toldLater(caller)).join('\n');
    expect(told).toContain(`+15550300001 was called (call ${outside.callSid}): completed`);
    expect(told).toContain('came back from the number that was called: completed');
    const theirs = (await line.told(outside)).join('\n');
    expect(theirs).toContain('(an external person, called for a caller)');
    expect(theirs).toContain(
      `Dialed by the call ${caller.callSid}: npm run explain-call -- ${caller.callSid}`,
    );
    expect(theirs).toMatch(/answered, and was asked to take a caller; heard “A call for support\./);
    expect(theirs).toContain('took the caller with a key');
  });

  it('has the key pressed in a menu, but no other keys', async () => {
    const url = `https://${line.deployed.deployment.domain}/caller`;
    line.twilio.setNumber({ phoneNumber: '+15550200000', voiceUrl: url });
    const caller = line.caller(undefined, '+15550200000');
    await line.seconds(2);
    caller.press('2');
    await line.seconds(30);
    caller.press('7');
    await line.seconds(10);
    caller.hangUp();
    const told = (await line.toldLater(caller)).join('\n');
    expect(told).toContain('rang; heard “For sales press 1, for support press 2.”');
    expect(told).toContain('pressed 2 in the menu; heard “Support. This call is recorded.”');
    expect(told).toContain('pressed a key that has no meaning here');
    expect(told).not.toContain('pressed 7');
  });

  it('has an end even without a status callback, from Twilio’s record', async () => {
    const voiceUrl = `https://${line.deployed.deployment.domain}/caller?queue=support`;
    line.twilio.setNumber({ phoneNumber: '+15551239999', voiceUrl });
    const caller = line.caller(undefined, '+15551239999');
    await line.seconds(1);
    caller.hangUp();
    expect(outcomeOf(await line.toldLater(caller))).toBe(
      'Outcome: the caller hung up before the wait began.',
    );
  });

  it('has a line for a day that starts during the call', async () => {
    line.close();
    line = await LineOfTheQueue.open();
    await line.seconds(9 * 3600 - 60);
    const caller = line.caller();
    await line.seconds(120);
    caller.hangUp();
    const told = await line.toldLater(caller);
    expect(told).toContain('Tuesday, January 6, 2026:');
    expect(told[1]).toBe('Monday, January 5, 2026, times in UTC');
  });
});
