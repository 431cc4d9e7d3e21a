import type { Agent } from '../../src/config/queue-config';
import type { AgentWorker } from '../../src/rules/reconcile-workers';
import {
  readAttributes,
  readWorker,
  type WorkerAtTwilio,
  writtenAttributes,
} from '../../src/rules/worker-attributes';
import { configWith, config as example, now, nowSeconds } from '../example-config';

const rung = configWith({
  support: { ringing: { maxMissedCalls: 2 }, wrapUpSeconds: 20 },
  sales: { ringing: {} },
});

/** Two queues whose agents are rung, one whose agents dial in, and an agent of one that a deployment has dropped. */
const config = {
  ...rung,
  queues: { ...rung.queues, billing: example.queues.support },
  agents: [
    { id: 'ada', queues: ['support'] },
    { id: 'ben', queues: ['sales'] },
    { id: 'both', queues: ['support', 'sales'] },
    { id: 'eva', queues: ['billing', 'gone'] },
  ] as Agent[],
};

const worker = (changes: Partial<WorkerAtTwilio> = {}): WorkerAtTwilio => ({
  ...{ sid: 'WK1', friendlyName: 'ada', activityName: 'Available', attributes: '{}', dateStatusChanged: now },
  ...changes,
});

const read = (attributes: object | string, changes: Partial<WorkerAtTwilio> = {}) =>
  readWorker(
    worker({
      attributes: typeof attributes === 'string' ? attributes : JSON.stringify(attributes),
      ...changes,
    }),
    config,
  );

const untouched: AgentWorker = {
  ...{ sid: 'WK1', agent: 'ada', activity: 'available', since: nowSeconds, until: undefined, misses: 0 },
  ...{ maxMissedCalls: 2, wrapUpSeconds: 20, nextActivity: undefined, shiftEndsAt: undefined },
};

describe('a worker at TaskRouter', () => {
  test.each<[string, object | string, Partial<AgentWorker>]>([
    ['has no attributes at first', {}, {}],
    ['has damaged attributes', '{', {}],
    ['has no object as attributes', '7', {}],
    [
      'has what we have written',
      { misses: 1, until: 5, shiftEndsAt: 6, nextActivity: { kind: 'break', minutes: 15 } },
      { misses: 1, until: 5, shiftEndsAt: 6, nextActivity: { kind: 'break', minutes: 15 } },
    ],
    ['was edited by hand, with words', { misses: 'x', until: 'soon', shiftEndsAt: 'late' }, {}],
    ['was edited by hand, with a fraction', { misses: 1.7 }, { misses: 1 }],
    ['will be available', { nextActivity: { kind: 'available' } }, { nextActivity: { kind: 'available' } }],
    ['will be offline', { nextActivity: { kind: 'offline' } }, { nextActivity: { kind: 'offline' } }],
    [
      'has a break without minutes',
      { nextActivity: { kind: 'break', minutes: 'x' } },
      { nextActivity: { kind: 'break', minutes: 1 } },
    ],
    ['will be something we do not know', { nextActivity: { kind: 'away' } }, {}],
    ['will be nothing', { nextActivity: null }, {}],
  ])('%s', (_sentence, attributes, expected) => {
    expect(read(attributes)).toEqual({ ...untouched, ...expected });
  });

  test.each<[string, AgentWorker['activity']]>([
    ['Available', 'available'],
    ['On a Call', 'onCall'],
    ['Wrap-Up', 'wrapUp'],
    ['Lunch', 'offline'],
  ])('in the activity %s is %s', (activityName, activity) => {
    expect(read({}, { activityName })?.activity).toBe(activity);
  });

  test.each<[string, Partial<AgentWorker>]>([
    ['ben', { maxMissedCalls: 3, wrapUpSeconds: 0 }],
    ['both', { maxMissedCalls: 3, wrapUpSeconds: 20 }],
    ['eva', { maxMissedCalls: 3, wrapUpSeconds: 0 }],
  ])('who is %s has the highest limits of the agent’s queues', (friendlyName, limits) => {
    expect(read({}, { friendlyName })).toMatchObject(limits);
  });

  test('who is not in the config is no agent', () => {
    expect(read({}, { friendlyName: 'gone' })).toBeUndefined();
  });

  test('keeps the attributes that do not change, and loses those that are null', () => {
    const attributes = '{"agent":"ada","until":5,"misses":1}';
    const written = writtenAttributes({ attributes }, { misses: 2, until: null });
    expect(readAttributes(written)).toEqual({ agent: 'ada', misses: 2 });
  });
});
