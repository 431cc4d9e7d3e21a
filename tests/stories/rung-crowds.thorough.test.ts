import type { Person } from '../../emulator/index';
import { isThorough } from '../thorough';
import { expectNoLeftovers, expectTurns } from './rung-invariants';
import { RungStage } from './rung-stage';
import { lastWordsAreRequested, under } from './under';

const forever = { times: Number.POSITIVE_INFINITY };

describe('more callers than agents can serve', () => {
  test.each(under('taskAfterConversation', 'callerEndsConversation'))(
    'are served in order, and the others hear the plan for it, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: { ...given, ...lastWordsAreRequested } });
      for (const agent of ['ada', 'ben'] as const) await stage.busy(agent);
      const callers: Person[] = [];
      for (let count = 0; count < 30; count++) {
        callers.push(stage.caller());
        await stage.seconds(3);
      }
      for (const agent of ['ada', 'ben'] as const) await stage.endTalk(agent);
      const talksSince = new Map<Person, number>();
      for (let rounds = 0; callers.some(({ isOnTheLine }) => isOnTheLine); rounds++) {
        expect(rounds).toBeLessThan(300);
        for (const agent of ['ada', 'ben'] as const) if (stage.isRung(agent)) await stage.take(agent);
        await stage.seconds(5);
        for (const caller of callers.filter((one) => one.isOnTheLine && stage.isTalking(one))) {
          const since = talksSince.get(caller) ?? stage.now;
          talksSince.set(caller, since);
          if (stage.now >= since + 15) caller.hangUp();
        }
        expectNoLeftovers(stage, callers);
      }
      await stage.seconds(130);
      expectTurns(stage);
      expectNoLeftovers(stage, callers);
      const outcomes = callers.map((caller) => stage.stage.outcome(caller) ?? 'none');
      const served = outcomes.filter((outcome) => outcome === 'served').length;
      const expected = outcomes.map((_outcome, index) => (index < served ? 'served' : 'waitedTooLong'));
      expect(outcomes).toEqual(expected);
      expect(served).toBeGreaterThan(15);
      expect(served).toBeLessThan(30);
    },
  );

  test.each([
    // TaskRouter looks again at once, and gives up a task after a number of attempts: https://www.twilio.com/docs/taskrouter/limits
    ['refused', 1000, { kind: 'status', status: 429 }],
    ['answered too late', 6, { kind: 'delayed', millis: 6000 }],
    ['answered in the last moment', 6, { kind: 'delayed', millis: 4500 }],
  ] as const)(
    'reach an agent or a plan after a minute in which TaskRouter’s requests are %s, and there are at most %d for each',
    async (_how, most, trouble) => {
      const stage = await RungStage.open();
      await stage.available('ada', 'ben', 'cleo');
      stage.twilio.disturb({ ...trouble, path: '/agent/assignment', ...forever });
      const callers = Array.from({ length: isThorough ? 20 : 8 }, () => stage.caller());
      await stage.seconds(60);
      stage.twilio.disturbances.clear();
      const asked = stage.twilio.timeline
        .events()
        .filter((event) => event.kind === 'webhook' && event.url.includes('/agent/assignment'));
      expect(asked.length / callers.length).toBeLessThanOrEqual(most);
      for (let rounds = 0; callers.some(({ isOnTheLine }) => isOnTheLine); rounds++) {
        expect(rounds).toBeLessThan(100);
        for (const agent of ['ada', 'ben', 'cleo'] as const) if (stage.isRung(agent)) await stage.take(agent);
        await stage.seconds(15);
        for (const caller of callers) if (stage.isTalking(caller)) caller.hangUp();
      }
      await stage.seconds(130);
      expectNoLeftovers(stage, callers);
      for (const caller of callers) {
        expect(['served', 'waitedTooLong', 'noAgents']).toContain(stage.stage.outcome(caller));
      }
    },
  );
});
