import fc from 'fast-check';
import { queueLogOf } from '../../../reporting/log/queue-log';
import { summaryOf } from '../../../reporting/log/summary';
import { summaryInWords } from '../../../reporting/log/summary-in-words';
import type { LoggedLine } from '../../../src/log';
import rung from '../../stories/rung.config';
import { RungStage } from '../../stories/rung-stage';
import { agent, at, caller, rungAgent, start } from './log-lines';

const ada = rungAgent('ada');
const ana = caller('CA1');

const shortLog = (lines: readonly LoggedLine[]) =>
  queueLogOf(lines, rung).map((line) => {
    const [epoch, call, , ...others] = line.split('|');
    return `${Number(epoch) - start / 1000} ${call} ${others.join('|')}`;
  });

describe('an agent who is rung is in the queue log', () => {
  test.each<[string, LoggedLine[], string[]]>([
    [
      'who misses a call: with the milliseconds and the caller’s call',
      [ada.rung(10, 'CA1', 'WR1'), ada.missed(31.5, 1)],
      ['31 CA1 ada|RINGNOANSWER|21500'],
    ],
    [
      'who misses two calls of one caller, each reported twice by TaskRouter',
      [
        ada.rung(10, 'CA1', 'WR1'),
        ada.rung(13, 'CA1', 'WR1'),
        ada.missed(30, 1),
        ada.rung(40, 'CA1', 'WR2'),
        ada.missed(61, 2),
      ],
      ['30 CA1 ada|RINGNOANSWER|20000', '61 CA1 ada|RINGNOANSWER|21000'],
    ],
    [
      'who takes a call, with the seconds until then',
      [
        ana.joined(0),
        ana.announced(4, 1, 0),
        ada.rung(5, 'CA1', 'WR1'),
        at(14, {
          event: 'connected',
          ...{ call: 'CA1', agentCall: 'CA9', agent: 'ada', queue: 'support', secondsWaited: 10 },
        }),
        ana.left(60, 'served', 10, 0, 'bridged'),
        ana.ended(60),
      ],
      ['4 CA1 NONE|ENTERQUEUE|||1', '14 CA1 ada|CONNECT|10|CA9|9', '60 CA1 ada|COMPLETECALLER|10|46|1'],
    ],
    [
      'who signs in, goes on a break, comes back and goes offline',
      [
        ada.becomes(0, 'offline', -5000, 'available', 'CA7'),
        ada.becomes(100, 'available', 0, 'onCall', 'CA9'),
        ada.becomes(200, 'onCall', 100, 'onBreak', 'CA9'),
        ada.becomes(500, 'onBreak', 200, 'available'),
        ada.becomes(900, 'available', 500, 'offline', 'CA6'),
      ],
      ['0 CA7 ada|ADDMEMBER|', '200 CA9 ada|PAUSE|', '500 NONE ada|UNPAUSE|', '900 CA6 ada|REMOVEMEMBER|'],
    ],
    [
      'who was set offline in the Console, as the next change shows',
      [ada.becomes(0, 'offline', -5000, 'available'), ada.becomes(900, 'offline', 600, 'available')],
      ['0 NONE ada|ADDMEMBER|', '600 NONE ada|REMOVEMEMBER|', '900 NONE ada|ADDMEMBER|'],
    ],
    ['not for a call to sign in', [agent('CA7', 'ada').signedIn(3), agent('CA7', 'ada').ended(20)], []],
  ])('%s', (_sentence, lines, expected) => {
    expect(shortLog(lines)).toEqual(expected);
  });
});

describe('the figures of an agent who is rung', () => {
  const day = [
    ada.becomes(0, 'offline', -50_000, 'available'),
    ada.rung(100, 'CA1', 'WR1'),
    ada.rung(102, 'CA1', 'WR1'),
    ada.missed(121, 1),
    // TaskRouter put the agent into Missed, which no line of ours says but this one.
    ada.becomes(121, 'missed', 120, 'available'),
    ada.becomes(3600, 'available', 121, 'onBreak'),
    ada.becomes(4200, 'onBreak', 3600, 'available'),
    at(7200, { event: 'ended', call: 'CA5', status: 'completed', seconds: 1 }),
  ];

  test('cover the time of the log, and end with it', () => {
    expect(summaryOf(day, 20).agents).toEqual({
      ada: {
        ...{ calls: 0, secondsTalked: 0, rung: 1, missed: 1 },
        secondsIn: { available: 120 + 3479 + 3000, missed: 1, onBreak: 600 },
      },
    });
  });

  test('are in a table of at most 80 columns', () => {
    const table = summaryInWords(summaryOf(day, 20));
    expect(table).toContain('Agents calls   talked  rung missed available  wrap-up    break');
    expect(table).toContain('  ada      0  0:00:00     1      1   1:49:59  0:00:00  0:10:00');
  });

  test('leave out what agents who dial in do not have', () => {
    const lines = [
      ana.joined(0),
      ana.announced(4, 1, 0),
      ana.connected(10, 6),
      ana.left(70, 'served', 6, 0, 'bridged'),
    ];
    const words = summaryInWords(summaryOf(lines, 20));
    expect(words).toContain('Agents    calls   talked');
    expect(words).toContain('  agent-1     1  0:01:00');
  });

  test('are the same for any order and repetition of lines', () => {
    const doubled = [...day, ...day];
    const any = fc.shuffledSubarray(doubled, { minLength: doubled.length, maxLength: doubled.length });
    fc.assert(fc.property(any, (lines) => expect(summaryOf(lines, 20)).toEqual(summaryOf(day, 20))));
  });
});

test('the log of calls on the local Twilio counts what happened', async () => {
  const stage = await RungStage.open();
  await stage.available('ada');
  const caller = stage.caller();
  // Nobody answers the first time.
  await stage.until(() => stage.missesOf('ada') === 1, 120);
  const ada = await stage.take('ada');
  await stage.until(() => stage.isTalking(caller), 20);
  await stage.seconds(30);
  ada.hangUp();
  await stage.seconds(40);
  const lines = stage.stage.log();
  const { ada: figures } = summaryOf(lines, 20).agents;
  expect(figures).toMatchObject({ calls: 1, rung: 2, missed: 1 });
  expect(figures?.secondsTalked).toBeGreaterThanOrEqual(30);
  expect(figures?.secondsIn.wrapUp).toBe(20);
  const events = queueLogOf(lines, rung).map((line) => line.split('|').slice(3).join('|'));
  expect(events).toEqual([
    'NONE|ENTERQUEUE|||1',
    expect.stringMatching(/^ada\|RINGNOANSWER\|2\d{4}$/),
    expect.stringMatching(/^ada\|CONNECT\|\d+\|CA[0-9a-f]+\|[1-9]\d?$/),
    expect.stringMatching(/^ada\|COMPLETEAGENT\|\d+\|3\d\|1$/),
  ]);
});

describe('the log of calls on the local Twilio, where events arrive', () => {
  /** An agent misses a call, takes the next, and the notes are over. */
  async function played(disturb: (stage: RungStage) => void) {
    const stage = await RungStage.open();
    await stage.available('ada');
    disturb(stage);
    const caller = stage.caller();
    await stage.until(() => stage.missesOf('ada') === 1, 120);
    const ada = await stage.take('ada');
    await stage.until(() => stage.isTalking(caller), 20);
    await stage.seconds(30);
    ada.hangUp();
    await stage.seconds(60);
    return stage.stage.log();
  }

  const about = (lines: readonly LoggedLine[], ...events: LoggedLine['event'][]) =>
    lines.filter(({ event }) => events.includes(event));

  const statesIn = (lines: readonly LoggedLine[]) =>
    lines.flatMap((line) => (line.event === 'agent-state' ? [`${line.before} ${line.state}`] : []));

  test('twice, has each missed call and each change once, and each ringing once per request', async () => {
    const once = await played(() => undefined);
    const lines = await played(({ twilio }) =>
      twilio.disturb({ kind: 'doubled', times: Number.POSITIVE_INFINITY }),
    );
    expect(about(lines, 'missed')).toHaveLength(1);
    expect(statesIn(lines)).toEqual(statesIn(once));
    expect(about(lines, 'rung').length).toBeGreaterThan(about(once, 'rung').length);
    expect(summaryOf(lines, 20).agents.ada).toMatchObject({ calls: 1, rung: 2, missed: 1 });
    const missed = (log: readonly LoggedLine[]) =>
      queueLogOf(log, rung).filter((line) => line.includes('RINGNOANSWER'));
    expect(missed(lines)).toHaveLength(1);
  });

  test('never, has the missed call as soon as it is found, without the unreported details', async () => {
    const stage = await RungStage.open();
    for (const path of ['/agent/rang', '/agent/events']) {
      stage.twilio.disturb({ kind: 'status', status: 500, path, times: Number.POSITIVE_INFINITY });
    }
    await stage.available('ada');
    stage.caller();
    await stage.until(() => stage.missesOf('ada') === 1, 300);
    const [missed, ...others] = about(stage.stage.log(), 'missed');
    expect(others).toEqual([]);
    expect(missed).toMatchObject({ call: 'unknown', agent: 'ada', queue: null, status: null, misses: 1 });
  });
});
