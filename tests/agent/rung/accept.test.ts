import { acceptEndpoint, decideAccept, readAnswer } from '../../../src/agent/rung/accept';
import type { ReservationStatus } from '../../../src/agent/rung/agents-at-twilio';
import { decideRing } from '../../../src/agent/rung/ring';
import type { Agent } from '../../../src/config/queue-config';
import type { AgentWorker, WorkerChange } from '../../../src/rules/reconcile-workers';
import { queue } from '../../example-config';
import { ada, atTaskRouter, OneAgent, requestWith, rungCall, rungQuery } from './ada';

const answer = (key: string | undefined, changes = {}) => ({ ...rungCall(changes), leg: 'CA1', key });

test.each<[string, string | undefined, string, string]>([
  ['takes the call with 1', '1', 'WR1', 'take'],
  ['takes the call with another key', '#', 'WR1', 'take'],
  ['declines with a star', '*', 'WR1', 'decline'],
  ['who presses no key declines', undefined, 'WR1', 'decline'],
  ['for whom no caller is reserved cannot take one', '1', '', 'decline'],
])('an agent %s', (_sentence, key, reservation, kind) => {
  expect(decideAccept(answer(key, { reservation }))).toEqual({ kind });
});

test.each<[object, string]>([
  [{}, 'CA1'],
  [{ CallSid: undefined }, 'unknown'],
])('the answer of an agent has the agent’s own call: %j', (given, leg) => {
  const read = readAnswer(requestWith({ ...rungQuery, Digits: '1', ...given }));
  expect(read).toMatchObject({ leg, key: '1', task: rungCall().task });
});

describe('an agent whose phone is answered', () => {
  const trusting: Agent = { ...ada, confirmCalls: false };

  test.each<[string, Agent | undefined, string, object]>([
    ['is asked for a key', ada, 'WR1', { kind: 'offer', seconds: 8 }],
    [
      'who confirms calls is asked for a key',
      { ...ada, confirmCalls: true },
      'WR1',
      { kind: 'offer', seconds: 8 },
    ],
    ['who confirms no calls is connected at once', trusting, 'WR1', { kind: 'join' }],
    ['for whom no caller is reserved is asked for a key', trusting, '', { kind: 'offer', seconds: 8 }],
    ['who is not in the config is asked for a key', undefined, 'WR1', { kind: 'offer', seconds: 8 }],
  ])('%s', (_sentence, agent, reservation, step) => {
    expect(decideRing(rungCall({ agent, reservation }))).toEqual(step);
  });

  test('has as long for the key as the queue says', () => {
    const ringing = { confirmTimeoutSeconds: 5 };
    expect(decideRing(rungCall({ queue: queue('support', { ringing }) }))).toMatchObject({ seconds: 5 });
  });
});

describe('an agent who takes a call', () => {
  const last: WorkerChange = { activity: 'onCall', nextActivity: { kind: 'offline' }, until: null };

  test.each<[string, Partial<AgentWorker>, ReservationStatus, WorkerChange[]]>([
    ['is in it, and has missed none', {}, 'pending', [{ activity: 'onCall', misses: 0 }]],
    ['and missed none before is in it', { misses: 0 }, 'pending', [{ activity: 'onCall' }]],
    ['and was made offline has this last one', { activity: 'offline' }, 'pending', [last]],
    ['and was sent on a break has this last one', { activity: 'onBreak' }, 'pending', [last]],
    ['and was made offline, when the caller is gone, stays so', { activity: 'offline' }, 'canceled', []],
    ['and is in it already stays there', { activity: 'onCall' }, 'pending', []],
    ['in the wrap-up stays there', { activity: 'wrapUp' }, 'pending', []],
  ])('%s', async (_sentence, changes, reservation, expected) => {
    const agents = new OneAgent(atTaskRouter(changes), reservation);
    await acceptEndpoint.act?.({ kind: 'take' }, answer('1'), { agents }, requestWith({}));
    expect(agents.changes).toEqual(expected);
  });
});
