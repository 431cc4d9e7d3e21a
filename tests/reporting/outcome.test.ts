import fc from 'fast-check';
import { type CallOutcome, outcomeOf, outcomesOf } from '../../reporting/outcome';
import type { LeavingOutcome, LoggedLine } from '../../src/log';
import { now } from '../example-config';

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
      'who found it closed, was sent on to another queue and talked there was served',
      'served',
      [refused('closed'), connected, left(0, 'served'), ended],
    ],
    [
      'who waited too long, was sent on to another queue and talked there was served',
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
    ['who met a fault met a fault', 'error', [joined(0), left(0, 'error'), ended]],
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
      'abandoned if joined to an agent in an earlier stay only',
      'abandoned',
      [joined(0), connected, left(0, 'backInLine'), joined(1), ended],
    ],
    [
      'was served if joined to an agent in the last stay',
      'served',
      [joined(0), connected, left(0, 'backInLine'), joined(1), connected, ended],
    ],
    ['and whom we never answered met a fault', 'error', [ended]],
    ['has no end yet while the call is up', 'unfinished', []],
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

  test('has one outcome, in whatever order the lines stand and however often', () => {
    fc.assert(
      fc.property(shuffled, ([written, inAnyOrder]) => {
        expect(outcomeOf(inAnyOrder)).toBe(outcomeOf(written));
      }),
      { numRuns: 1000 },
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
