import {
  type AgentWorker,
  afterConversation,
  changed,
  endShift,
  moveDue,
  reconcileWorkers,
  type WorkerChange,
} from '../../src/rules/reconcile-workers';
import { staffing } from '../../src/rules/staffing';
import { isSurelyStaffed } from '../../src/rules/surely-staffed';

const now = 10_000;

const ada = (changes: Partial<AgentWorker> = {}): AgentWorker => ({
  sid: 'WK1',
  agent: 'ada',
  activity: 'available',
  since: now - 100,
  until: undefined,
  misses: 0,
  maxMissedCalls: 3,
  wrapUpSeconds: 20,
  nextActivity: undefined,
  shiftEndsAt: undefined,
  ...changes,
});

const available: WorkerChange = { activity: 'available', nextActivity: null, until: null };
const offline: WorkerChange = { activity: 'offline', nextActivity: null, until: null, shiftEndsAt: null };

const rows: [string, Partial<AgentWorker>, WorkerChange | undefined][] = [
  ['available stays so', {}, undefined],
  ['offline stays so', { activity: 'offline' }, undefined],
  ['in a conversation stays there', { activity: 'onCall', since: now - 7200 }, undefined],
  [
    'who has missed a call is left to its own news for a while',
    { activity: 'missed', since: now - 9 },
    undefined,
  ],
  ['who has missed a call is back', { activity: 'missed', since: now - 10 }, { ...available, misses: 1 }],
  ['who has missed one too many is offline', { activity: 'missed', misses: 2 }, { ...offline, misses: 3 }],
  [
    'who chose a break while ringing begins it',
    { activity: 'missed', nextActivity: { kind: 'break', minutes: 5 } },
    { activity: 'onBreak', nextActivity: null, until: now + 300, misses: 1 },
  ],
  ['writes notes until the time is over', { activity: 'wrapUp', until: now + 1 }, undefined],
  ['whose notes are over is back', { activity: 'wrapUp', until: now }, available],
  ['whose notes TaskRouter began has their own time', { activity: 'wrapUp', since: now - 19 }, undefined],
  ['whose notes TaskRouter began is back then', { activity: 'wrapUp', since: now - 20 }, available],
  [
    'whose notes began after an end that is written down has their own time',
    { activity: 'wrapUp', since: now - 5, until: now - 60 },
    undefined,
  ],
  [
    'who chose in the conversation to be offline is, after the notes',
    { activity: 'wrapUp', until: now, nextActivity: { kind: 'offline' } },
    offline,
  ],
  ['on a break stays there', { activity: 'onBreak', until: now + 1 }, undefined],
  ['whose break is over is back', { activity: 'onBreak', until: now }, available],
  ['whose break is over as it starts is back', { activity: 'onBreak', until: now - 100 }, available],
  [
    'in a conversation stays there past any end that is written',
    { activity: 'onCall', until: now },
    undefined,
  ],
  ['whose break has no end stays there', { activity: 'onBreak' }, undefined],
];

test.each(rows)('an agent %s', (_sentence, changes, move) => {
  expect(moveDue(ada(changes), now)).toEqual(move);
});

test('of several agents only those are moved for whom something is due', () => {
  const ben = ada({ sid: 'WK2', activity: 'wrapUp', until: now });
  expect([...reconcileWorkers([ada(), ben], now)]).toEqual([['WK2', available]]);
});

test('an agent who has talked has missed nothing in a row', () => {
  expect(afterConversation(now, 20)).toEqual({ activity: 'wrapUp', until: now + 20, misses: 0 });
});

describe('when the queues have closed, an agent', () => {
  const longer: WorkerChange = { shiftEndsAt: now + 60 };

  test.each<[string, Partial<AgentWorker>, boolean, WorkerChange | undefined]>([
    ['who is available is offline', { shiftEndsAt: now }, false, offline],
    ['on a break is offline', { activity: 'onBreak', shiftEndsAt: now }, false, offline],
    ['stays for callers who still wait', { shiftEndsAt: now }, true, longer],
    ['in a conversation stays', { activity: 'onCall', shiftEndsAt: now }, false, longer],
    ['in the wrap-up stays', { activity: 'wrapUp', shiftEndsAt: now }, false, longer],
    ['who has just missed a call stays', { activity: 'missed', shiftEndsAt: now }, false, longer],
    ['who is offline stays so', { activity: 'offline', shiftEndsAt: now }, false, undefined],
    ['whose shift ends in a second stays so', { shiftEndsAt: now + 1 }, false, undefined],
    ['without the end of a shift stays so', {}, false, undefined],
  ])('%s', (_sentence, changes, hasCallers, expected) => {
    expect(endShift(ada(changes), now, hasCallers)).toEqual(expected);
  });
});

describe('an agent who changes', () => {
  const before = ada({
    ...{ activity: 'onCall', misses: 1, until: 5, shiftEndsAt: 6 },
    nextActivity: { kind: 'offline' },
  });

  test.each<[string, WorkerChange, Partial<AgentWorker>]>([
    ['in nothing stays the same', {}, {}],
    ['to another state is in it from now on', { activity: 'wrapUp' }, { activity: 'wrapUp', since: now }],
    ['in missed calls has that many', { misses: 0 }, { misses: 0 }],
    [
      'what comes next has that',
      { nextActivity: { kind: 'available' } },
      { nextActivity: { kind: 'available' } },
    ],
    ['to nothing that comes next has nothing', { nextActivity: null }, { nextActivity: undefined }],
    ['to another end has that', { until: 7, shiftEndsAt: 8 }, { until: 7, shiftEndsAt: 8 }],
    ['to no end has none', { until: null, shiftEndsAt: null }, { until: undefined, shiftEndsAt: undefined }],
  ])('%s', (_sentence, change, expected) => {
    expect(changed(before, change, now)).toEqual({ ...before, ...expected });
  });
});

describe('a queue', () => {
  const staff: [string, Partial<AgentWorker>[], string][] = [
    ['without anybody', [], 'nobody'],
    ['whose agents are offline', [{ activity: 'offline' }], 'nobody'],
    ['with one who is available', [{ activity: 'offline' }, {}], 'there'],
    ['with one who has been available for very long', [{ since: now - 5 * 3600 }], 'there'],
    [
      'with one who has longer wrap-up than the grace period',
      [{ activity: 'wrapUp', until: now + 31 }],
      'there',
    ],
    ['with one who talks', [{ activity: 'onCall', since: now - 3 * 3600 }], 'there'],
    [
      'with one who has talked for longer than a call can last',
      [{ activity: 'onCall', since: now - 4 * 3600 }],
      'nobody',
    ],
    ['with one who has just missed a call', [{ activity: 'missed', since: now - 9 }], 'there'],
    ['with one who was left in Missed', [{ activity: 'missed' }], 'nobody'],
    ['with one who writes notes', [{ activity: 'wrapUp', until: now + 1 }], 'there'],
    ['with one whose notes should be over', [{ activity: 'wrapUp', until: now - 70 }], 'nobody'],
    [
      'with one on a break that ends within the grace period',
      [{ activity: 'onBreak', until: now + 30 }],
      'there',
    ],
    ['with one on a break that ends later', [{ activity: 'onBreak', until: now + 31 }], 'nobody'],
    [
      'whose last agent left within the grace period',
      [{ activity: 'offline', since: now - 29 }],
      'just-left',
    ],
    ['whose last agent left before it', [{ activity: 'offline', since: now - 30 }], 'nobody'],
    [
      'whose last agent left within it, after another',
      [
        { activity: 'offline', since: now - 29 },
        { activity: 'offline', since: now - 300 },
      ],
      'just-left',
    ],
    ['with one on a break without an end', [{ activity: 'onBreak' }], 'nobody'],
    ['with one whose break should be over', [{ activity: 'onBreak', until: now }], 'nobody'],
    ['with one whose wrap-up ends now', [{ activity: 'wrapUp', until: now }], 'nobody'],
  ];

  test.each(staff)('%s', (_sentence, changes, expected) => {
    expect(staffing(changes.map(ada), now, 30)).toBe(expected);
  });
});

describe('nothing more must be found out about a queue', () => {
  const seen = (activityName: string, attributes = '{}', secondsAgo = 5) => ({
    activityName,
    attributes,
    dateStatusChanged: new Date((now - secondsAgo) * 1000),
  });
  const notes = (until: number) => JSON.stringify({ misses: 0, until });

  test.each<[string, boolean, ReturnType<typeof seen>[]]>([
    ['with one who is available', true, [seen('Available', '{}', 999)]],
    ['with one who talks', true, [seen('On a Call')]],
    ['with one who has begun to talk less than a minute ago', true, [seen('On a Call', '{}', 59)]],
    ['with one who has talked for long: the end may be unknown', false, [seen('On a Call', '{}', 60)]],
    [
      'with one who is available, while another talks for long',
      true,
      [seen('Available'), seen('On a Call', '{}', 999)],
    ],
    ['with nobody', false, []],
    ['with one who is offline', false, [seen('Offline')]],
    ['with one whose break goes on', true, [seen('Available'), seen('On Break', notes(now + 60), 60)]],
    ['with one whose break should be over', false, [seen('Available'), seen('On Break', notes(now - 1), 60)]],
    ['with one who has been in Missed for too long', false, [seen('Available'), seen('Missed', '{}', 11)]],
    ['with damaged attributes of one who is available', true, [seen('Available', 'until')]],
    ['with one whose break ends now', false, [seen('Available'), seen('On Break', notes(now), 60)]],
    ['with one who has been in Missed for ten seconds', false, [seen('Available'), seen('Missed', '{}', 10)]],
    ['with one who has been in Missed for nine', true, [seen('Available'), seen('Missed', '{}', 9)]],
    [
      'with one who talks, and one who has talked for long',
      false,
      [seen('On a Call'), seen('On a Call', '{}', 60)],
    ],
    ['with one who talks, though an earlier end is written', true, [seen('On a Call', notes(now - 9))]],
    ['with one whose shift is over', false, [seen('Available', '{"shiftEndsAt":10000}')]],
    ['with one whose shift ends in a second', true, [seen('Available', '{"shiftEndsAt":10001}')]],
    [
      'with one who is offline since the shift was over',
      true,
      [seen('Available'), seen('Offline', '{"shiftEndsAt":10000}')],
    ],
  ])('%s: %s', (_sentence, expected, workers) => {
    expect(isSurelyStaffed(workers, now * 1000)).toBe(expected);
  });
});
