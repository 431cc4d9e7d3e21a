import fc from 'fast-check';
import { type CallOutcome, outcomeOf, outcomesOf } from '../../reporting/outcome';
import type { LeavingOutcome, LoggedLine } from '../../src/log';
import { now } from '../example-config';
import { runs } from '../thorough';

type LineOf<Event extends LoggedLine['event']> = Extract<LoggedLine, { event: Event }>;

/** Lines of one call, a second apart. */
const log = (...lines: readonly ((at: string) => LoggedLine)[]) =>
  lines.map((line, index) => line(new Date(now.getTime() + index * 1000).toISOString()));

type Line = (at: string) => LoggedLine;
const base = { call: 'CA1', queue: 'support' };
const joined =
  (stay: number): Line =>
  (at) => ({ ...base, at, event: 'joined', lane: 'normal', stay });
const announced: Line = (at) => ({ ...base, at, event: 'announced', position: 1, secondsWaited: 60 });
const connected: Line = (at) => ({
  ...base,
  at,
  event: 'connected',
  agentCall: 'CA9',
  agent: 'agent-1',
  secondsWaited: 60,
});
const left =
  (stay: number, outcome: LeavingOutcome): Line =>
  (at) => ({ ...base, at, event: 'left', stay, outcome, result: 'leave', secondsWaited: 60 });
const ended: Line = (at) => ({ call: 'CA1', at, event: 'ended', status: 'completed', seconds: 90 });
const refused =
  (why: 'blocked' | 'anonymous' | 'closed'): Line =>
  (at) => ({ ...base, at, event: 'refused', why });
const badInput: Line = (at) => ({ call: 'CA1', at, event: 'bad-input', path: '/wait', faults: [] });

describe('a caller', () => {
  test.each<[string, CallOutcome, Line[]]>([
    ['who talked to an agent was served', 'served', [joined(0), connected, left(0, 'served'), ended]],
    ['who hung up while waiting abandoned', 'abandoned', [joined(0), announced, left(0, 'abandoned'), ended]],
    ['who pressed the key has left by it', 'keyPressed', [joined(0), left(0, 'keyPressed'), ended]],
    ['who waited too long has not been answered', 'waitedTooLong', [joined(0), left(0, 'waitedTooLong')]],
    ['who found the line full never waited', 'full', [joined(0), left(0, 'full'), ended]],
    ['who found the queue closed found it closed', 'closed', [refused('closed'), ended]],
    ['who found it closed and is still told so has an end', 'closed', [refused('closed')]],
    [
      'who found it closed, was sent to another queue and talked there was served',
      'served',
      [refused('closed'), connected, left(0, 'served'), ended],
    ],
    [
      'who waited too long, was sent to another queue and talked there was served',
      'served',
      [joined(0), left(0, 'waitedTooLong'), joined(1), connected, left(1, 'served'), ended],
    ],
    [
      'who waited too long and still waits in another queue has no end yet',
      'unfinished',
      [joined(0), left(0, 'waitedTooLong'), joined(1), announced],
    ],
    ['who was sent away at closing time found it closed', 'closed', [joined(0), left(0, 'closed'), ended]],
    ['who is blocked was rejected', 'rejected', [refused('blocked'), ended]],
    ['who hid the number where that is not welcome was rejected', 'rejected', [refused('anonymous'), ended]],
    ['who ran into an error ran into an error', 'error', [joined(0), left(0, 'error'), ended]],
    [
      'who was lost by one agent and talked to the next was served',
      'served',
      [joined(0), connected, left(0, 'backInLine'), joined(1), connected, left(1, 'served'), ended],
    ],
    [
      'who was lost by an agent and then hung up abandoned',
      'abandoned',
      [joined(0), connected, left(0, 'backInLine'), joined(1), left(1, 'abandoned'), ended],
    ],
    ['who is still waiting has no end yet', 'unfinished', [joined(0), announced]],
    ['who is back in line has no end yet', 'unfinished', [joined(0), left(0, 'backInLine'), joined(1)]],
    ['whose goodbye is still being said has an end', 'keyPressed', [joined(0), left(0, 'keyPressed')]],
  ])('%s', (_sentence, outcome, lines) => {
    expect(outcomeOf(log(...lines))).toBe(outcome);
  });
});

describe('a caller whose last requests never came', () => {
  test.each<[string, CallOutcome, Line[]]>([
    ['was served if joined to an agent', 'served', [joined(0), announced, connected, ended]],
    ['abandoned if still in line', 'abandoned', [joined(0), announced, ended]],
    [
      'abandoned if connected to an agent only in an earlier queue entry',
      'abandoned',
      [joined(0), connected, left(0, 'backInLine'), joined(1), ended],
    ],
    [
      'was served if connected to an agent in the last queue entry',
      'served',
      [joined(0), connected, left(0, 'backInLine'), joined(1), connected, ended],
    ],
    ['and whom we never answered ran into an error', 'error', [ended]],
    ['has no end yet while the call is up', 'unfinished', []],
  ])('%s', (_sentence, outcome, lines) => {
    expect(outcomeOf(log(...lines))).toBe(outcome);
  });
});

describe('a caller whose end was not reported, and whom an agent took', () => {
  /** Lines this many seconds after the call came. */
  const at = (seconds: number, line: Line) => line(new Date(now.getTime() + seconds * 1000).toISOString());
  /** An agent takes the caller. The last words take 3 s, and a conversation of 10 s counts. */
  const taken: Line = (moment) => ({ ...(connected(moment) as LineOf<'connected'>), servedAfterSeconds: 13 });

  test.each<[string, CallOutcome, LoggedLine[]]>([
    ['13 s before the call ended was served', 'served', [at(60, taken), at(73, ended)]],
    ['12 s before the call ended was not', 'abandoned', [at(60, taken), at(72, ended)]],
    ['before the last words could be over was not', 'abandoned', [at(60, taken), at(62, ended)]],
    ['as a late line says, after the call ended, was not', 'abandoned', [at(60, ended), at(75, taken)]],
    [
      'was not, if Twilio had to ask again for the last words',
      'abandoned',
      [at(60, taken), at(64, taken), at(74, ended)],
    ],
    [
      'was served if the first line of its end says so',
      'served',
      [at(60, taken), at(73, ended), at(80, ended)],
    ],
    [
      'was not served if only a repeated line does',
      'abandoned',
      [at(60, taken), at(62, ended), at(80, ended)],
    ],
    [
      'was served if an older line says only that the two were connected',
      'served',
      [at(60, connected), at(61, ended)],
    ],
    [
      'was not served as a late request has it, if the call ended before that could be',
      'abandoned',
      [at(60, taken), at(66, ended), at(66, left(0, 'abandoned')), at(74, left(0, 'served'))],
    ],
    [
      'was served as the request says, if the call went on',
      'served',
      [at(60, taken), at(80, left(0, 'served')), at(83, ended)],
    ],
    ['was not, though, if that is later than the end', 'abandoned', [at(60, ended), at(61, connected)]],
  ])('%s', (_sentence, outcome, lines) => {
    expect(outcomeOf([at(0, joined(0)), ...lines])).toBe(outcome);
  });
});

describe('a caller about whom Twilio asked more than once', () => {
  test.each<[string, CallOutcome, Line[]]>([
    [
      'was served if the last answer says so: what the first began never was',
      'served',
      [joined(0), connected, left(0, 'backInLine'), joined(1), left(0, 'served'), ended],
    ],
    [
      'waits on if the first answer was late and came to another end',
      'unfinished',
      [joined(0), connected, left(0, 'backInLine'), joined(1), left(0, 'served'), announced],
    ],
    [
      'ends like the queue entry that started anyway',
      'keyPressed',
      [
        joined(0),
        connected,
        left(0, 'backInLine'),
        joined(1),
        left(0, 'served'),
        announced,
        left(1, 'keyPressed'),
      ],
    ],
  ])('%s', (_sentence, outcome, lines) => {
    expect(outcomeOf(log(...lines))).toBe(outcome);
  });
});

describe('a caller whom REST sent to the first document again', () => {
  const again = 1_767_625_300;
  const moved = [joined(0), left(0, 'waitedTooLong'), joined(1), announced];
  const redirected: Line = (at) => ({ ...(left(1, 'error')(at) as LineOf<'left'>), result: 'redirected' });

  test.each<[string, CallOutcome, Line[]]>([
    ['is unfinished while waiting', 'unfinished', [...moved, redirected, joined(again), announced]],
    ['is so no matter what comes first', 'unfinished', [...moved, joined(again), redirected, announced]],
    ['is so before the caller hears the first place', 'unfinished', [...moved, joined(again), redirected]],
    [
      'was served after a conversation',
      'served',
      [...moved, redirected, joined(again), connected, left(again, 'served'), ended],
    ],
  ])('%s', (_sentence, outcome, lines) => {
    expect(outcomeOf(log(...lines))).toBe(outcome);
  });
});

describe('the log of a call', () => {
  const outcomes = fc.constantFrom<LeavingOutcome>(
    ...(['served', 'abandoned', 'backInLine'] as const),
    ...(['closed', 'full', 'waitedTooLong', 'keyPressed', 'error'] as const),
  );
  const line: fc.Arbitrary<Line> = fc.oneof(
    fc.nat({ max: 2 }).map(joined),
    fc.tuple(fc.nat({ max: 2 }), outcomes).map(([stay, outcome]) => left(stay, outcome)),
    fc.constantFrom(announced, connected, ended, badInput, refused('closed')),
  );
  /** Any lines at all, several of them in the same instant. */
  const lines = fc
    .array(fc.tuple(line, fc.nat({ max: 5 })), { maxLength: 12 })
    .map((parts) =>
      parts.map(([make, second]) => make(new Date(now.getTime() + second * 1000).toISOString())),
    );
  const shuffled = lines.chain((written) =>
    fc
      .array(fc.nat({ max: Math.max(0, written.length - 1) }), { maxLength: 8 })
      .map((again) => [...written, ...again.flatMap((index) => written[index] ?? [])])
      .chain((doubled) =>
        fc.tuple(
          fc.constant(written),
          fc.shuffledSubarray(doubled, { minLength: doubled.length, maxLength: doubled.length }),
        ),
      ),
  );

  test('has one outcome, no matter in what order and how often its lines are in the log', () => {
    fc.assert(
      fc.property(shuffled, ([written, inAnyOrder]) => {
        expect(outcomeOf(inAnyOrder)).toBe(outcomeOf(written));
      }),
      runs(1000),
    );
  });

  test('has an outcome that a report can count', () => {
    const countable = [
      ...['served', 'abandoned', 'rejected', 'unfinished'],
      ...['closed', 'full', 'waitedTooLong', 'keyPressed', 'error'],
    ];
    fc.assert(
      fc.property(lines, (written) => {
        expect(countable).toContain(outcomeOf(written));
      }),
    );
  });

  test('that has ended is never without an end', () => {
    fc.assert(
      fc.property(lines, (written) => {
        expect(outcomeOf([...written, ...log(ended)])).not.toBe('unfinished');
      }),
    );
  });
});

describe('a log of many calls', () => {
  test('has the outcome of each caller, and none for agents', () => {
    const at = now.toISOString();
    const ofCall = (call: string, made: readonly LoggedLine[]) => made.map((line) => ({ ...line, call }));
    const lines: LoggedLine[] = [
      ...ofCall('CA1', log(joined(0), ended)),
      ...ofCall('CA2', log(joined(0), connected, left(0, 'served'), ended)),
      { event: 'agent-arrived', call: 'CA9', agent: 'agent-1', check: 'let-in', at },
      { event: 'failed', path: '/agent', call: 'CA8', error: 'Error: x', at },
    ];
    expect(Object.fromEntries(outcomesOf(lines))).toEqual({ CA1: 'abandoned', CA2: 'served' });
  });

  const at = now.toISOString();
  const arrival = { call: 'CA1', event: 'agent-arrived', agent: 'agent-1', check: 'let-in' } as const;
  const free: LoggedLine = {
    ...base,
    at,
    event: 'agent-free',
    agent: 'agent-1',
    dialStatus: 'completed',
    hasTalked: true,
    secondsTalked: 30,
    staysOn: true,
  };

  test('has no outcome for an agent’s call that is over', () => {
    const arrived: Line = (when) => ({ ...arrival, at: when });
    expect(outcomesOf([...log(arrived, ended), free]).size).toBe(0);
  });

  test('has the outcome of a caller whom Twilio names where an agent is free again', () => {
    const served = log(joined(0), connected, left(0, 'served'), ended);
    expect(Object.fromEntries(outcomesOf([free, ...served]))).toEqual({ CA1: 'served' });
  });
});
