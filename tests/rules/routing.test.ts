import type { Agent, QueuesConfig } from '../../src/config/queue-config';
import { levelsOf, type RoutingStep, routingOf } from '../../src/rules/routing';
import { configWith } from '../example-config';

const agent = (level: number | undefined, queue = 'support'): Agent => ({
  id: `${queue}-${level}`,
  queues: [queue],
  ...(level !== undefined && { levels: { [queue]: level } }),
});

/** A queue with agents of these levels, who are rung. */
const office = (
  levels: readonly (number | undefined)[],
  escalateAfterSeconds?: readonly number[],
  normalLaneFirstAfterSeconds?: number,
): QueuesConfig => ({
  ...configWith({
    support: {
      ringing: { ...(escalateAfterSeconds && { escalateAfterSeconds }) },
      ...(normalLaneFirstAfterSeconds && { priority: { normalLaneFirstAfterSeconds } }),
    },
  }),
  agents: [...levels.map((level) => agent(level)), agent(7, 'sales')],
});

/** What a group of callers meets: level, priority, and the end of each step. */
const stepsOf = (config: QueuesConfig, group: string) =>
  routingOf(config, 'support')
    .find(({ callers }) => callers === group)
    ?.steps.map(({ level, priority, endsAfterSeconds }: RoutingStep) => [level, priority, endsAfterSeconds]);

test.each<[string, (number | undefined)[], number[]]>([
  ['each level once, the lowest first', [10, 2, 10, 1], [1, 2, 10]],
  ['level 1 for agents without one', [undefined, 3], [1, 3]],
  ['none without agents', [], []],
])('a queue has %s', (_sentence, levels, expected) => {
  expect(levelsOf(office(levels), 'support')).toEqual(expected);
});

describe('callers reach', () => {
  test.each<[string, (number | undefined)[], number[] | undefined, (number | undefined)[][]]>([
    ['all agents at once without escalation', [1, 2], undefined, [[2, 0, undefined]]],
    [
      'the first level, then all',
      [1, 2],
      [45],
      [
        [1, 0, 45],
        [2, 0, undefined],
      ],
    ],
    [
      'one level more at each step',
      [1, 2, 3],
      [30, 60],
      [
        [1, 0, 30],
        [2, 0, 60],
        [3, 0, undefined],
      ],
    ],
    [
      'the same agents again if a level has none',
      [1, 3],
      [30, 60],
      [
        [1, 0, 30],
        [1, 0, 60],
        [3, 0, undefined],
      ],
    ],
    [
      'all agents at the last step, however many levels there are',
      [1, 2, 3],
      [30],
      [
        [1, 0, 30],
        [3, 0, undefined],
      ],
    ],
    [
      'the lowest level if it is not the first',
      [3, 2],
      [30],
      [
        [2, 0, 30],
        [3, 0, undefined],
      ],
    ],
    ['the first level if there are no agents', [], undefined, [[1, 0, undefined]]],
  ])('%s', (_sentence, levels, escalations, steps) => {
    expect(stepsOf(office(levels, escalations), 'ordinary')).toEqual(steps);
  });
});

describe('among the callers of a queue', () => {
  test('callers who are back in line go first, and without a priority lane all others are equal', () => {
    const config = office([1]);
    expect(routingOf(config, 'support').map(({ callers }) => callers)).toEqual(['returned', 'ordinary']);
    expect(stepsOf(config, 'returned')).toEqual([[1, 300, undefined]]);
  });

  test('the priority lane goes before the others until they have waited long enough', () => {
    const config = office([1], undefined, 300);
    const groups = routingOf(config, 'support').map(({ callers }) => callers);
    expect(groups).toEqual(['returned', 'premium', 'ordinary']);
    expect(stepsOf(config, 'premium')).toEqual([[1, 100, undefined]]);
    expect(stepsOf(config, 'ordinary')).toEqual([
      [1, 0, 300],
      [1, 200, undefined],
    ]);
  });

  test.each<[string, number, (number | undefined)[][]]>([
    [
      'before the escalation',
      30,
      [
        [1, 0, 30],
        [1, 200, 45],
        [2, 200, undefined],
      ],
    ],
    [
      'at the escalation',
      45,
      [
        [1, 0, 45],
        [2, 200, undefined],
      ],
    ],
    [
      'after the escalation',
      60,
      [
        [1, 0, 45],
        [2, 0, 60],
        [2, 200, undefined],
      ],
    ],
  ])('those who have waited long go first %s', (_when, agingSeconds, steps) => {
    expect(stepsOf(office([1, 2], [45], agingSeconds), 'ordinary')).toEqual(steps);
  });

  test('those of a queue whose agents dial in reach all agents at once', () => {
    const config = { ...configWith({}), agents: [agent(1), agent(2)] };
    expect(stepsOf(config, 'ordinary')).toEqual([[2, 0, undefined]]);
  });

  test('a queue that is not in the config has ordinary callers', () => {
    expect(routingOf(office([1]), 'gone').map(({ callers }) => callers)).toEqual(['returned', 'ordinary']);
  });
});
