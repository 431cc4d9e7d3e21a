import type { ReservationStatus } from '../../../src/agent/rung/agents-at-twilio';
import { ringEndOf, settle } from '../../../src/agent/rung/rang';
import type { AgentWorker, WorkerChange } from '../../../src/rules/reconcile-workers';
import { queue } from '../../example-config';

const now = 10_000;
const ada = (changes: Partial<AgentWorker>): AgentWorker => ({
  ...{ sid: 'WK1', agent: 'ada', activity: 'onCall', since: now - 60, until: undefined, misses: 1 },
  ...{ maxMissedCalls: 3, wrapUpSeconds: 20, nextActivity: undefined, shiftEndsAt: undefined },
  ...changes,
});
const back: WorkerChange = { activity: 'available', nextActivity: null, until: null };
const ring = { queue: { ...queue(), wrapUpSeconds: 20 }, endedAt: now - 1 };
const withoutNotes = { queue: { ...queue(), wrapUpSeconds: 0 }, endedAt: now - 1 };

test.each<[ReservationStatus, string]>([
  ['pending', 'missed'],
  ['rejected', 'missed'],
  ['timeout', 'missed'],
  ['accepted', 'talked'],
  ['wrapping', 'talked'],
  ['completed', 'talked'],
  ['canceled', 'not-theirs'],
  ['rescinded', 'not-theirs'],
  ['gone', 'not-theirs'],
])('a reservation that is %s: %s', (status, end) => {
  expect(ringEndOf(status)).toBe(end);
});

describe('when the call to an agent is over, one who', () => {
  test.each<[string, Parameters<typeof settle>, Partial<AgentWorker>, WorkerChange | undefined]>([
    [
      'missed it is back, with one miss more',
      ['missed', ring],
      { activity: 'missed' },
      { ...back, misses: 2 },
    ],
    [
      'missed it and was counted already stays as they are',
      ['missed', ring],
      { activity: 'available' },
      undefined,
    ],
    [
      'is in Missed although the caller was gone is back, uncounted',
      ['not-theirs', ring],
      { activity: 'missed' },
      back,
    ],
    ['has talked has wrap-up time', ['talked', ring], {}, { activity: 'wrapUp', until: now + 20, misses: 0 }],
    ['has talked, without wrap-up time, is back', ['talked', withoutNotes], {}, { ...back, misses: 0 }],
    ['is already in wrap-up goes on', ['talked', ring], { activity: 'wrapUp', until: now + 9 }, undefined],
    [
      'has ended the wrap-up by a key is back',
      ['talked', ring],
      { activity: 'wrapUp', until: now - 2 },
      back,
    ],
    [
      'has no wrap-up is back, even if that was noticed a second after the end of the call',
      ['talked', withoutNotes],
      { activity: 'wrapUp', since: now, until: now },
      back,
    ],
    ['pressed the key for a caller who was gone is back', ['not-theirs', ring], {}, back],
    ['talks with the next caller by now goes on', ['talked', ring], { since: now }, undefined],
    ['has chosen to be offline stays so', ['missed', ring], { activity: 'offline' }, undefined],
  ])('%s', (_sentence, [end, ended], changes, expected) => {
    expect(settle(end, ended)(ada(changes), now)).toEqual(expected);
  });
});
