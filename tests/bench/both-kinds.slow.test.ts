import { playDay } from '../../bench/day/day';
import { outcomesOf } from '../../reporting/outcome';
import { assignmentPath, waitPath } from '../../src/state/paths';

const options = { callers: 80, agents: 3, seed: 7 } as const;

test('the same calls come on a day with agents who dial in and on one with agents who are rung', async () => {
  const dialIn = await playDay({ ...options, agentsAre: 'dialing-in' });
  const rung = await playDay({ ...options, agentsAre: 'rung' });
  for (const { callSids, log, faults, runs } of [dialIn, rung]) {
    expect(callSids).toHaveLength(options.callers);
    expect(outcomesOf(log).size).toBe(options.callers);
    expect(faults).toEqual([]);
    expect(runs.get(waitPath)).toBeGreaterThan(20);
  }

  // Where agents are rung, each who is chosen is asked for once, without a REST call.
  expect(rung.runs.get(assignmentPath)).toBeGreaterThan(40);
  expect(rung.restCalls.get(assignmentPath)).toBeUndefined();
  expect(dialIn.restCalls.get(waitPath)).toBeUndefined();
  expect(rung.tasks).toBeGreaterThan(40);
  expect(dialIn.tasks).toBe(0);

  // Three shifts of eight hours, against the calls alone.
  const minutes = (day: typeof rung) => [
    day.legs.billedMinutes('inbound', '+1555300'),
    day.legs.billedMinutes('outbound', '+1555300'),
  ];
  expect(minutes(dialIn)[0]).toBeGreaterThan(3 * 8 * 55);
  expect(minutes(dialIn)[1]).toBe(0);
  expect(minutes(rung)[1]).toBeLessThan(minutes(dialIn)[0] ?? 0);
});
