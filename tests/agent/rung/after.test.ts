import {
  type AfterStep,
  afterConversationEndpoint,
  type ConversationEnd,
  decideAfter,
  endOfConversation,
  freeAfterConversation,
  readConversationEnd,
} from '../../../src/agent/rung/after';
import type { AgentWorker, WorkerChange } from '../../../src/rules/reconcile-workers';
import { queue } from '../../example-config';
import { atTaskRouter, back, now, OneAgent, offline, requestWith, rungCall, rungQuery } from './ada';

const end = (changes: Partial<ConversationEnd> = {}): ConversationEnd => ({
  ...rungCall(),
  ...{ hasTalked: false, isOnTheLine: true },
  ...changes,
});

test.each<[string, Record<string, string>, boolean, boolean]>([
  ['completed', { DialCallStatus: 'completed', CallStatus: 'in-progress' }, true, true],
  ['answered', { DialCallStatus: 'answered', CallStatus: 'in-progress' }, true, true],
  [
    'completed by the agent, who hung up',
    { DialCallStatus: 'completed', CallStatus: 'completed' },
    true,
    false,
  ],
  ['canceled', { DialCallStatus: 'canceled', CallStatus: 'in-progress' }, false, true],
  ['not mentioned', {}, false, true],
])('after a dial that was %s, an agent has talked: %p, and is on the line: %p', (...row) => {
  const [, given, hasTalked, isOnTheLine] = row;
  const read = readConversationEnd(requestWith({ ...rungQuery, ...given }));
  expect(read).toMatchObject({ hasTalked, isOnTheLine, task: rungCall().task });
});

describe('after a conversation, an agent', () => {
  test.each<[string, ConversationEnd, number]>([
    ['has the wrap-up of the queue', end({ hasTalked: true }), 20],
    ['who hung up has it too', end({ hasTalked: true, isOnTheLine: false }), 20],
    ['of a queue without one has none', end({ hasTalked: true, queue: queue() }), 0],
  ])('%s', (_sentence, ended, seconds) => {
    expect(decideAfter(ended, { reservation: 'pending' })).toEqual({ kind: 'wrap-up', seconds });
  });

  const wrapUp = { activity: 'wrapUp', until: now + 20, misses: 0 } as const;

  test.each<[string, Partial<AgentWorker>, WorkerChange | undefined]>([
    ['has wrap-up', { activity: 'onCall' }, wrapUp],
    ['who became available meanwhile has it too', {}, wrapUp],
    ['whose wrap-up TaskRouter started has its end', { activity: 'wrapUp' }, wrapUp],
    ['who is in wrap-up already has no more', { activity: 'wrapUp', until: now + 9 }, undefined],
    ['who had a wrap-up of no length has no more', { activity: 'wrapUp', until: now - 60 }, undefined],
    ['who is offline stays so', { activity: 'offline' }, undefined],
    ['on a break stays there', { activity: 'onBreak', until: now + 9 }, undefined],
    ['who missed a call stays so', { activity: 'missed' }, undefined],
  ])('%s', (_sentence, changes, expected) => {
    expect(endOfConversation(20)(atTaskRouter(changes), now)).toEqual(expected);
    expect(freeAfterConversation(20)(atTaskRouter(changes), now)).toEqual(expected);
  });

  test.each<[string, Partial<AgentWorker>, WorkerChange | undefined]>([
    ['is available without missed calls', { activity: 'onCall' }, { ...back, misses: 0 }],
    [
      'has the state chosen before',
      { activity: 'onCall', nextActivity: { kind: 'offline' } },
      { ...offline, misses: 0 },
    ],
    ['who is offline stays so', { activity: 'offline' }, undefined],
  ])('and no wrap-up, %s', (_sentence, changes, expected) => {
    expect(freeAfterConversation(0)(atTaskRouter(changes), now)).toEqual(expected);
  });
});

describe('an agent who was not connected', () => {
  test.each<[string, Partial<ConversationEnd>, Parameters<typeof decideAfter>[1], Partial<AfterStep>]>([
    [
      'hears that the caller is gone',
      {},
      { reservation: 'pending' },
      { why: 'caller-gone', isStillSought: true },
    ],
    [
      'and hung up leaves the caller to the next agent',
      { isOnTheLine: false },
      { reservation: 'pending' },
      { why: 'passed-on', isStillSought: false },
    ],
    [
      'hears that the caller is gone if the task is canceled',
      {},
      { isTaskCanceled: true, reservation: 'canceled' },
      { why: 'caller-gone', isStillSought: false },
    ],
    ...(['accepted', 'wrapping', 'completed'] as const).map(
      (reservation): [string, object, object, Partial<AfterStep>] => [
        `hears that the caller is gone if the reservation is ${reservation}`,
        {},
        { isTaskCanceled: false, reservation },
        { why: 'caller-gone', isStillSought: false },
      ],
    ),
    ...(['rejected', 'timeout', 'canceled', 'rescinded', 'gone'] as const).map(
      (reservation): [string, object, object, Partial<AfterStep>] => [
        `hears that a colleague has the caller if the reservation is ${reservation}`,
        {},
        { isTaskCanceled: false, reservation },
        { why: 'passed-on', isStillSought: false },
      ],
    ),
    ['hears that a colleague has the caller if nothing is known', {}, undefined, { why: 'passed-on' }],
  ])('%s', (_sentence, changes, notJoined, step) => {
    expect(decideAfter(end(changes), notJoined)).toMatchObject({ kind: 'not-joined', ...step });
  });

  test.each<[string, Partial<AgentWorker>, WorkerChange[]]>([
    ['is not rung during the apology', { activity: 'onCall' }, [{ activity: 'wrapUp', until: now + 10 }]],
    ['and has left stays so', { activity: 'offline' }, []],
  ])('%s', async (_sentence, changes, expected) => {
    const agents = new OneAgent(atTaskRouter(changes));
    const step = { kind: 'not-joined', why: 'passed-on', isStillSought: false } as const;
    await afterConversationEndpoint.act?.(step, end(), { agents }, requestWith({}));
    expect(agents.changes).toEqual(expected);
  });
});
