import fc from 'fast-check';
import { type AssumptionName, assumptions, type Person } from '../../emulator/index';
import { isThorough, runs } from '../thorough';
import { expectTurns } from './rung-invariants';
import { type AgentName, RungStage } from './rung-stage';
import { longestSilence } from './stage';
import { under } from './under';

const forever = { times: Number.POSITIVE_INFINITY };

/** One answer to each of some questions. */
const answersTo = (...names: AssumptionName[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(...assumptions[name].answers)])));

describe('an agent who is willing, however slow', () => {
  test('is connected to the caller, and has missed no call', async () => {
    const slowness = fc.record({
      answers: answersTo('acceptedAt', 'timeoutWhileReserved', 'reservedQueueUrl', 'assignmentRetries'),
      firstUrlMillis: fc.constantFrom(0, 4000, 4900, 6000),
      callSetupMillis: fc.integer({ min: 0, max: 8000 }),
      speechSpeed: fc.integer({ min: 12, max: 18 }),
      ringSeconds: fc.integer({ min: 0, max: 195 }).map((tenths) => tenths / 10),
      keySeconds: fc.integer({ min: 0, max: 75 }).map((tenths) => tenths / 10),
    });
    await fc.assert(
      fc.asyncProperty(slowness, async (slow) => {
        const { answers, firstUrlMillis, callSetupMillis, speechSpeed, ringSeconds, keySeconds } = slow;
        const settings = { callSetupMillis, speechSpeed };
        const stage = await RungStage.open({ assumptions: answers, settings });
        const assigned = { path: '/agent/assignment', millis: firstUrlMillis };
        if (firstUrlMillis > 0) stage.twilio.disturb({ kind: 'delayed', ...assigned });
        await stage.available('ada', 'ben');
        const caller = stage.caller();
        const words = 'A call for support. Press 1 to take it, or star to decline.';
        const spoken = words.length / speechSpeed;
        await stage.take('ada', { after: ringSeconds, keyAfter: spoken + keySeconds });
        await stage.until(() => stage.isTalking(caller), 10);
        expect([stage.missesOf('ada'), stage.ringsOf('ben')]).toEqual([0, 0]);
        expect(longestSilence(caller)).toBeLessThanOrEqual(3);
      }),
      runs(30),
    );
  });
});

/** Somebody in line, as the config's words tell callers apart. */
interface Waiting {
  readonly caller: Person;
  readonly isPriority: boolean;
  readonly cameAt: number;
  readonly wasCutOff: boolean;
}

/**
 * `docs/config.md`: who was cut off from their agent, then who is not premium and has waited 300 seconds, then who is premium,
 * then all others; within each the longest wait counts.
 */
function nextOf(line: readonly Waiting[], now: number): Waiting | undefined {
  const group = ({ wasCutOff, isPriority, cameAt }: Waiting) => {
    if (wasCutOff) return 1;
    if (isPriority) return 3;
    return now - cameAt >= 300 ? 2 : 4;
  };
  return [...line].sort((one, other) => group(one) - group(other) || one.cameAt - other.cameAt)[0];
}

describe('callers who are treated differently', () => {
  test('are served in the order that the config describes', async () => {
    const arrivals = fc.array(
      fc.record({ isPriority: fc.boolean(), after: fc.integer({ min: 2, max: 90 }) }),
      { minLength: 3, maxLength: 8 },
    );
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        answersTo('stepKeepsAge', 'failedReservation', 'postWorkActivity'),
        arrivals,
        fc.boolean(),
        async (answers, coming, isOneCutOff) => {
          const stage = await RungStage.open({ assumptions: answers });
          const arrive = (isPriority: boolean): Waiting => ({
            caller: stage.caller('premium', isPriority ? '+15550009999' : undefined),
            ...{ isPriority, cameAt: stage.now, wasCutOff: false },
          });
          await stage.available('gil');
          const first = arrive(false);
          const gil = await stage.take('gil');
          await stage.until(() => stage.isTalking(first.caller), 10);
          if (isOneCutOff) await stage.seconds(2);
          else await stage.seconds(20);
          // Long notes to write: the agent is there, and not free.
          const until = Math.floor(stage.twilio.clock.now().getTime() / 1000) + 1000;
          stage.edit('gil', (all) => ({ ...all, until }));
          await stage.set('gil', 'wrapUp');
          // The line breaks, or the conversation is over.
          gil.hangUp();
          await stage.seconds(5);
          const line = isOneCutOff ? [{ ...first, wasCutOff: true }] : [];
          for (const { isPriority, after } of coming) {
            line.push(arrive(isPriority));
            await stage.seconds(after);
          }
          stage.edit('gil', ({ until: _, ...all }) => all);
          await stage.available('gil');
          while (line.length > 0 && stage.now < 550) {
            await stage.until(() => stage.isRung('gil'), 10);
            const expected = nextOf(line, stage.now);
            // Within a second or two of the aging time both are right.
            const isClose = line.some(({ cameAt }) => Math.abs(stage.now - cameAt - 300) < 3);
            const person = await stage.take('gil', { after: 0, keyAfter: 1 });
            await stage.seconds(3);
            const served = line.findIndex(({ caller }) => stage.isTalking(caller));
            const [next] = line.splice(served, 1);
            if (!isClose) expect(next).toBe(expected);
            seen.add(`${next?.wasCutOff} ${next?.isPriority} ${stage.now - (next?.cameAt ?? 0) >= 300}`);
            await stage.seconds(15);
            person.hangUp();
          }
        },
      ),
      runs(25),
    );
    if (isThorough) expect(seen.size).toBeGreaterThanOrEqual(4);
  });
});

describe('an agent who was left behind', () => {
  const news = [
    ['every event arrives', []],
    ['none arrives', ['/agent/events', '/agent/rang']],
  ] as const;

  describe.each(news)('while %s,', (_news, lost) => {
    test.each(['missed', 'wrapUp', 'onCall'] as const)(
      'in %s is rung for the next caller',
      async (activity) => {
        const stage = await RungStage.open();
        for (const path of lost) stage.twilio.disturb({ kind: 'lost', path, ...forever });
        await stage.set('ada', activity);
        await stage.seconds(3600);
        stage.begin();
        stage.caller();
        // The agent who talked last may be in wrap-up.
        await stage.until(() => stage.isRung('ada'), lost.length > 0 ? 90 : 25);
      },
    );

    test('on a break without an end does not count as there, and the caller hears so at once', async () => {
      const stage = await RungStage.open();
      for (const path of lost) stage.twilio.disturb({ kind: 'lost', path, ...forever });
      await stage.set('ada', 'onBreak');
      await stage.seconds(3600);
      const caller = stage.caller();
      await stage.seconds(3);
      expect(caller.heard).toEqual(['Nobody is here.']);
    });

    test('on a break whose end nobody noticed is rung for the next caller', async () => {
      const stage = await RungStage.open();
      for (const path of lost) stage.twilio.disturb({ kind: 'lost', path, ...forever });
      stage.twilio.disturb({ kind: 'lost', path: '/agent/events', ...forever });
      await stage.choose('ada', '2', '10#');
      await stage.seconds(3600);
      stage.caller();
      await stage.until(() => stage.isRung('ada'), 5);
    });
  });

  test.each(under('workerOrder', 'missedWorkerIdleness', 'instructionFails'))(
    'as available but never answers is offline after three calls, and the caller hears the plan, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      const agents: AgentName[] = ['ada', 'ben', 'cleo'];
      await stage.available(...agents);
      stage.begin();
      const callers = [stage.caller(), stage.caller()];
      await stage.until(() => agents.every((agent) => stage.stateOf(agent) === 'Offline'), 300);
      await stage.seconds(35);
      for (const caller of callers) expect(caller.heard.at(-1)).toBe('Nobody is here.');
      for (const agent of agents) expect(stage.missesOf(agent)).toBe(3);
      expectTurns(stage);
    },
  );
});
