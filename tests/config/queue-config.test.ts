import { defineQueues, firstQueue, type Queue, queueDialed, queueNamed } from '../../src/config/queue-config';
import { config, configWith } from '../example-config';

describe('a queue', () => {
  test.each(['support', 'sales'] as const)('is found by its name: %s', (name) => {
    expect(queueNamed(config, name)).toEqual({ ...config.queues[name], name });
  });

  test.each([undefined, '', 'Support', 'constructor', '__proto__'])('is not found by %p', (name) => {
    expect(queueNamed(config, name)).toBeUndefined();
  });

  test.each([
    ['+15550100002', 'sales'],
    ['+15550100003', 'sales'],
    ['+15550100001', undefined],
    [undefined, undefined],
  ])('of the dialed number %s is %s', (dialed, name) => {
    expect(queueDialed(config, dialed)?.name).toBe(name);
  });

  test('of the number of its priority lane is that queue', () => {
    const priority = { numbers: ['+15550100007'], normalLaneFirstAfterSeconds: 300 } as const;
    const withLane = configWith({ sales: { priority } });
    expect(queueDialed(withLane, '+15550100007')?.name).toBe('sales');
    expect(queueDialed(withLane, '+15550100002')?.name).toBe('sales');
  });

  test('is the first in the config if nothing else says which', () => {
    expect(firstQueue(config).name).toBe('support');
  });

  test('must be in the config, and the message says where', () => {
    expect(() => firstQueue({ ...config, queues: {} })).toThrow('define at least one under `queues`');
  });
});

// Each of these lines is a mistake that the compiler finds; should it stop finding one, `npm run check` fails here.
describe('a config that the compiler refuses', () => {
  /** A queue whose plans lead nowhere else. */
  const support = config.queues.support as Queue<'support'>;
  const rest = { agentLine: config.agentLine, fallback: config.fallback };
  const { full: _full, ...plansWithoutFull } = support.plans;

  test.each([
    [
      'an agent of a queue that is not there',
      // @ts-expect-error there is no queue 'sale'
      () => defineQueues({ ...rest, queues: { support }, agents: [{ id: 'a', queues: ['sale'] }] }),
    ],
    [
      'an agent of no queue',
      // @ts-expect-error nobody would be served
      () => defineQueues({ ...rest, queues: { support }, agents: [{ id: 'a', queues: [] }] }),
    ],
    [
      'a plan that leads to a queue that is not there',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          // @ts-expect-error there is no queue 'sale'
          queues: { support: { ...support, plans: { ...support.plans, full: [{ queue: 'sale' }] } } },
        }),
    ],
    [
      'a step that is none',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          // @ts-expect-error there is no step 'sing'
          queues: { support: { ...support, plans: { ...support.plans, full: [{ sing: 'La.' }] } } },
        }),
    ],
    [
      'a menu that leads to a queue that is not there',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          queues: { support },
          menus: {
            main: {
              ...rest.agentLine,
              numbers: ['+15550100009'],
              prompt: 'For sales press 1.',
              // @ts-expect-error there is no queue 'sale'
              choices: { '1': 'sale' },
              fallbackQueue: 'support',
            },
          },
        }),
    ],
    [
      'hours that do not say what happens to waiting callers',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          // @ts-expect-error atClosing is missing
          queues: { support: { ...support, openingHours: { timeZone: 'UTC', weekly: {} } } },
        }),
    ],
    [
      'a recording without a notice',
      // @ts-expect-error it cannot be switched off
      () => defineQueues({ ...rest, agents: [], queues: { support: { ...support, recording: {} } } }),
    ],
    [
      'a message without words',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          queues: {
            support: {
              ...support,
              announcements: {
                firstInLineEverySeconds: 120,
                // @ts-expect-error nothing would be said
                messages: [{ say: [], startSeconds: 60, everySeconds: 180 }],
              },
            },
          },
        }),
    ],
    [
      'a reason without a plan',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          // @ts-expect-error there is no plan for a full line
          queues: { support: { ...support, plans: plansWithoutFull } },
        }),
    ],
    [
      'a plan of nothing',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          // @ts-expect-error nothing would be heard
          queues: { support: { ...support, plans: { ...support.plans, full: [] } } },
        }),
    ],
    [
      'a plan for a reason that does not exist',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          // @ts-expect-error there is no reason 'bored'
          queues: { support: { ...support, plans: { ...support.plans, bored: [{ say: 'Goodbye.' }] } } },
        }),
    ],
    [
      'a key that no telephone has',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          // @ts-expect-error a telephone has no key A
          queues: { support: { ...support, exitKey: { key: 'A', offer: 'To leave, press A.' } } },
        }),
    ],
    [
      'a key of two',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          // @ts-expect-error one key only
          queues: { support: { ...support, exitKey: { key: '11', offer: 'To leave, press one twice.' } } },
        }),
    ],
    [
      'a language that is not there',
      // @ts-expect-error there is no language 'klingon'
      () => defineQueues({ ...rest, agents: [], queues: { support: { ...support, language: 'klingon' } } }),
    ],
    [
      'a number without its plus sign',
      () =>
        defineQueues({
          ...rest,
          agents: [],
          // @ts-expect-error a number begins with +
          queues: { support: { ...support, numbers: ['15550100001'] } },
        }),
    ],
    [
      'a misspelt setting',
      // @ts-expect-error it is maxCallers
      () => defineQueues({ ...rest, agents: [], queues: { support: { ...support, maxCaller: 10 } } }),
    ],
  ])('has %s', (_what, define) => {
    // Nothing is checked while it runs: a config that got past the compiler is refused by the build.
    expect(define().agentLine).toBe(config.agentLine);
  });
});
