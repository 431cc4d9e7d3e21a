import fc from 'fast-check';
import { Clock } from '../../../emulator/platform/clock';
import type { Person } from '../../../emulator/voice/person';
import { runs } from '../../thorough';
import { type Application, application, urlOf } from '../application';
import { afterTurns, anyAnswers, chooserFrom, say } from './same-instant';

const callCenter = {
  '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
  '/wait': `<Gather action="/keys" numDigits="1" timeout="1">${say(2)}</Gather><Pause length="1"/>`,
  '/keys': ({ form }: { form: URLSearchParams }) =>
    ({ '1': '<Leave/>', '2': '<Hangup/>', '3': '<Redirect>/wait</Redirect>' })[form.get('Digits') ?? ''] ??
    '',
  '/left': say(1),
  // Back to where they came from.
  '/elsewhere': ({ form }: { form: URLSearchParams }) =>
    `${say(1)}<Redirect>${form.get('To')?.replace('+1555', '')}</Redirect>`,
  '/agent':
    '<Dial action="/again" hangupOnStar="true" timeout="5"><Queue url="/connect">support</Queue></Dial>',
  '/again': '<Redirect>/agent</Redirect>',
  '/connect': say(1),
  '/ended': '',
};

/** One action, `turns` turns after it is due, in the same instant. */
const act = fc.record({
  who: fc.record({ role: fc.constantFrom('front', 'caller', 'agent' as const), index: fc.nat(3) }),
  what: fc.constantFrom(
    'hangUp',
    'press 1',
    'press 2',
    'press 3',
    'press *',
    'redirect',
    'dequeue the front' as const,
  ),
  turns: fc.oneof(fc.constant(0), fc.nat(12)),
});

/** Actions in the middle of something else, as soon as the timeline shows it. */
const interjection = fc.record({
  on: fc.constantFrom(
    'Dial',
    'Enqueue',
    'Gather',
    'Leave',
    'queued',
    'unqueued',
    'bridged',
    'parted',
    'heard',
  ),
  /** How many such events pass before. */
  skip: fc.nat(3),
  acts: fc.array(act, { minLength: 1, maxLength: 3 }),
});

const storms = fc.record({
  /** When each of them rings, in half seconds. */
  callers: fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
  agents: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
  moments: fc.array(fc.record({ at: fc.nat(40), acts: fc.array(act, { minLength: 1, maxLength: 4 }) }), {
    maxLength: 12,
  }),
  interjections: fc.array(interjection, { maxLength: 5 }),
  answerMillis: fc.constantFrom(0, 500),
  choices: fc.array(fc.nat(5), { maxLength: 40 }),
  answers: anyAnswers,
});

type Storm = typeof storms extends fc.Arbitrary<infer Value> ? Value : never;

function callCenterIn({ answerMillis, choices, answers }: Storm): Application {
  const app = application(callCenter, {
    clock: new Clock({ chooser: chooserFrom(choices) }),
    assumptions: answers,
    settings: { answerMillis, maxConcurrentCalls: 8 },
  });
  app.twilio.createQueue('support');
  return app;
}

const redirectTo = (path: string) =>
  ({
    kind: 'redirect',
    request: { url: new URL(urlOf(path)), method: 'POST', parameters: {}, requestedBy: 'rest' },
  }) as const;

interface People {
  readonly callers: Person[];
  readonly agents: Person[];
}

type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

function perform(app: Application, people: People, { who, what }: Act): void {
  const person = personIn(app, people, who);
  if (!person) return;
  const [verb, key = ''] = what.split(' ');
  if (verb === 'hangUp') person.hangUp();
  if (verb === 'press') person.press(key);
  if (verb === 'redirect') redirect(app, person);
  if (verb === 'dequeue') dequeueFront(app);
}

function personIn(
  app: Application,
  { callers, agents }: People,
  { role, index }: Act['who'],
): Person | undefined {
  const front = app.twilio.queueNamed('support')?.members[0]?.call.sid;
  if (role === 'front' && front) return app.twilio.personOn(front);
  const group = role === 'agent' ? agents : callers;
  return group[index % group.length];
}

function redirect(app: Application, { callSid }: Person): void {
  app.twilio.calls.get(callSid)?.interrupt(redirectTo('/elsewhere'));
}

/** As the REST API takes a member out. */
function dequeueFront(app: Application): void {
  const queue = app.twilio.queueNamed('support');
  const member = queue?.members.find(({ call }) => !call.isGone);
  if (!queue || !member) return;
  queue.leave(member);
  member.call.interrupt(redirectTo('/elsewhere'));
}

/** Lets the storm pass; half a minute later the callers hang up, and the agents stay. */
async function weather(app: Application, storm: Storm): Promise<People> {
  const people: People = { callers: [], agents: [] };
  const { callers, agents } = people;
  const performAll = (acts: readonly Act[]) => {
    for (const one of acts) void afterTurns(one.turns, () => perform(app, people, one));
  };
  for (const at of storm.callers) app.twilio.clock.after(at * 500, () => callers.push(app.call()));
  for (const at of storm.agents) app.twilio.clock.after(at * 500, () => agents.push(app.call('/agent')));
  for (const { at, acts } of storm.moments) {
    app.twilio.clock.after(at * 500, () => performAll(acts));
  }
  const interjections = storm.interjections.map((one) => ({ ...one }));
  const calm = app.twilio.timeline.follow((event) => {
    const name = event.kind === 'verb' ? event.verb : event.kind;
    for (const one of interjections.filter(({ on }) => on === name)) one.skip -= 1;
    const due = interjections.filter(({ on, skip }) => on === name && skip === -1);
    for (const { acts } of due) performAll(acts);
  });
  await app.seconds(50);
  calm();
  for (const caller of callers) caller.hangUp();
  await app.seconds(5);
  return people;
}

/** How often a call was put into the queue, and how often it got out. */
const countOf = (app: Application, kind: 'queued' | 'unqueued', callSid: string) =>
  app.events(kind).filter(({ call }) => call === callSid).length;

/** The connected pairs at the end, according to the timeline. Fails if a call was ever connected to two. */
function pairsAtTheEnd(app: Application): string[] {
  const pairs = new Set<string>();
  for (const event of app.twilio.timeline.events()) {
    if (event.kind !== 'bridged' && event.kind !== 'parted') continue;
    const pair = `${event.call} ${event.agentCall}`;
    if (event.kind === 'parted') pairs.delete(pair);
    else {
      const isBusy = [...pairs].some(
        (other) => other.includes(event.call) || other.includes(event.agentCall),
      );
      expect(isBusy).toBe(false);
      pairs.add(pair);
    }
  }
  return [...pairs];
}

describe('any actions of callers, agents and REST, in any order at one instant', () => {
  test('nobody is lost or connected to two, and every agent is free again', async () => {
    await fc.assert(
      fc.asyncProperty(storms, async (storm) => {
        const app = callCenterIn(storm);
        const stillThere: boolean[] = [];
        app.twilio.timeline.follow((event) => {
          if (event.kind !== 'bridged') return;
          for (const sid of [event.call, event.agentCall])
            stillThere.push(app.twilio.calls.get(sid)?.isGone === false);
        });
        const { callers, agents } = await weather(app, storm);

        expect(callers.map(({ isOnTheLine }) => isOnTheLine)).not.toContain(true);
        expect(stillThere).not.toContain(false);
        expect(pairsAtTheEnd(app)).toEqual([]);
        expect(app.twilio.queueNamed('support')?.members.map(({ call }) => call.sid)).toEqual([]);
        for (const { callSid } of [...callers, ...agents]) {
          expect(countOf(app, 'queued', callSid)).toBe(countOf(app, 'unqueued', callSid));
        }
        const parted = app
          .events('parted')
          .map(({ call, agentCall, at }) => `${call} ${agentCall} ${at.getTime()}`);
        expect(new Set(parted).size).toBe(parted.length);

        for (const { QueuePosition, CurrentQueueSize } of app.asked('/wait')) {
          if (QueuePosition === undefined) continue;
          expect(Number(QueuePosition)).toBeGreaterThanOrEqual(1);
          expect(Number(QueuePosition)).toBeLessThanOrEqual(Number(CurrentQueueSize));
        }
        const left = app.asked('/left').length;
        expect(left).toBeLessThanOrEqual(app.events('unqueued').length);
        if (storm.answers.callerEndsConversation === 'action-requested')
          expect(left).toBe(app.events('unqueued').length);

        const freeAgents = agents.filter(({ isOnTheLine }) => isOnTheLine);
        const bridgedBefore = app.events('bridged').length;
        const late = app.call();
        await app.seconds(30);
        const served = app
          .events('bridged')
          .slice(bridgedBefore)
          .map(({ call }) => call);
        expect(served).toEqual(freeAgents.length > 0 ? [late.callSid] : []);

        for (const person of [late, ...agents]) person.hangUp();
        await app.seconds(5);
        const everybody = [...callers, ...agents, late];
        expect(everybody.map(({ isOnTheLine }) => isOnTheLine)).not.toContain(true);
        expect(app.asked('/ended')).toHaveLength(everybody.length);
        for (let count = 0; count < 8; count += 1) expect(app.ring()).toBeDefined();
        expect(app.ring()).toBeUndefined();
      }),
      runs(100),
    );
  }, 60_000);

  test('callers are connected in the order of their arrival', async () => {
    await fc.assert(
      fc.asyncProperty(storms, async (storm) => {
        const app = callCenterIn(storm);
        const waiting: string[] = [];
        const agents = storm.agents.length;
        app.twilio.timeline.follow((event) => {
          if (event.kind === 'queued') {
            waiting.push(event.call);
            expect(event.position).toBe(waiting.length);
          }
          if (event.kind === 'unqueued') {
            const index = waiting.indexOf(event.call);
            // Several who are taken at one instant leave in the order of their legs.
            if (event.why === 'dequeued') expect(index).toBeLessThan(agents);
            waiting.splice(index, 1);
          }
        });
        await weather(app, { ...storm, moments: [], interjections: [] });
      }),
      runs(50),
    );
  }, 60_000);
});

/** Runs something in the middle of the first such event, or this many turns later in the same instant. */
function amid(app: Application, name: string, turns: number, run: () => void): void {
  const stop = app.twilio.timeline.follow((event) => {
    if (name !== (event.kind === 'verb' ? event.verb : event.kind)) return;
    stop();
    void afterTurns(turns, run);
  });
}

const noConnect = { '/agent': '<Dial action="/again"><Queue>support</Queue></Dial>', '/again': say(1) };

function smallCenter(answers = {}): Application {
  const app = application({ ...callCenter, ...noConnect, ...answers });
  app.twilio.createQueue('support');
  return app;
}

/** From before the other side has noticed anything until long after it has. */
const turnsLater = Array.from({ length: 16 }, (_, turns) => turns);

describe.each(turnsLater)('in the instant of an agent’s <Dial>, %d turns later', (turns) => {
  test('a redirected caller gets the new document, and the agent is free', async () => {
    const app = smallCenter();
    const caller = app.call();
    await app.seconds(5.5);
    const agent = app.call('/agent');
    amid(app, 'Dial', turns, () => redirect(app, caller));
    await app.seconds(0.5);
    expect(app.asked('/elsewhere')).toMatchObject([{ CallSid: caller.callSid }]);
    expect(caller.isOnTheLine).toBe(true);
    expect(app.asked('/again')).toMatchObject([{ CallSid: agent.callSid }]);
    await app.seconds(5);
    expect(app.twilio.queueNamed('support')?.members.map(({ call }) => call.sid)).toEqual([caller.callSid]);
  });

  test('a caller who is redirected and whose agent hangs up is not lost', async () => {
    const app = smallCenter();
    const caller = app.call();
    await app.seconds(5.5);
    const agent = app.call('/agent');
    amid(app, 'Dial', 0, () => {
      redirect(app, caller);
      void afterTurns(turns, () => agent.hangUp());
    });
    await app.seconds(10);
    expect(caller.isOnTheLine).toBe(true);
    expect(app.twilio.queueNamed('support')?.members).toHaveLength(1);
  });

  test('a caller who hangs up is never bridged afterward; the agent is free, or has the next caller', async () => {
    const app = smallCenter();
    const [first, second] = [app.call(), app.call()];
    await app.seconds(5.5);
    app.call('/agent');
    let wasBridged = false;
    amid(app, 'Dial', turns, () => {
      wasBridged = app.events('bridged').length > 0;
      first.hangUp();
    });
    await app.seconds(0.5);
    const bridgedWith = app.events('bridged').map(({ call }) => call);
    const isTooLate = app.events('parted').length === 1;
    if (turns === 0) expect(isTooLate).toBe(false);
    if (isTooLate) expect(bridgedWith).toEqual(wasBridged ? [first.callSid] : []);
    else expect(bridgedWith).toEqual([second.callSid]);
    expect(app.asked('/again')).toHaveLength(isTooLate ? 1 : 0);
    // Still in line at that turn, and taken out of it at later ones.
    const CallStatus = turns === 0 ? 'in-progress' : 'completed';
    expect(app.asked('/left')).toMatchObject([{ CallSid: first.callSid, CallStatus }]);
  });
});

describe('in one instant', () => {
  test('an agent who hangs up as a caller joins does not end the caller’s call', async () => {
    const app = smallCenter();
    const agent = app.call('/agent');
    await app.seconds(5);
    const caller = app.call();
    amid(app, 'Enqueue', 0, () => agent.hangUp());
    await app.seconds(5);
    expect(app.twilio.queueNamed('support')?.members.map(({ call }) => call.sid)).toEqual([caller.callSid]);
    expect(app.asked('/left')).toEqual([]);
  });

  test('a caller who is bridged and hangs up was bridged, for both', async () => {
    const app = smallCenter();
    const caller = app.call();
    app.call('/agent');
    amid(app, 'bridged', 0, () => caller.hangUp());
    await app.seconds(1);
    expect(app.asked('/again')).toMatchObject([
      { DialCallStatus: 'completed', DialBridged: 'true', DialCallDuration: '0' },
    ]);
    expect(app.asked('/left')).toMatchObject([{ QueueResult: 'bridged' }]);
  });

  test('a caller who is redirected and hangs up gets no document', async () => {
    const app = smallCenter({ '/wait': '<Leave/>' });
    const caller = app.call();
    amid(app, 'Leave', 0, () => {
      redirect(app, caller);
      caller.hangUp();
    });
    await app.seconds(5);
    expect(app.asked('/elsewhere')).toEqual([]);
    expect(app.asked('/left')).toMatchObject([{ QueueResult: 'leave', CallStatus: 'completed' }]);
    expect(caller.isOnTheLine).toBe(false);
  });
});
