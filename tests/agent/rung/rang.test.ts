import type { ReservationStatus } from '../../../src/agent/rung/agents-at-twilio';
import { rangEndpoint, readEndedRing, ringEndOf, settle } from '../../../src/agent/rung/rang';
import type { AgentWorker, WorkerChange } from '../../../src/rules/reconcile-workers';
import { ownSignature } from '../../../src/state/own-signature';
import { Parameters as Given } from '../../../src/state/parameters';
import { rungCallQuery } from '../../../src/state/rung-call';
import { domain, now as moment, nowSeconds, queue } from '../../example-config';
import config from '../../stories/rung.config';
import { atTaskRouter, OneAgent, requestWith, rungCall, rungQuery } from './ada';

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
    [
      'took this caller in the second in which the call ended has wrap-up time',
      ['talked', ring],
      { since: now - 1 },
      { activity: 'wrapUp', until: now + 20, misses: 0 },
    ],
    [
      'went on a break after the call has it, even if its end is wrong',
      ['talked', ring],
      { activity: 'onBreak', since: now, until: now },
      undefined,
    ],
    [
      'was on a break before the call ended stays there',
      ['talked', ring],
      { activity: 'onBreak', until: now - 30 },
      undefined,
    ],
    [
      'is in a wrap-up that TaskRouter started has its end now',
      ['talked', ring],
      { activity: 'wrapUp' },
      { activity: 'wrapUp', until: now + 20, misses: 0 },
    ],
    [
      'missed it in the wrap-up of the call before is back',
      ['missed', ring],
      { activity: 'wrapUp', until: now + 9 },
      back,
    ],
    ['has a wrap-up that ends now is back', ['talked', ring], { activity: 'wrapUp', until: now }, back],
    ['has chosen to be offline stays so', ['missed', ring], { activity: 'offline' }, undefined],
  ])('%s', (_sentence, [end, ended], changes, expected) => {
    expect(settle(end, ended)(ada(changes), now)).toEqual(expected);
  });
});

test.each<[string, Record<string, unknown>, object]>([
  [
    'as Twilio says',
    { CallStatus: 'busy', Timestamp: 'Mon, 05 Jan 2026 14:59:30 +0000' },
    { leg: 'CA1', status: 'busy', endedAt: nowSeconds - 30 },
  ],
  [
    'now, if Twilio does not say it',
    { CallSid: undefined },
    { leg: 'unknown', status: 'unknown', endedAt: nowSeconds },
  ],
  ['now, if Twilio says no moment', { Timestamp: 'soon' }, { endedAt: nowSeconds }],
])('a call to an agent ended %s', (_sentence, given, ended) => {
  const read = readEndedRing(requestWith({ ...rungQuery, ...given }), config);
  expect(read).toMatchObject({ task: rungCall().task, agent: { id: 'ada' }, ...ended });
});

test.each<[string, Partial<AgentWorker>, WorkerChange[]]>([
  [
    'is available is out of the way first, then back with one miss more',
    {},
    [
      { activity: 'missed', rejectsPending: true },
      { ...back, misses: 2 },
    ],
  ],
  ['is on a break stays there', { activity: 'onBreak' }, []],
])('an agent whose reservation TaskRouter canceled for the phone and who %s', async (_sentence, ...row) => {
  const [changes, expected] = row;
  const atTwilio = new OneAgent(atTaskRouter(changes), 'canceled', false);
  const query = rungCallQuery({ ...rungCall(), secondsWaited: undefined });
  const parameters = new Given({
    ...query,
    CallStatus: 'no-answer',
    signature: ownSignature(query, 'secret'),
  });
  const request = {
    ...{ parameters, now: moment, domain },
    ...{ header: () => undefined, log: () => undefined, report: () => undefined },
  };
  const services = { config, token: 'secret', agents: () => atTwilio, pause: async () => undefined };
  await rangEndpoint.answer(request, services);
  expect(atTwilio.changes).toEqual(expected);
});
