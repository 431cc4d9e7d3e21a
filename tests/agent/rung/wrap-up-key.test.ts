import {
  changeOf,
  decideWrapUpKey,
  readWrapUpKey,
  type WrapUpKey,
  type WrapUpStep,
} from '../../../src/agent/rung/wrap-up-key';
import type { AgentWorker, WorkerChange } from '../../../src/rules/reconcile-workers';
import { queue } from '../../example-config';
import { atTaskRouter, now, offline, requestWith, rungCall, rungQuery } from './ada';

const pressed = (changes: Partial<WrapUpKey>): WrapUpKey => ({
  ...rungCall(),
  ...{ key: undefined, warned: undefined },
  ...changes,
});

describe('an agent in the wrap-up', () => {
  test.each<[string, Partial<WrapUpKey>, number, WrapUpStep]>([
    ['ends it with 1', { key: '1' }, 2, { kind: 'end' }],
    ['has it once more with 2', { key: '2' }, 2, { kind: 'extend', seconds: 20 }],
    ['is offline after 3', { key: '3' }, 0, { kind: 'off' }],
    ['hears after 3 that a caller would be alone', { key: '3' }, 1, { kind: 'warn', callers: 1 }],
    ['may leave after that', { key: '3', warned: '3' }, 1, { kind: 'off' }],
    ['goes on with another key', { key: '4' }, 1, { kind: 'leave' }],
    ['goes on without a key', {}, 1, { kind: 'leave' }],
    ['of a queue without one has no more', { key: '2', queue: queue() }, 0, { kind: 'extend', seconds: 0 }],
  ])('%s', (_sentence, key, callersLeftBehind, step) => {
    expect(decideWrapUpKey(pressed(key), callersLeftBehind)).toEqual(step);
  });

  test('is known with the call, the key and the warned key', () => {
    const key = readWrapUpKey(requestWith({ ...rungQuery, Digits: '3', warned: '3' }));
    expect(key).toMatchObject({ worker: rungCall().worker, key: '3', warned: '3' });
  });

  const wrapUp = { activity: 'wrapUp', until: now + 9 } as const;

  test.each<[string, WrapUpStep, Partial<AgentWorker>, WorkerChange | undefined]>([
    ['who ends it is available after the call', { kind: 'end' }, wrapUp, { until: now }],
    ['who wants more has it after the rest', { kind: 'extend', seconds: 20 }, wrapUp, { until: now + 29 }],
    [
      'that is over has more from now on',
      { kind: 'extend', seconds: 20 },
      { activity: 'wrapUp', until: now - 5 },
      { until: now + 20 },
    ],
    [
      'without an end has more from now on',
      { kind: 'extend', seconds: 20 },
      { activity: 'wrapUp' },
      { until: now + 20 },
    ],
    ['who leaves is offline', { kind: 'off' }, wrapUp, offline],
    ['who leaves when it is over is offline too', { kind: 'off' }, {}, offline],
    ['who leaves and is on a break stays there', { kind: 'off' }, { activity: 'onBreak' }, undefined],
    ['who ends it when it is over stays available', { kind: 'end' }, {}, undefined],
    ['who ends it and is on a break stays there', { kind: 'end' }, { activity: 'onBreak' }, undefined],
    ['who hears a warning goes on', { kind: 'warn', callers: 1 }, wrapUp, undefined],
    ['who pressed another key goes on', { kind: 'leave' }, wrapUp, undefined],
  ])('%s', (_sentence, step, changes, expected) => {
    expect(changeOf(step)(atTaskRouter(changes), now)).toEqual(expected);
  });
});
