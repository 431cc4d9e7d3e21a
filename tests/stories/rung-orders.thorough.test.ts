import fc from 'fast-check';
import { type AssumptionName, assumptions, type Person } from '../../emulator/index';
import { runs } from '../thorough';
import { expectNoLeftovers, expectTurns } from './rung-invariants';
import { phones, RungStage } from './rung-stage';

/** What these calls depend on; one answer to each is drawn. */
const questions = [
  'acceptedAt',
  'taskAfterConversation',
  'postWorkActivity',
  'instructionFails',
  'canceledReservation',
  'workerCallSidTime',
  'leaveCancelsTask',
  'dialActionAfterHangup',
  'callerEndsConversation',
  'reservedQueueUrl',
  'missedWorkerIdleness',
] as const satisfies AssumptionName[];

const answers = fc.record(
  Object.fromEntries(questions.map((name) => [name, fc.constantFrom(...assumptions[name].answers)])),
);

const agents = ['ada', 'ben', 'cleo'] as const;

/** What happens to one of Twilio's requests. */
const news = fc.constantFrom('arrive', 'lost', 'doubled', 'late');

const deed = fc.oneof(
  fc.record({ kind: fc.constant('call' as const) }),
  fc.record({ kind: fc.constant('caller hangs up' as const), who: fc.nat(3) }),
  fc.record({ kind: fc.constant('answer' as const), who: fc.nat(2) }),
  fc.record({ kind: fc.constant('take' as const), who: fc.nat(2) }),
  fc.record({ kind: fc.constant('take' as const), who: fc.nat(2) }),
  fc.record({
    kind: fc.constant('press' as const),
    who: fc.nat(2),
    key: fc.constantFrom('1', '1', '2', '*'),
  }),
  fc.record({ kind: fc.constant('agent hangs up' as const), who: fc.nat(2) }),
  fc.record({ kind: fc.constant('exit key' as const), who: fc.nat(3) }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
);

const isTalking = (stage: RungStage) => (person: Person) => person.isOnTheLine && stage.isTalking(person);

/** What must hold at every moment. */
function expectOrder(stage: RungStage, callers: readonly Person[]): void {
  const talking = callers.filter(isTalking(stage));
  const legs = Object.values(phones).map(
    (phone) =>
      [...stage.twilio.calls.values()].filter(({ to, status }) => to === phone && status === 'in-progress')
        .length,
  );
  // An agent never has two calls, and a caller never two agents.
  expect(Math.max(...legs)).toBeLessThanOrEqual(1);
  expect(talking.length).toBeLessThanOrEqual(legs.filter((count) => count > 0).length);
}

describe('every order of what callers and agents do', () => {
  test('loses no caller and leaves no task behind, however events arrive', async () => {
    const seen = { connected: 0, missed: 0 };
    await fc.assert(
      fc.asyncProperty(
        answers,
        news,
        news,
        fc.array(deed, { minLength: 4, maxLength: 14 }),
        async (given, events, ends, deeds) => {
          const stage = await RungStage.open({ assumptions: given });
          for (const [path, what] of [
            ['/agent/events', events],
            ['/agent/rang', ends],
          ] as const) {
            const reach = { path, times: Number.POSITIVE_INFINITY };
            if (what === 'lost') stage.twilio.disturb({ ...reach, kind: 'lost' });
            if (what === 'doubled') stage.twilio.disturb({ ...reach, kind: 'doubled' });
            if (what === 'late') stage.twilio.disturb({ ...reach, kind: 'delayed', millis: 4000 });
          }
          // A person has one ear.
          for (const agent of agents) stage.phone(agent, { kind: 'rings', maxCalls: 1 });
          await stage.available(...agents);
          const callers: Person[] = [stage.caller()];
          for (const one of deeds) {
            // Whose phone rings, if any does: otherwise there is nothing to decide.
            const rung = agents.filter(stage.isRung);
            const those = one.kind === 'answer' || one.kind === 'take' ? rung : agents;
            const name = 'who' in one ? those[one.who % those.length] : undefined;
            const agent = name && stage.personAt(name);
            if (one.kind === 'call') callers.push(stage.caller());
            if (one.kind === 'caller hangs up') callers[one.who]?.hangUp();
            if (one.kind === 'exit key' && callers[one.who]?.isOnTheLine) callers[one.who]?.press('*');
            if (one.kind === 'answer' || one.kind === 'take') agent?.answer();
            if (one.kind === 'take') {
              await stage.seconds(3);
              agent?.press('1');
            }
            if (one.kind === 'press') agent?.press(one.key);
            if (one.kind === 'agent hangs up') agent?.hangUp();
            await stage.seconds(one.kind === 'wait' ? one.seconds : 3);
            expectOrder(stage, callers);
            expectTurns(stage);
            expectNoLeftovers(stage, callers);
          }
          // Everybody who is still talking hangs up, and no agent answers any longer.
          for (let rounds = 0; rounds < 60 && callers.some(({ isOnTheLine }) => isOnTheLine); rounds++) {
            await stage.seconds(20);
            expectOrder(stage, callers);
            expectNoLeftovers(stage, callers);
            for (const caller of callers.filter(isTalking(stage))) caller.hangUp();
          }
          await stage.seconds(121);
          expectTurns(stage);
          expectNoLeftovers(stage, callers);
          for (const caller of callers) {
            expect(caller.isOnTheLine).toBe(false);
            expect(stage.stage.outcome(caller) ?? 'none').not.toBe('unfinished');
          }
          expect(stage.openTasks()).toBe(0);
          for (const { event } of stage.stage.log()) {
            if (event === 'connected' || event === 'missed') seen[event] += 1;
          }
          if (events === 'arrive' && ends === 'arrive') {
            for (const agent of agents) expect(['Missed', 'Wrap-Up']).not.toContain(stage.stateOf(agent));
          }
        },
      ),
      runs(60),
    );
    // Otherwise nothing has been tried.
    expect(seen.connected).toBeGreaterThan(10);
    expect(seen.missed).toBeGreaterThan(10);
  }, 300_000);
});
