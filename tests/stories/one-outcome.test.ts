import fc from 'fast-check';
import { Clock, type Disturbance } from '../../emulator/index';
import { type CallOutcome, outcomesOf } from '../../reporting/outcome';
import { runs } from '../thorough';
import { Stage } from './stage';

const outcomes: readonly CallOutcome[] = [
  'served',
  'abandoned',
  'full',
  'waitedTooLong',
  'keyPressed',
  'error',
  'unfinished',
];

const paths = ['/caller', '/caller/ended', '/wait', '/wait/key', '/action', '/agent/next', '/agent/connect'];

/** A request that is lost, doubled, or so late that others overtake it. */
const disturbance: fc.Arbitrary<Disturbance> = fc.oneof(
  fc.record({ kind: fc.constant('lost' as const), path: fc.constantFrom(...paths) }),
  fc.record({ kind: fc.constant('answer-lost' as const), path: fc.constantFrom(...paths) }),
  fc.record({ kind: fc.constant('doubled' as const), path: fc.constantFrom(...paths) }),
  fc.record({
    kind: fc.constant('delayed' as const),
    millis: fc.integer({ min: 1, max: 20_000 }),
    path: fc.constantFrom(...paths),
  }),
);

/** Something that somebody does, and how long before the next thing. */
const act = fc.record({
  does: fc.constantFrom(
    'call',
    'hang up',
    'press *',
    'press 5',
    'agent calls',
    'agent hangs up',
    'agent presses *',
  ),
  whose: fc.nat(9),
  thenSeconds: fc.integer({ min: 0, max: 120 }),
});

type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

async function play(acts: readonly Act[], disturbances: readonly Disturbance[], order: readonly number[]) {
  let chosen = 0;
  const chooser = (dueCount: number) => (order[chosen++ % order.length] ?? 0) % dueCount;
  const stage = await Stage.open({ clock: new Clock({ chooser }) });
  for (const each of disturbances) stage.twilio.disturb(each);
  const callers = [stage.caller()];
  const agents = [stage.agent()];
  for (const { does, whose, thenSeconds } of acts) {
    const caller = callers[whose % callers.length];
    const agent = agents[whose % agents.length];
    if (does === 'call') callers.push(stage.caller());
    if (does === 'hang up') caller?.hangUp();
    if (does === 'press *') caller?.press('*');
    if (does === 'press 5') caller?.press('5');
    if (does === 'agent calls') agents.push(stage.agent());
    if (does === 'agent hangs up') agent?.hangUp();
    if (does === 'agent presses *') agent?.press('*');
    await stage.seconds(thenSeconds);
    for (const each of agents) each.press('246810#');
  }
  for (const person of [...callers, ...agents]) person.hangUp();
  await stage.seconds(60);
  return { stage, callers, agents };
}

const orders = fc.array(fc.nat(7), { minLength: 1, maxLength: 20 });

test('every call ends with exactly one outcome, whatever is lost, repeated or out of order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { maxLength: 12 }),
      fc.array(disturbance, { maxLength: 8 }),
      orders,
      async (acts, disturbances, order) => {
        const { stage, callers } = await play(acts, disturbances, order);
        const found = outcomesOf(stage.log());
        for (const caller of callers) {
          expect(caller.isOnTheLine).toBe(false);
          const outcome = found.get(caller.callSid);
          if (outcome !== undefined) expect(outcomes).toContain(outcome);
        }
        expect(found.size).toBeLessThanOrEqual(callers.length);
      },
    ),
    runs(60),
  );
});

test('without disturbances every call has a final outcome that matches what people did', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), orders, async (acts, order) => {
      const { stage, callers } = await play(acts, [], order);
      const found = outcomesOf(stage.log());
      const bridged = new Set(
        stage.twilio.timeline.events().flatMap((event) => (event.kind === 'bridged' ? [event.call] : [])),
      );
      expect([...found.keys()].sort()).toEqual(callers.map(({ callSid }) => callSid).sort());
      for (const caller of callers) {
        const outcome = found.get(caller.callSid);
        if (outcome === 'served') expect(bridged).toContain(caller.callSid);
        if (outcome === 'keyPressed') expect(stage.requests(caller, '/wait/key')).not.toEqual([]);
        expect(['served', 'abandoned', 'keyPressed', 'error']).toContain(outcome);
      }
      expect(stage.faults()).toEqual([]);
    }),
    runs(60),
  );
});

test('positions are 1 to n in the order of arrival, and only ever fall', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), orders, async (acts, order) => {
      const { stage, callers } = await play(acts, [], order);
      for (const caller of callers) {
        const positions = stage
          .requests(caller, '/wait')
          .map(({ parameters }) => Number(parameters.QueuePosition))
          .filter((position) => position > 0);
        const rises = positions.filter((position, index) => position > (positions[index - 1] ?? position));
        const returns = stage.log().filter((line) => line.event === 'joined' && line.call === caller.callSid);
        expect(rises.length).toBeLessThan(Math.max(1, returns.length));
      }
    }),
    runs(30),
  );
});
