import { join } from 'node:path';
import { Twilio } from 'twilio';
import { Clock, type Disturbance, type Person, restHttpClient } from '../../emulator/index';
import { queueLogOf } from '../../reporting/log/queue-log';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import { casesAt } from '../thorough';
import longWords from './long-words.config';
import { Stage } from './stage';

const backInLine = 'Sorry, we lost the connection to the agent. You are back in line.';
const goodbye = 'Thank you for calling. Goodbye.';

const talking = (caller: Person) => caller.events().some(({ kind }) => kind === 'bridged');

/** An agent signs in, talks to the first in line for so long, and hangs up. */
async function agentTalksFor(seconds: number, stage: Stage, caller: Person): Promise<void> {
  const agent = await stage.signedInAgent();
  await stage.until(() => talking(caller));
  await stage.seconds(seconds);
  agent.hangUp();
}

/** How each stay of a caller ended, by the log. */
const ends = (stage: Stage, caller: Person) =>
  stage
    .log()
    .flatMap((line) => (line.event === 'left' && line.call === caller.callSid ? [line.outcome] : []));

describe.each([12, 15, 18])('where the voice speaks %d characters a second', (speechSpeed) => {
  let project: TemporaryProject;

  beforeAll(async () => {
    project = await projectWith(join(__dirname, 'long-words.config.ts'), longWords);
  });

  afterAll(() => project.close());

  /** At any fraction of a second: Twilio and our URLs count whole ones. */
  const open = (millis = 0) =>
    Stage.open({
      project,
      settings: { speechSpeed },
      clock: new Clock({ startsAt: new Date(Date.parse('2026-01-05T15:00:00Z') + millis) }),
    });

  /** Ways into a line, with how long they take. */
  const ways: [string, string, (stage: Stage, caller: Person) => Promise<void>][] = [
    ['after a greeting of 600 characters', '+15550200002', (stage) => stage.seconds(90)],
    ['after a greeting of 70 characters', '+15550200001', (stage) => stage.seconds(30)],
    [
      'after a file, sent to another queue',
      '+15550200002',
      async (stage, caller) => {
        await stage.seconds(90);
        caller.press('*');
        await stage.seconds(70);
      },
    ],
  ];

  test.each(ways)('a caller who loses the agent at once %s goes back in line', async (_, to, wait) => {
    for (const millis of casesAt(speechSpeed / 3, [0, 250, 500, 750, 999])) {
      const stage = await open(millis);
      const caller = stage.ring(to);
      await wait(stage, caller);
      await agentTalksFor(0, stage, caller);
      await stage.seconds(20);
      expect(caller.heard).toContain(backInLine);
    }
  });

  test.each(ways)('a caller who talked for 15 s %s was served', async (_, to, wait) => {
    for (const millis of casesAt(speechSpeed / 3, [0, 250, 500, 750, 999])) {
      const stage = await open(millis);
      const caller = stage.ring(to);
      await wait(stage, caller);
      await stage.seconds(millis / 700);
      await agentTalksFor(15, stage, caller);
      await stage.seconds(20);
      expect(caller.heard).not.toContain(backInLine);
      expect(stage.outcome(caller)).toBe('served');
    }
  });
});

describe('a caller whose agent is lost while requests are late', () => {
  const late: [string, Omit<Disturbance, 'path'>][] = [
    ['takes 2 s', { kind: 'delayed', millis: 2000 } as Disturbance],
    ['takes 3 s', { kind: 'delayed', millis: 3000 } as Disturbance],
    ['is answered, but the answer is lost', { kind: 'answer-lost' }],
    ['does not arrive three times', { kind: 'lost', times: 3 }],
    ['arrives twice', { kind: 'doubled' }],
    ['is refused three times', { kind: 'status', status: 429, times: 3 } as Disturbance],
  ];

  test.each(late)('is back in line, and nothing else, when it %s', async (_, disturbance) => {
    for (const talk of [0, 1, 4, 8]) {
      const stage = await Stage.open();
      const caller = stage.caller();
      await stage.seconds(30);
      stage.twilio.disturb({ ...disturbance, path: '/action' } as Disturbance);
      await agentTalksFor(talk, stage, caller);
      await stage.seconds(30);
      expect(caller.heard).toContain(backInLine);
      expect(caller.isOnTheLine).toBe(true);
      expect(new Set(ends(stage, caller))).toEqual(new Set(['backInLine']));
    }
  });

  test('was still served after a conversation', async () => {
    for (const [, disturbance] of late) {
      const stage = await Stage.open();
      const caller = stage.caller();
      await stage.seconds(30);
      stage.twilio.disturb({ ...disturbance, path: '/action' } as Disturbance);
      await agentTalksFor(20, stage, caller);
      await stage.seconds(30);
      expect(caller.heard.at(-1)).toBe(goodbye);
      expect(new Set(ends(stage, caller))).toEqual(new Set(['served']));
    }
  });
});

describe('a caller who hangs up, which is not reported', () => {
  const unreported = async (whenToHangUp: (stage: Stage, caller: Person) => Promise<void>) => {
    const stage = await Stage.open();
    const caller = stage.caller();
    await stage.seconds(30);
    stage.twilio.disturb({ kind: 'lost', path: '/action', times: Number.POSITIVE_INFINITY });
    await stage.signedInAgent();
    await whenToHangUp(stage, caller);
    caller.hangUp();
    await stage.seconds(30);
    return stage.outcome(caller);
  };

  test('before the last words were over was not served', async () => {
    const outcome = await unreported((stage, caller) =>
      stage.until(() => caller.heard.includes('Thank you for waiting. Here is your agent.')),
    );
    expect(outcome).toBe('abandoned');
  });

  test('after a conversation was served', async () => {
    const outcome = await unreported(async (stage, caller) => {
      await stage.until(() => talking(caller));
      await stage.seconds(20);
    });
    expect(outcome).toBe('served');
  });
});

describe('a caller whom a plan moved to another queue, and REST to the first document again', () => {
  /** Was moved from `night` to `support`, and is sent on to `sales`. */
  async function redirected() {
    const stage = await Stage.openEverything();
    const caller = stage.ring('+15550200003');
    await stage.seconds(120);
    const { account, rest } = stage.twilio;
    const client = new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
    const url = 'https://call-queue-1234.twil.io/caller?queue=sales';
    const update = client.calls(caller.callSid).update({ url, method: 'POST' });
    await stage.seconds(60);
    await update;
    return { stage, caller };
  }

  test('is unfinished while waiting there, and has left the other queue', async () => {
    const { stage, caller } = await redirected();
    expect(stage.requests(caller, '/wait').at(-1)?.url).toContain('queue=sales');
    expect(stage.outcome(caller)).toBe('unfinished');
  });

  test('was served after a conversation, and Asterisk’s log has an end for each entry', async () => {
    const { stage, caller } = await redirected();
    const agent = stage.agent('+15550990001');
    await stage.seconds(5);
    agent.press('246810#');
    await stage.until(() => talking(caller));
    await stage.seconds(7 * 60);
    caller.hangUp();
    await stage.seconds(30);
    expect(stage.outcome(caller)).toBe('served');
    const entries = queueLogOf(stage.log(), stage.queue.config).filter((entry) =>
      entry.includes(caller.callSid),
    );
    const events = entries.map((entry) => entry.split('|')[4]);
    expect(events).toEqual(['ENTERQUEUE', 'WITHDRAW', 'ENTERQUEUE', 'CONNECT', 'COMPLETECALLER']);
  });
});
