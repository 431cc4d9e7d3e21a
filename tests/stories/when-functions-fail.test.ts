import type { Disturbance, Person } from '../../emulator/index';
import { kindsOfQueue, Stage, wordsHeard } from './stage';

const errorPlan = 'Sorry, something went wrong on our side. Please call again. Goodbye.';
const inLineDespiteTrouble = 'Sorry, we are having some trouble. We are putting you in line now.';
const busy =
  'Sorry, all our lines are busy. Please hold while we try again. If the call ends, please call us later.';
const backAtTheStart =
  'Thank you for your patience. Thank you for calling. You are in line for the next free agent.';
const twiliosOwn = 'We are sorry, an application error has occurred. Goodbye.';

const forEver = Number.POSITIVE_INFINITY;

/** Ways in which an endpoint may not answer. */
const failures: readonly (readonly [string, Disturbance])[] = [
  ['is refused with 429, as when too many requests run at once', { kind: 'status', status: 429 }],
  ['breaks with 500', { kind: 'status', status: 500 }],
  ['cannot be reached', { kind: 'lost' }],
  ['does its work but the answer is lost', { kind: 'answer-lost' }],
  ['answers something other than TwiML', { kind: 'body', body: 'oops', contentType: 'application/json' }],
];

const transient = failures.filter(([, { kind }]) => kind !== 'body');
const endlessly = failures.map(([how, failure]) => [how, { ...failure, times: forEver }] as const);

describe.each(kindsOfQueue)('where %s, one failure', (_kind, open) => {
  test.each(transient)('goes unnoticed by a caller when a request %s', async (_, failure) => {
    for (const path of ['/caller', '/wait', '/wait/key', '/action']) {
      const stage = await open();
      stage.twilio.disturb({ ...failure, path });
      const caller = stage.caller();
      await stage.seconds(90);
      caller.press('*');
      await stage.seconds(30);
      expect(caller.heard.at(-1)).toBe('Thank you for calling. You can reach us again at any time. Goodbye.');
    }
  });
});

describe('one failure', () => {
  test.each(transient)('goes unnoticed by an agent when a request %s', async (_, failure) => {
    for (const path of ['/agent', '/agent/pin', '/agent/next', '/agent/connect']) {
      const stage = await Stage.open();
      const caller = stage.caller();
      stage.twilio.disturb({ ...failure, path });
      const agent = stage.agent();
      await stage.until(() => agent.heard.includes('Please enter your PIN, then press pound.'));
      await stage.seconds(1);
      agent.press('246810#');
      await stage.seconds(90);
      caller.hangUp();
      await stage.seconds(30);
      expect(stage.outcome(caller)).toBe('served');
      expect(wordsHeard(agent).at(-1)).toBe(
        'Nobody is waiting. Stay on the line, and the next caller will be connected.',
      );
    }
  });
});

/** Each ends as the first answer says; whatever-twilio-does.test.ts has them under the other answers. */
describe.each(kindsOfQueue)('where %s, an endpoint that keeps failing', (_kind, open) => {
  test.each(endlessly)(
    '/caller %s: the caller hears that lines are busy, and what to do if the call ends',
    async (_, failure) => {
      const stage = await open({ assumptions: { fallbackFails: 'apology' } });
      stage.twilio.disturb({ ...failure, path: '/caller' });
      const caller = stage.caller();
      await stage.until(() => !caller.isOnTheLine);
      expect(caller.heard).toEqual([busy, '♪ porch-light.v1.wav', twiliosOwn]);
    },
  );

  test.each(endlessly)('/wait %s: the caller leaves with an apology', async (_, failure) => {
    const stage = await open({ assumptions: { waitFails: 'queue-result-error' } });
    stage.twilio.disturb({ ...failure, path: '/wait' });
    const caller = stage.caller();
    await stage.until(() => !caller.isOnTheLine);
    expect([errorPlan, twiliosOwn]).toContain(caller.heard.at(-1));
  });

  test('/wait fails for half a minute: the caller stays in line, and the time waited counts', async () => {
    const stage = await open({ assumptions: { waitFails: 'queue-result-error' } });
    const caller = stage.caller();
    await stage.seconds(20);
    stage.twilio.disturb({ kind: 'status', status: 503, path: '/wait', times: 4 });
    await stage.until(() => caller.heard.includes(inLineDespiteTrouble));
    await stage.seconds(90);
    expect(caller.isOnTheLine).toBe(true);
    const waited = stage.log().flatMap((line) => (line.event === 'announced' ? [line.secondsWaited] : []));
    expect(waited).toEqual([0, expect.any(Number), expect.any(Number)]);
    expect(waited[1]).toBeGreaterThan(40);
    expect(caller.heard).not.toContain(errorPlan);
  });

  test.each(endlessly)(
    '/wait/key %s: the caller is in line again, and leaves with an apology at the second press',
    async (_, failure) => {
      const stage = await open({ assumptions: { waitFails: 'queue-result-error' } });
      stage.twilio.disturb({ ...failure, path: '/wait/key' });
      const caller = stage.caller();
      await stage.seconds(20);
      caller.press('*');
      await stage.until(() => !caller.isOnTheLine || caller.heard.includes(inLineDespiteTrouble));
      await stage.seconds(20);
      caller.press('*');
      await stage.until(() => !caller.isOnTheLine);
      expect([errorPlan, twiliosOwn]).toContain(caller.heard.at(-1));
    },
  );

  test.each(endlessly)(
    '/action %s: the caller hears that lines are busy, and is in line again',
    async (_, failure) => {
      const stage = await open({ assumptions: { actionFails: 'number-fallback' } });
      stage.twilio.disturb({ ...failure, path: '/action' });
      const caller = stage.caller();
      await stage.seconds(20);
      caller.press('*');
      await stage.seconds(90);
      expect(caller.isOnTheLine).toBe(true);
      expect(caller.heard).toEqual(expect.arrayContaining([busy, backAtTheStart]));
    },
  );
});

describe('an endpoint that keeps failing', () => {
  test.each(endlessly)(
    '/agent/connect %s: the two are connected without the last words',
    async (_, failure) => {
      const stage = await Stage.open({ assumptions: { connectFails: 'bridged-without-it' } });
      stage.twilio.disturb({ ...failure, path: '/agent/connect' });
      const caller = stage.caller();
      await stage.seconds(20);
      await stage.signedInAgent();
      await stage.seconds(30);
      expect(isTalking(caller)).toBe(true);
    },
  );

  test.each(endlessly)('/agent %s: the agent hears the static apology', async (_, failure) => {
    const stage = await Stage.open();
    stage.twilio.disturb({ ...failure, path: '/agent' });
    const agent = stage.agent();
    await stage.until(() => !agent.isOnTheLine);
    expect(agent.heard).toEqual([
      'Sorry, the queue cannot be reached right now. Please dial in again in a few minutes. Goodbye.',
    ]);
  });
});

const isTalking = (person: Person) => person.events().some(({ kind }) => kind === 'bridged');
