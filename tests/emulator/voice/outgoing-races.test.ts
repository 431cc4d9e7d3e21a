import fc from 'fast-check';
import { Clock } from '../../../emulator/platform/clock';
import type { ExternalNumber } from '../../../emulator/voice/external-number';
import type { Person } from '../../../emulator/voice/person';
import { runs } from '../../thorough';
import { type Application, application, urlOf } from '../application';
import { afterTurns, anyAnswers, chooserFrom, say } from './same-instant';

const outside = '+14155550123';

/** A number outside that must accept with a key, and voicemail where it does not. */
const fallingBack = {
  '/voice': `<Dial action="/dialed" timeout="5" timeLimit="10" hangupOnStar="true"><Number url="/whisper">${outside}</Number></Dial>`,
  '/whisper': `<Gather action="/accept" numDigits="1" timeout="1">${say(2)}</Gather><Hangup/>`,
  '/accept': say(1),
  '/dialed': ({ form }: { form: URLSearchParams }) =>
    form.get('DialBridged') === 'true' ? say(1) : '<Redirect>/voicemail</Redirect>',
  '/voicemail': `${say(1)}<Record action="/done" recordingStatusCallback="/recorded" recordingStatusCallbackEvent="in-progress completed absent" maxLength="9" timeout="3"/>${say(1)}`,
  '/done': say(1),
  '/recorded': '',
  '/elsewhere': say(3),
  '/blocked': '<Reject reason="busy"/>',
  '/ended': '',
};

const act = fc.record({
  who: fc.record({ role: fc.constantFrom('caller', 'called' as const), index: fc.nat(2) }),
  what: fc.constantFrom(
    'hangUp',
    'answer',
    'decline',
    'press 1',
    'press *',
    'speak',
    'redirect',
    'end' as const,
  ),
  turns: fc.oneof(fc.constant(0), fc.nat(12)),
});

type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

/** Actions in the middle of something else, as soon as the timeline shows it. */
const interjection = fc.record({
  on: fc.constantFrom(
    'Dial',
    'Record',
    'Gather',
    'Hangup',
    'bridged',
    'parted',
    'heard',
    'recording',
    'call',
  ),
  skip: fc.nat(3),
  acts: fc.array(act, { minLength: 1, maxLength: 3 }),
});

const storms = fc.record({
  callers: fc.array(
    fc.record({ at: fc.nat(20), path: fc.constantFrom('/voice', '/voicemail', '/blocked') }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  outside: fc.constantFrom<ExternalNumber>(
    { kind: 'rings' },
    { kind: 'answers', afterSeconds: 2 },
    { kind: 'answers', afterSeconds: 10 },
    { kind: 'busy' },
    { kind: 'fails', afterSeconds: 0 },
    { kind: 'no-answer' },
  ),
  moments: fc.array(fc.record({ at: fc.nat(60), acts: fc.array(act, { minLength: 1, maxLength: 4 }) }), {
    maxLength: 12,
  }),
  interjections: fc.array(interjection, { maxLength: 5 }),
  answerMillis: fc.constantFrom(0, 500),
  choices: fc.array(fc.nat(5), { maxLength: 40 }),
  answers: anyAnswers,
});

type Storm = typeof storms extends fc.Arbitrary<infer Value> ? Value : never;

function businessIn({ answerMillis, choices, answers, outside: behavior }: Storm): Application {
  const app = application(fallingBack, {
    clock: new Clock({ chooser: chooserFrom(choices) }),
    assumptions: answers,
    settings: { answerMillis, maxConcurrentCalls: 5, recordingMillis: 1500 },
  });
  app.twilio.setExternalNumber(outside, behavior);
  return app;
}

const elsewhere = {
  kind: 'redirect',
  request: { url: new URL(urlOf('/elsewhere')), method: 'POST', parameters: {}, requestedBy: 'rest' },
} as const;

function perform(app: Application, callers: readonly Person[], { who, what }: Act): void {
  const called = [...app.twilio.calls.values()].filter(({ direction }) => direction === 'outbound-dial');
  const group = who.role === 'caller' ? callers.map(({ callSid }) => callSid) : called.map(({ sid }) => sid);
  const sid = group[who.index % (group.length || 1)] ?? '';
  const [person, call] = [app.twilio.personOn(sid), app.twilio.calls.get(sid)];
  const [verb, key = ''] = what.split(' ');
  if (verb === 'hangUp') person?.hangUp();
  if (verb === 'answer') person?.answer();
  if (verb === 'decline') person?.decline();
  if (verb === 'press') person?.press(key);
  if (verb === 'speak') person?.speak(2);
  // The REST API redirects only a call that is in progress.
  if (verb === 'redirect' && call?.statusNow === 'in-progress') call.interrupt(elsewhere);
  if (verb === 'end') call?.interrupt({ kind: 'hangup', by: 'rest' });
}

/** Lets all actions happen, and then waits until everything has ended. */
async function weather(app: Application, storm: Storm): Promise<void> {
  const callers: Person[] = [];
  const performAll = (acts: readonly Act[]) => {
    for (const one of acts) void afterTurns(one.turns, () => perform(app, callers, one));
  };
  for (const { at, path } of storm.callers) {
    app.twilio.clock.after(at * 500, () => {
      const caller = app.ring(path);
      if (caller) callers.push(caller);
    });
  }
  for (const { at, acts } of storm.moments) app.twilio.clock.after(at * 500, () => performAll(acts));
  const interjections = storm.interjections.map((one) => ({ ...one }));
  const calm = app.twilio.timeline.follow((event) => {
    const name = event.kind === 'verb' ? event.verb : event.kind;
    for (const one of interjections.filter(({ on }) => on === name)) one.skip -= 1;
    const due = interjections.filter(({ on, skip }) => on === name && skip === -1);
    for (const { acts } of due) performAll(acts);
  });
  await app.seconds(40);
  calm();
  await app.seconds(60);
}

describe('any actions of callers, called parties and REST, in any order at one instant', () => {
  test('every call ends, nobody is connected to two, and every recording is completed or absent', async () => {
    await fc.assert(
      fc.asyncProperty(storms, async (storm) => {
        const app = businessIn(storm);
        const stillThere: boolean[] = [];
        app.twilio.timeline.follow((event) => {
          if (event.kind !== 'bridged') return;
          for (const sid of [event.call, event.agentCall])
            stillThere.push(app.twilio.calls.get(sid)?.isGone === false);
        });
        await weather(app, storm);
        const calls = [...app.twilio.calls.values()];
        expect(calls.filter(({ isOver }) => !isOver).map(({ sid }) => sid)).toEqual([]);
        expect(app.twilio.personAt(outside)).toBeUndefined();
        expect(stillThere).not.toContain(false);

        const pairsOf = (kind: 'bridged' | 'parted') =>
          app.events(kind).map(({ call, agentCall }) => `${call} ${agentCall}`);
        expect(pairsOf('parted').sort()).toEqual(pairsOf('bridged').sort());
        expect(new Set(pairsOf('bridged')).size).toBe(pairsOf('bridged').length);

        // Each call has one end, and its status fits whether it was answered.
        for (const call of calls) {
          const statuses = app
            .events('call')
            .flatMap(({ call: sid, status }) => (sid === call.sid ? [status] : []));
          expect(statuses[0]).toBe('ringing');
          expect(statuses).toHaveLength(call.state.answeredAt ? 3 : 2);
          expect(statuses.at(-1) === 'completed').toBe(call.state.answeredAt !== undefined);
          expect(call.telephone.onKey).toBeUndefined();
          expect(call.telephone.onSpeech).toBeUndefined();
        }
        const inbound = calls.filter(({ direction }) => direction === 'inbound');
        expect(app.asked('/ended')).toHaveLength(inbound.length);

        // Each recording started and ended, and both were reported once.
        const recordings = [...app.twilio.recordings.values()];
        const told = app.asked('/recorded');
        expect(told.filter(({ RecordingStatus }) => RecordingStatus === 'in-progress')).toHaveLength(
          recordings.length,
        );
        for (const { sid, status } of recordings) {
          expect(['completed', 'absent']).toContain(status);
          const ends = told.filter(
            ({ RecordingSid, RecordingStatus }) => RecordingSid === sid && RecordingStatus !== 'in-progress',
          );
          expect(ends).toMatchObject([{ RecordingStatus: status }]);
        }

        for (let count = 0; count < 5; count += 1) expect(app.ring('/blocked')).toBeDefined();
        expect(app.ring('/blocked')).toBeUndefined();
      }),
      runs(150),
    );
  }, 60_000);
});

/** From before the other side has noticed anything until long after it has. */
const turnsLater = Array.from({ length: 16 }, (_, turns) => turns);

/** Runs something in the middle of the first such event, or this many turns later in the same instant. */
function amid(app: Application, isIt: (name: string) => boolean, turns: number, run: () => void): void {
  const stop = app.twilio.timeline.follow((event) => {
    if (!isIt(event.kind === 'verb' ? event.verb : event.kind)) return;
    stop();
    void afterTurns(turns, run);
  });
}

describe.each(turnsLater)('in one instant, %d turns later', (turns) => {
  const talking = { ...fallingBack, '/voice': `<Dial action="/dialed">${outside}</Dial>` };

  test('a person who picks up as the caller hangs up is connected to nobody', async () => {
    const app = application(talking);
    const caller = app.call();
    await app.seconds(2);
    const called = app.twilio.personAt(outside);
    caller.hangUp();
    void afterTurns(turns, () => called?.answer());
    await app.seconds(5);
    expect(app.events('bridged')).toEqual([]);
    expect([caller.isOnTheLine, called?.isOnTheLine]).toEqual([false, false]);
  });

  test('a caller who hangs up as somebody picks up ends both calls', async () => {
    const app = application(talking);
    const caller = app.call();
    await app.seconds(2);
    const called = app.twilio.personAt(outside);
    called?.answer();
    void afterTurns(turns, () => caller.hangUp());
    await app.seconds(5);
    expect(app.events('bridged')).toHaveLength(app.events('parted').length);
    expect([caller.isOnTheLine, called?.isOnTheLine]).toEqual([false, false]);
  });

  test('a person who picks up and hangs up leaves the caller with the action', async () => {
    const app = application({ ...talking, '/dialed': '<Say>And now</Say>' });
    const caller = app.call();
    await app.seconds(2);
    const called = app.twilio.personAt(outside);
    called?.answer();
    void afterTurns(turns, () => called?.hangUp());
    await app.seconds(5);
    expect(caller.heard.at(-1)).toBe('And now');
    expect(app.asked('/dialed')).toMatchObject([
      { DialCallStatus: 'completed', DialBridged: String(app.events('bridged').length > 0) },
    ]);
  });

  test('a caller who hangs up as the recording starts leaves one, and its end is reported', async () => {
    const app = application(fallingBack);
    const caller = app.call('/voicemail');
    amid(
      app,
      (name) => name === 'recording',
      turns,
      () => caller.hangUp(),
    );
    await app.seconds(20);
    expect(app.asked('/done')).toMatchObject([{ Digits: 'hangup', RecordingDuration: '0' }]);
    expect(app.asked('/recorded').map(({ RecordingStatus }) => RecordingStatus)).toEqual([
      'in-progress',
      'absent',
    ]);
    expect(caller.isOnTheLine).toBe(false);
  });
});
