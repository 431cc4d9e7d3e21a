import fc from 'fast-check';
import { type NamedQueue, type Queue, type QueuesConfig, queueNamed } from '../../src/config/queue-config';
import type { Lane } from '../../src/rules/next-in-line';
import {
  type CallerState,
  callerStateQuery,
  movedToQueue,
  newCallerState,
  queueEntryOf,
  readCallerState,
  returnedToQueue,
} from '../../src/state/caller-state';
import { callerState, config, configWith, now, nowSeconds, queue, webhookRequest } from '../example-config';

const withLane = configWith({ support: { priority: { normalLaneFirstAfterSeconds: 300 } } });

const states: fc.Arbitrary<CallerState> = fc
  .constantFrom('support', 'sales')
  .map((name) => queueNamed(withLane, name) as NamedQueue)
  .chain((queue) =>
    fc.record({
      queue: fc.constant(queue),
      lane: queue.priority ? fc.constantFrom<Lane>('normal', 'priority') : fc.constant<Lane>('normal'),
      visit: fc.integer({ min: 0, max: 99_999_999_999 }),
      joinedAt: fc.option(fc.integer({ min: 0, max: 99_999_999_999 }), { nil: undefined }),
      secondsWaitedBefore: fc.integer({ min: 0, max: 86_400 }),
      returns: fc.integer({ min: 0, max: 99 }),
      moves: fc.integer({ min: 0, max: 99 }),
      isQueueGone: fc.constant(false),
      textsHeard: fc.dictionary(
        fc.nat(2 ** 31).map((name) => name.toString(36)),
        fc.oneof(fc.nat({ max: 9999 }), fc.constant('unknown' as const)),
        { maxKeys: 6 },
      ),
    }),
  );

describe('a ticket', () => {
  test('is the same after a journey through a URL', () => {
    fc.assert(
      fc.property(states, (given) => {
        expect(readCallerState(webhookRequest(callerStateQuery(given), { config: withLane }))).toEqual(given);
      }),
    );
  });

  test('begins when the words before the line are over', () => {
    const twoSeconds = 'Welcome. Please hold the line.';
    expect(newCallerState(queue(), twoSeconds, now)).toEqual(callerState({ joinedAt: nowSeconds + 2 }));
  });

  test('of a caller who goes back in line counts the wait so far, and one return more', () => {
    const first = callerState({ joinedAt: nowSeconds - 400, returns: 1 });
    expect(returnedToQueue(first, 300, '', now)).toEqual(
      callerState({ secondsWaitedBefore: 300, returns: 2 }),
    );
  });
});

describe('the ticket of a caller who is sent on to another queue', () => {
  const first = callerState({ joinedAt: nowSeconds - 400, secondsWaitedBefore: 20, returns: 1, moves: 1 });

  test('counts the whole wait so far, and one move more', () => {
    expect(movedToQueue(first, queue('sales'), 300, now)).toEqual(
      callerState({ queue: queue('sales'), secondsWaitedBefore: 300, returns: 1, moves: 2 }),
    );
  });

  test.each<[string, Lane, Partial<Queue>, Lane]>([
    [
      'stays in the priority lane where there is one',
      'priority',
      { priority: { normalLaneFirstAfterSeconds: 60 } },
      'priority',
    ],
    ['is in the normal lane where there is no other', 'priority', {}, 'normal'],
    [
      'does not get into the priority lane by it',
      'normal',
      { priority: { normalLaneFirstAfterSeconds: 60 } },
      'normal',
    ],
  ])('%s', (_sentence, lane, changes, expected) => {
    const moved = movedToQueue({ ...first, lane }, queue('sales', changes), 300, now);
    expect(moved.lane).toBe(expected);
  });
});

describe('the stay of a ticket', () => {
  test.each([
    ['the first', 0, 0, 0],
    ['the one after a lost agent', 1, 0, 1],
    ['the one in another queue', 0, 1, 1],
    ['the one after both', 1, 2, 3],
  ])('is numbered on, whatever it was that ended the one before: %s', (_which, returns, moves, stay) => {
    expect(queueEntryOf(callerState({ returns, moves }))).toBe(stay);
  });
});

describe('the lane of a ticket', () => {
  test.each<[string, QueuesConfig, string | undefined, Lane]>([
    ['is the priority lane if the URL says so', withLane, 'priority', 'priority'],
    ['is the normal lane if the URL says nothing', withLane, undefined, 'normal'],
    ['is the normal lane if the URL says something else', withLane, 'first', 'normal'],
    ['is the normal lane in a queue that has no other', config, 'priority', 'normal'],
  ])('%s', (_sentence, given, lane, expected) => {
    expect(readCallerState(webhookRequest({ queue: 'support', lane }, { config: given })).lane).toBe(
      expected,
    );
  });
});

describe('a URL without a ticket', () => {
  test('gives one of the first queue that has not waited yet', () => {
    expect(readCallerState(webhookRequest())).toEqual(callerState({ joinedAt: undefined }));
  });

  test.each([
    ['joined', { joined: 'yesterday' }],
    ['joined', { joined: '999999999999' }],
    ['waited', { waited: '-5' }],
    ['waited', { waited: '86401' }],
    ['returns', { returns: '100' }],
    ['moves', { moves: '100' }],
    ['moves', { moves: '1.5' }],
    ['heard', { heard: 'abc.1-DEF' }],
    ['heard', { heard: '!abc.1' }],
    ['heard', { heard: 'abc.1!' }],
  ])('or with a %s of no use does the same, and notes it: %p', (name, query) => {
    const given = webhookRequest(query);
    expect({ ...readCallerState(given), textsHeard: {} }).toEqual(callerState({ joinedAt: undefined }));
    expect(given.parameters.issues).toEqual([expect.stringMatching(`^${name}: `)]);
  });

  test.each(['nobody-has-this', 'constructor', '__proto__'])(
    'or with the queue %s, which the config does not have, gives the first queue and notes that the other is gone',
    (name) => {
      const given = webhookRequest({ queue: name });
      expect(readCallerState(given)).toEqual(callerState({ joinedAt: undefined, isQueueGone: true }));
      expect(given.parameters.issues).toEqual(['queue: not in the config']);
    },
  );

  test('of a priority lane that the queue no longer has is one of a lane that is gone', () => {
    const given = webhookRequest({ queue: 'support', lane: 'priority' });
    expect(readCallerState(given)).toMatchObject({ lane: 'normal', isQueueGone: true });
  });
});

describe('the queue of a call', () => {
  test.each<[string, Record<string, string>, string]>([
    ['is the one that the URL names', { queue: 'sales' }, 'sales'],
    ['is the one that the dialed number leads to', { To: '+15550100003' }, 'sales'],
    [
      'is the one of the URL when the number leads elsewhere',
      { queue: 'support', To: '+15550100002' },
      'support',
    ],
    [
      'is the one of the number when the URL names none that exists',
      { queue: 'nobody', To: '+15550100002' },
      'sales',
    ],
    ['is the first when the number leads nowhere', { To: '+15559999999' }, 'support'],
    ['is the first when nothing is known', {}, 'support'],
  ])('%s', (_sentence, given, name) => {
    expect(readCallerState(webhookRequest(given)).queue).toEqual(queueNamed(config, name));
  });
});
