import {
  type ChoiceFacts,
  type ChoiceStep,
  changeTo,
  decideChoice,
  decideMinutes,
  readStateChoice,
  type StateChoice,
} from '../../../src/agent/rung/state-choice';
import type { NextActivity } from '../../../src/config/task-router';
import type { AgentWorker, WorkerChange } from '../../../src/rules/reconcile-workers';
import { ada, atTaskRouter, back, now, offline, requestWith, sid } from './ada';

const pressed = (changes: Partial<StateChoice> = {}): StateChoice => ({
  ...{ call: 'CA1', agent: ada, digits: undefined, warned: undefined, isOwnPhone: false },
  ...changes,
});

const facts = (callersLeftBehind = 0, changes: Partial<AgentWorker> = {}): ChoiceFacts => ({
  worker: atTaskRouter(changes),
  callersLeftBehind,
});

const unknown = (callersLeftBehind = 0): ChoiceFacts => ({ worker: undefined, callersLeftBehind });

const chosen = (next: NextActivity, isAfterCall = false): ChoiceStep => ({
  kind: 'choose',
  worker: sid('WK'),
  next,
  isAfterCall,
});

describe('an agent on the agents’ line', () => {
  test.each<[string, Partial<StateChoice>, ChoiceFacts, ChoiceStep]>([
    ['is available after 1', { digits: '1' }, facts(), chosen({ kind: 'available' })],
    ['is available after 1 while callers wait', { digits: '1' }, facts(2), chosen({ kind: 'available' })],
    ['is asked after 2 how long the break is', { digits: '2' }, facts(), { kind: 'ask-minutes' }],
    ['is offline after 3', { digits: '3' }, facts(), chosen({ kind: 'offline' })],
    ['hears after 2 who would be alone', { digits: '2' }, facts(1), { kind: 'warn', key: '2', callers: 1 }],
    ['hears after 3 who would be alone', { digits: '3' }, facts(4), { kind: 'warn', key: '3', callers: 4 }],
    ['may take the break after that', { digits: '2', warned: '2' }, facts(1), { kind: 'ask-minutes' }],
    ['may leave after that', { digits: '3', warned: '3' }, facts(4), chosen({ kind: 'offline' })],
    [
      'hears it again for the other key',
      { digits: '3', warned: '2' },
      facts(4),
      { kind: 'warn', key: '3', callers: 4 },
    ],
    [
      'who is offline leaves no caller alone',
      { digits: '3' },
      facts(4, { activity: 'offline' }),
      chosen({ kind: 'offline' }),
    ],
    [
      'who is talking is offline after the conversation',
      { digits: '3' },
      facts(0, { activity: 'onCall' }),
      chosen({ kind: 'offline' }, true),
    ],
    ['is asked again after another key', { digits: '4' }, facts(4), { kind: 'ask-again' }],
    ['is asked again without a key', {}, facts(4), { kind: 'ask-again' }],
    [
      'whom TaskRouter does not know is not listed after 1',
      { digits: '1' },
      unknown(),
      { kind: 'not-listed' },
    ],
    [
      'whom TaskRouter does not know is not listed after 3',
      { digits: '3' },
      unknown(4),
      { kind: 'not-listed' },
    ],
  ])('%s', (_sentence, choice, known, step) => {
    expect(decideChoice(pressed(choice), known)).toEqual(step);
  });

  test.each<[string, string | undefined, ChoiceStep]>([
    ['for one minute', '1', chosen({ kind: 'break', minutes: 1 })],
    ['for eight hours', '480', chosen({ kind: 'break', minutes: 480 })],
    ['for eight hours at most', '481', chosen({ kind: 'break', minutes: 480 })],
    ['for four digits', '0015', chosen({ kind: 'break', minutes: 15 })],
    ['but not for five digits', '00015', { kind: 'ask-minutes' }],
    ['but not for no minute', '0', { kind: 'ask-minutes' }],
    ['but not without digits', undefined, { kind: 'ask-minutes' }],
    ['but not after a star in front', '*15', { kind: 'ask-minutes' }],
    ['but not after a star behind', '15*', { kind: 'ask-minutes' }],
  ])('takes a break %s', (_sentence, digits, step) => {
    expect(decideMinutes(pressed({ digits }), facts())).toEqual(step);
  });

  test('whom TaskRouter does not know takes no break', () => {
    expect(decideMinutes(pressed({ digits: '15' }), unknown())).toEqual({ kind: 'not-listed' });
  });

  test('is known with the key, the warned key and the call', () => {
    expect(readStateChoice(requestWith({ agent: 'ada', Digits: '3', warned: '2' }))).toEqual(
      pressed({ digits: '3', warned: '2' }),
    );
    expect(readStateChoice(requestWith({ CallSid: undefined })).call).toBe('unknown');
  });

  test.each<[string, Record<string, string>, boolean]>([
    ['calls from the phone that is rung', { agent: 'ada', From: '+15557770011' }, true],
    ['calls from another phone', { agent: 'ada', From: '+15557770012' }, false],
    ['calls from a hidden number', { agent: 'ada' }, false],
    ['is not in the config and calls from a phone', { agent: 'gone', From: '+15557770011' }, false],
    ['is not in the config and calls from a hidden number', { agent: 'gone' }, false],
  ])('%s: is rung there: %#', (_sentence, given, isOwnPhone) => {
    expect(readStateChoice(requestWith(given)).isOwnPhone).toBe(isOwnPhone);
  });
});

describe('an agent who chooses', () => {
  const pause: NextActivity = { kind: 'break', minutes: 5 };
  const onBreak = {
    activity: 'onBreak',
    nextActivity: null,
    until: now + 300,
    rejectsPending: true,
  } as const;

  test.each<[string, NextActivity, Partial<AgentWorker>, number, WorkerChange]>([
    [
      'to be available is, without missed calls',
      { kind: 'available' },
      { activity: 'offline' },
      0,
      {
        ...back,
        misses: 0,
      },
    ],
    ['to be available and is already has missed no calls', { kind: 'available' }, {}, 9, { misses: 0 }],
    [
      'to be available from the phone that is rung is once it is free',
      { kind: 'available' },
      { activity: 'offline' },
      9,
      { activity: 'wrapUp', until: now + 9, nextActivity: null, misses: 0 },
    ],
    [
      'to be available during a conversation is after it',
      { kind: 'available' },
      { activity: 'onCall' },
      9,
      { nextActivity: null, misses: 0 },
    ],
    [
      'to be offline is, and the phone stops',
      { kind: 'offline' },
      {},
      9,
      { ...offline, rejectsPending: true },
    ],
    [
      'to be offline during a conversation is after it',
      { kind: 'offline' },
      { activity: 'onCall' },
      0,
      { nextActivity: { kind: 'offline' } },
    ],
    ['a break has it, and the phone stops', pause, {}, 9, onBreak],
    [
      'a break during a conversation has it after that',
      pause,
      { activity: 'onCall' },
      0,
      { nextActivity: pause },
    ],
  ])('%s', (_sentence, next, changes, secondsOnPhone, expected) => {
    expect(changeTo(next, secondsOnPhone)(atTaskRouter(changes), now)).toEqual(expected);
  });

  test.each<[string, NextActivity, Partial<AgentWorker>, number]>([
    ['is available', { kind: 'available' }, {}, 0],
    ['is available again', { kind: 'available' }, { activity: 'onBreak' }, 0],
    ['is available once the phone is free', { kind: 'available' }, { activity: 'onBreak' }, 9],
    ['has a break', pause, {}, 0],
  ])('and %s is signed off when the queues close', (_sentence, next, changes, secondsOnPhone) => {
    const change = changeTo(next, secondsOnPhone, now + 3600)(atTaskRouter(changes), now);
    expect(change.shiftEndsAt).toBe(now + 3600);
  });

  test.each<[string, Partial<AgentWorker>, number | undefined, object]>([
    ['nothing signs off has no end', {}, undefined, {}],
    ['has the same end keeps it', { shiftEndsAt: now + 3600 }, now + 3600, {}],
    ['has an earlier end keeps it', { shiftEndsAt: now + 60 }, now + 3600, {}],
    ['has a later end has the new one', { shiftEndsAt: now + 3600 }, now + 60, { shiftEndsAt: now + 60 }],
    [
      'has an end of the last second has the new one',
      { shiftEndsAt: now },
      now + 60,
      { shiftEndsAt: now + 60 },
    ],
    [
      'has an old end and was offline has the new one',
      { activity: 'offline', shiftEndsAt: now + 60 },
      now + 3600,
      { ...back, shiftEndsAt: now + 3600 },
    ],
    [
      'no queue signs off any more loses the end',
      { shiftEndsAt: now + 60 },
      undefined,
      { shiftEndsAt: null },
    ],
  ])('to be available and %s', (_sentence, changes, shiftEndsAt, expected) => {
    const change = changeTo({ kind: 'available' }, 0, shiftEndsAt)(atTaskRouter(changes), now);
    expect(change).toEqual({ misses: 0, ...expected });
  });
});
