import { whatHappens } from '../../../reporting/call-plan/call-at';
import { callPlan } from '../../../reporting/call-plan/call-plan';
import { readQuestion } from '../../../reporting/call-plan/question';
import { written } from '../../../reporting/call-plan/section';
import rung from '../../stories/rung.config';

const now = new Date('2026-11-23T15:00:00Z');

describe('the call plan of queues whose agents are rung', () => {
  const plan = written(callPlan(rung, now, {})).join('\n');

  test.each([
    ['how phones ring', 'The phones of free agents ring, the longest idle first: each for 20 seconds.'],
    ['who is rung at first', 'At first: eva.'],
    ['who is rung too, and when', /After \d+ seconds of waiting: eva, finn and jo\./],
    ['who goes first', 'A caller who is back in line after a lost connection goes first.'],
    [
      'how long a caller is kept for an agent',
      /TaskRouter keeps a caller for an agent for at most 1 minute \d+ seconds?, which is/,
    ],
    ['when an agent is offline', 'An agent who misses 3 calls in a row is offline.'],
    [
      'when agents are set offline',
      'When the queue closes, its agents are set offline as soon as no caller is waiting or',
    ],
    ['when nobody is there', 'levels: when no agent is there'],
    ['where an agent rings', /ada serves support\. .*Rings at \+\d+\. Calls the agents’ number/],
    ['who is connected without a key', /ida serves quick\. .*, and is connected without a key\./],
    [
      'what a waiting caller costs',
      /A caller waiting in support: about \d+ requests an hour, and at most as many REST calls\./,
    ],
    [
      'what else a call costs',
      /Where agents are rung, it adds six more .* about a dozen REST calls in all\./,
    ],
  ])('says %s', (_what, line) => {
    expect(plan).toMatch(line);
  });

  test('has no invalid numbers', () => {
    expect(plan).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('of a call ends in the plan for too long a wait', () => {
    const lines = written(whatHappens(readQuestion({ queue: 'support' }, rung, now), rung)).join('\n');
    expect(lines).toMatch(/the wait is over: the caller has waited too long\./);
  });
});
