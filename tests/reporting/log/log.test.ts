import { readLog } from '../../../reporting/log/read-log';
import { type LogSummary, summaryOf } from '../../../reporting/log/summary';
import { summaryInWords } from '../../../reporting/log/summary-in-words';
import type { LoggedLine } from '../../../src/log';
import { agent, at, caller } from './log-lines';

/** A caller who was served or gave up after this many seconds. */
const served = (call: string, secondsWaited: number, queue?: string): LoggedLine[] => {
  const { joined, announced, connected, left, ended } = caller(call, queue);
  return [
    joined(0),
    announced(4, 1, 0),
    connected(4 + secondsWaited, secondsWaited),
    left(300 + secondsWaited, 'served', secondsWaited, 0, 'bridged'),
    ended(300 + secondsWaited),
  ];
};
const abandoned = (call: string, secondsWaited: number): LoggedLine[] => {
  const { joined, left, ended } = caller(call);
  return [
    joined(0),
    left(4 + secondsWaited, 'abandoned', secondsWaited, 0, 'hangup'),
    ended(4 + secondsWaited),
  ];
};

const many = (count: number, make: (index: number) => LoggedLine[]) =>
  Array.from({ length: count }, (_, index) => make(index)).flat();

describe('a file of log lines', () => {
  const [line] = served('CA1', 10);
  const json = JSON.stringify(line);

  test.each([
    ['alone', json],
    ['after a prefix', `INFO  2026-01-05 15:00 ZBxx: ${json}`],
    ['with something after it', `${json} (12 ms)`],
    ['as a message in other JSON', JSON.stringify({ level: 'INFO', message: json })],
    ['as a line of other JSON that is laid out', `    "message": ${JSON.stringify(json)},`],
    ['with the line ends of Windows', `${json}\r`],
  ])('has a line %s', (_how, text) => {
    expect(readLog(text)).toEqual({ lines: [line], unreadable: [] });
  });

  test('may have lines that are not log lines, which are counted, and empty ones, which are not', () => {
    const text = ['', 'Duration: 34 ms', json, '{"event":"joined"', '', '{"a":{"b":1}}', 'null', '[]'].join(
      '\n',
    );
    expect(readLog(text)).toEqual({ lines: [line], unreadable: [2, 4, 6, 7, 8] });
  });

  test.each([
    ['without a moment', { ...line, at: 'yesterday' }],
    ['without a call', { ...line, call: undefined }],
    ['with a field of another kind', { ...line, stay: 'first' }],
    ['with a field that is missing', { ...line, queue: undefined }],
  ])('has no line %s', (_what, broken) => {
    expect(readLog(JSON.stringify(broken)).lines).toEqual([]);
  });

  test('may have lines of newer events', () => {
    const text = JSON.stringify({ at: '2030-01-01T00:00:00Z', event: 'toString', call: 'CA1' });
    expect(readLog(text).lines).toHaveLength(1);
  });
});

describe('the summary', () => {
  const ofAll = (lines: readonly LoggedLine[], within = 20) => summaryOf(lines, within).all;

  test('has the three service levels of a day on which 100 call, 80 are answered, 64 of them in time', () => {
    const lines = [
      ...many(64, (index) => served(`CA-in-time-${index}`, 20)),
      ...many(16, (index) => served(`CA-late-${index}`, 21)),
      ...many(12, (index) => abandoned(`CA-gone-${index}`, 20)),
      ...many(8, (index) => abandoned(`CA-gone-late-${index}`, 21)),
    ];
    expect(ofAll(lines)).toMatchObject({
      offered: 100,
      outcomes: { served: 80, abandoned: 20 },
      serviceLevel: { withinSeconds: 20, ofOffered: 0.64, ofAnswered: 0.8, withAbandoned: 0.76 },
    });
    expect(ofAll(lines, 21).serviceLevel.ofOffered).toBe(0.8);
    expect(ofAll(lines, 19).serviceLevel.ofOffered).toBe(0);
  });

  test('has waits of real callers: the median, the ninth in ten, the longest', () => {
    const waits = [90, 10, 50, 30, 70, 20, 100, 40, 80, 60];
    const lines = waits.flatMap((seconds) => served(`CA${seconds}`, seconds));
    expect(ofAll(lines).served).toEqual({ callers: 10, median: 50, ninetieth: 90, longest: 100 });
    expect(ofAll(served('CA1', 7)).served).toEqual({ callers: 1, median: 7, ninetieth: 7, longest: 7 });
    expect(ofAll(lines).notServed).toBeUndefined();
  });

  test('counts the wait of the whole call for a caller who went back in line', () => {
    const { joined, announced, connected, left, ended } = caller('CA1');
    const lines = [
      joined(0),
      announced(4, 1, 0),
      connected(10, 6),
      left(16, 'backInLine', 6, 0, 'bridged'),
      joined(16, 1),
      announced(20, 1, 6),
      connected(30, 10),
      ended(99),
    ];
    expect(ofAll(lines).served).toMatchObject({ median: 16 });
  });

  test('does not count callers as offered who found the line full or are still waiting', () => {
    const full = caller('CA1');
    const waiting = caller('CA2');
    const lines = [full.joined(0), full.left(4, 'full', 0), waiting.joined(0), waiting.announced(4, 1, 0)];
    expect(ofAll(lines)).toMatchObject({
      offered: 0,
      outcomes: { full: 1, unfinished: 1 },
      serviceLevel: { ofOffered: undefined },
    });
  });

  test('does not count agents’ calls, or calls to external people', () => {
    const lines = [
      ...served('CA1', 10),
      agent().signedIn(0),
      agent().ended(400),
      at(5, { event: 'accepted', call: 'CA7', queue: 'support', accepted: true }),
    ];
    expect(ofAll(lines)).toMatchObject({ offered: 1, outcomes: { served: 1 } });
  });

  test('counts calls that were turned away separately', () => {
    const lines = [
      caller('CA1').refused(0, 'closed'),
      caller('CA1').ended(4),
      caller('CA2').refused(0, 'blocked'),
      caller('CA2').ended(0),
    ];
    const { all, turnedAway } = summaryOf(lines, 20);
    expect(turnedAway).toEqual({ closed: 1, blocked: 1 });
    expect(all.outcomes).toEqual({});
  });

  test('but not a call that the closed plan sent to another queue', () => {
    const closed = caller('CA1').refused(0, 'closed');
    const { all, turnedAway, queues } = summaryOf([closed, ...served('CA1', 30, 'sales')], 20);
    expect(turnedAway).toEqual({});
    expect(all.outcomes).toEqual({ served: 1 });
    expect(Object.keys(queues)).toEqual(['sales']);
  });

  test('has each queue, and the survey with the first answer of each call', () => {
    const answer = (seconds: number, call: string, given: number | null) =>
      at(seconds, { event: 'survey', call, queue: 'support', answer: given });
    const lines = [
      ...served('CA1', 10),
      ...served('CA2', 30, 'sales'),
      answer(301, 'CA1', 5),
      answer(303, 'CA1', 5),
      answer(301, 'CA2', 2),
      answer(301, 'CA3', null),
    ];
    const { queues, survey } = summaryOf(lines, 20);
    expect(Object.keys(queues)).toEqual(['sales', 'support']);
    expect(queues.sales?.served).toMatchObject({ median: 30 });
    expect(survey).toEqual({ answers: 2, mean: 3.5 });
  });
});

describe('wrong PINs', () => {
  const guesser = (call: string) =>
    [1, 2, 3].map((attempt) => agent(call, 'agent').wrongPin(attempt, attempt));
  const clumsy = [agent('CA1').wrongPin(3, 1), agent('CA1').wrongPin(3.2, 1), agent('CA1').signedIn(9)];

  test('are not mentioned if there were none', () => {
    const silent = [1, 2, 3].map((attempt) => agent('CA1').wrongPin(attempt, attempt, false));
    expect(summaryOf([...silent, agent('CA2').signedIn(5)], 20).wrongPins).toBeUndefined();
  });

  test('are counted by call and by agent, a repeated request once', () => {
    expect(summaryOf([...clumsy, ...guesser('CA2')], 20).wrongPins).toEqual({
      pins: 4,
      calls: 2,
      callsInVain: 1,
      agents: [
        ['agent', 3],
        ['agent-1', 1],
      ],
    });
  });

  test('in a log that does not say whether anything was entered count as entered', () => {
    expect(summaryOf([agent('CA1').signedIn(1, false)], 20).wrongPins).toMatchObject({ pins: 1 });
  });

  test.each([
    [4, false],
    [5, true],
  ])('in %d calls that let no agent in: an alarm is %s', (calls, isAlarm) => {
    const lines = Array.from({ length: calls }, (_, index) => guesser(`CA${index + 10}`)).flat();
    const told = summaryInWords(summaryOf([...clumsy, ...lines], 20)).join('\n');
    expect(told).toContain(
      `Wrong PINs: ${3 * calls + 1} in ${calls + 1} calls; ${calls} calls let no agent in. As: no particular agent ${3 * calls}, agent-1 1.`,
    );
    expect(told.includes('Somebody may be guessing.')).toBe(isAlarm);
  });
});

describe('the summary in words', () => {
  const words = (summary: LogSummary) => summaryInWords(summary).join('\n');

  test('names every figure and its formula', () => {
    const lines = [
      ...served('CA1', 10),
      ...abandoned('CA2', 30),
      ...served('CA4', 40, 'sales'),
      caller('CA3').refused(0, 'closed'),
      at(7, { event: 'failed', path: '/wait', call: 'CA1', error: 'Error: x' }),
      at(9, { event: 'survey', call: 'CA1', queue: 'support', answer: 4 }),
    ];
    expect(words(summaryOf(lines, 20))).toBe(
      `From 2026-01-05T15:00:00.000Z to 2026-01-05T15:05:40.000Z

All queues: 3 calls
       2  served by an agent
       1  hung up while waiting
  Wait for an agent: median 10 s, nine in ten at most 40 s, longest 40 s
  Wait of the others: median 30 s, nine in ten at most 30 s, longest 30 s
  Service level: 33.3% of 3 within 20 s (Asterisk's SL 50.0%, SL2 33.3%)

Queue sales: 1 call
       1  served by an agent
  Wait for an agent: median 40 s, nine in ten at most 40 s, longest 40 s
  Service level: 0.0% of 1 within 20 s (Asterisk's SL 0.0%, SL2 0.0%)

Queue support: 2 calls
       1  served by an agent
       1  hung up while waiting
  Wait for an agent: median 10 s, nine in ten at most 10 s, longest 10 s
  Wait of the others: median 30 s, nine in ten at most 30 s, longest 30 s
  Service level: 50.0% of 2 within 20 s (Asterisk's SL 100.0%, SL2 50.0%)

Agents    calls   talked
  agent-1     2  0:09:52

Turned away before any line: 1 call
       1  found the queue closed

Survey: 4.0 of 5, the mean of 1.

Answers that failed: 1. Look for lines with "event":"failed".

Service level = connected to an agent within 20 s ÷ everybody who was in line (not: line full, still waiting).
SL = the same ÷ those served. SL2 = served or hung up within 20 s ÷ those served or hung up.`,
    );
  });

  test('says so when there is nothing', () => {
    expect(words(summaryOf([], 20))).toBe('The log has no lines.');
  });
});
