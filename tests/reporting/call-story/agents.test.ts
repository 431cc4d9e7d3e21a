import { join } from 'node:path';
import { projectWith, type TemporaryProject } from '../../../simulation/project-with';
import { answersTo } from '../../emulator/application';
import everything from '../../stories/everything.config';
import { LineOfTheQueue, pin } from './line-of-the-queue';

/** What happened, without the times. */
const events = (told: readonly string[]) =>
  told.filter((text) => /^\d\d:/.test(text)).map((text) => text.slice(10));

describe('the session of an agent of one queue', () => {
  let line: LineOfTheQueue;
  afterEach(() => line.close());

  it('has the wrong PIN, the callers and the conversations', async () => {
    line = await LineOfTheQueue.open();
    const caller = line.caller();
    await line.seconds(20);
    const agent = await line.signedInAgent('999999#');
    await line.seconds(10);
    agent.press(`${pin}#`);
    await line.seconds(60);
    agent.press('*');
    await line.seconds(15);
    agent.hangUp();
    const told = await line.toldLater(agent);
    expect(told[0]).toBe(`Call ${agent.callSid}  +15550990001 → +15551230001 (an agent)`);
    expect(events(told)).toEqual([
      'rang; heard “Please enter your PIN, then press pound.”',
      'was asked for the PIN',
      'entered a wrong PIN, at attempt 1; heard “That PIN is incorrect.”, then “Please enter your PIN, then press pound.”',
      'was let in by the PIN, at attempt 2; heard “You are signed in.”, then “Press star to end a conversation.”, then “One caller is waiting. Connecting you now.”',
      `was connected to a caller of support (call ${caller.callSid}), who had waited 34 seconds`,
      `the conversation with call ${caller.callSid} was over after 50 seconds (the agent’s side ended it); heard “Nobody is waiting. Stay on the line, and the next caller will be connected.”`,
      'the call ended: completed, 1 minute 26 seconds long',
    ]);
    expect(told).toContain(
      'Outcome: a session of 1 minute 26 seconds: connected to 1 caller, talked for 50 seconds.',
    );
  });

  it('says that nobody was let in', async () => {
    line = await LineOfTheQueue.open();
    const agent = line.agent();
    await line.seconds(120);
    const told = await line.toldLater(agent);
    expect(events(told).filter((text) => text.includes('attempt'))).toHaveLength(3);
    expect(told).toContain('Outcome: nobody was let in.');
  });

  describe.each(answersTo('dialActionCallSid'))('whichever SID Twilio sends ($answer)', ({ given }) => {
    it('has the end of the conversation, and the caller’s story has it once', async () => {
      line = await LineOfTheQueue.open({ assumptions: given });
      const caller = line.caller();
      const agent = await line.signedInAgent();
      await line.seconds(60);
      caller.hangUp();
      await line.seconds(30);
      agent.hangUp();
      const told = events(await line.toldLater(agent));
      expect(told.filter((text) => text.includes('the caller hung up first'))).toHaveLength(1);
      const theirs = events(await line.told(caller));
      expect(theirs.filter((text) => text.includes('the conversation was over'))).toHaveLength(1);
    });
  });
});

describe('the session of an agent of several queues', () => {
  let project: TemporaryProject;
  let line: LineOfTheQueue;

  beforeAll(async () => {
    project = await projectWith(join(__dirname, '..', '..', 'stories', 'everything.config.ts'), everything);
    line = await LineOfTheQueue.open({ variables: { AGENT_PIN_ANA: pin } }, { project });
  });
  afterAll(async () => {
    line.close();
    await project.close();
  });

  it('has the silence, the pause, the recording and the log-off', async () => {
    const agent = await line.signedInAgent();
    await line.seconds(60);
    const caller = line.caller();
    await line.seconds(60);
    agent.press('*');
    await line.seconds(5);
    agent.press('2');
    await line.seconds(400);
    agent.press('1');
    await line.seconds(40);
    agent.press('9');
    await line.seconds(30);
    const told = await line.toldLater(agent);
    expect(events(told)).toEqual([
      'rang; heard “Please enter your PIN, then press pound.”',
      'was asked for the PIN',
      'was let in as ana by the PIN, at attempt 1; heard “You are signed in as ana.”, then “Press 2 to pause, 9 to log off, and star to end a conversation.”, then “Nobody is waiting. Stay on the line, and the next caller will be connected.”',
      expect.stringMatching(/^waited in quiet, until 10:01:\d\d at least$/),
      'was given the next caller of support; heard “Support.”',
      expect.stringMatching(
        `^was connected to a caller of support \\(call ${caller.callSid}\\), who had waited \\d+ seconds$`,
      ),
      expect.stringMatching(/^the conversation was recorded, \d+ seconds \(RE\w+\)$/),
      expect.stringMatching(
        /^the conversation with call CA\w+ was over after \d+ seconds \(the agent’s side ended it\)$/,
      ),
      'waited in quiet',
      'paused; heard “You are paused. Press any key to take calls again, or 9 to log off.”',
      'stayed paused',
      'took calls again',
      expect.stringMatching(/^waited in quiet, until/),
      'logged off by the key; heard “You are logged off. Goodbye.”',
      expect.stringMatching(/^the call ended: completed/),
    ]);
    expect(told.join('\n')).toMatch(
      /Outcome: a session of ana of \d+ minutes .*: connected to 1 caller, talked for \d+ seconds, paused once\./,
    );
  });
});
