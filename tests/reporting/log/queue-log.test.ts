import fc from 'fast-check';
import type { Person } from '../../../emulator/index';
import { queueLogOf } from '../../../reporting/log/queue-log';
import { summaryOf } from '../../../reporting/log/summary';
import { LocalQueue, localPin } from '../../../simulation/local-queue';
import type { LeavingOutcome, LoggedLine } from '../../../src/log';
import { config } from '../../example-config';
import { runs } from '../../thorough';
import { agent, caller, start } from './log-lines';

/** The queue log without what is the same everywhere: seconds from the first moment, and no queue. */
const shortLog = (lines: readonly LoggedLine[]) =>
  queueLogOf(lines, config).map((line) => {
    const [epoch, call, , ...others] = line.split('|');
    return `${Number(epoch) - start / 1000} ${call} ${others.join('|')}`;
  });

const one = caller('CA1');
const { joined, announced, connected, left, ended } = one;

describe('a caller is in the queue log', () => {
  test.each<[string, LoggedLine[], string[]]>([
    [
      'who was served and heard the goodbye: the agent ended the conversation',
      [
        joined(0),
        announced(4, 3, 0),
        announced(60, 1, 56),
        connected(70, 66),
        left(100, 'served', 66, 0, 'bridged'),
        agent().free(100, 27),
        ended(102),
      ],
      [
        '4 CA1 NONE|ENTERQUEUE|||3',
        '70 CA9 agent-1|ADDMEMBER|',
        '70 CA1 agent-1|CONNECT|66|CA9|0',
        '100 CA1 agent-1|COMPLETEAGENT|66|27|3',
      ],
    ],
    [
      'who was served, and whose call ended with the conversation: the caller ended it',
      [joined(0), announced(4, 1, 0), connected(4, 0), left(40, 'served', 0, 0, 'bridged'), ended(40)],
      ['4 CA1 NONE|ENTERQUEUE|||1', '4 CA1 agent-1|CONNECT|0|CA9|0', '40 CA1 agent-1|COMPLETECALLER|0|36|1'],
    ],
    [
      'who gave up, with the last and the first place',
      [
        joined(0),
        announced(4, 3, 0),
        announced(60, 2, 56),
        left(80, 'abandoned', 76, 0, 'hangup'),
        ended(80),
      ],
      ['4 CA1 NONE|ENTERQUEUE|||3', '80 CA1 NONE|ABANDON|2|3|76'],
    ],
    [
      'who gave up, even if the line about it is lost',
      [joined(0), announced(4, 3, 0), announced(60, 2, 56), ended(80)],
      ['4 CA1 NONE|ENTERQUEUE|||3', '80 CA1 NONE|ABANDON|2|3|76'],
    ],
    [
      'who waited too long',
      [joined(0), announced(4, 1, 0), left(1804, 'waitedTooLong', 1800), ended(1808)],
      ['4 CA1 NONE|ENTERQUEUE|||1', '1804 CA1 NONE|EXITWITHTIMEOUT|1|1|1800'],
    ],
    [
      'who pressed the exit key of the queue',
      [joined(0), announced(4, null, 0), left(30, 'keyPressed', 26), ended(34)],
      ['4 CA1 NONE|ENTERQUEUE|||1', '30 CA1 NONE|EXITWITHKEY|*|1|1|26'],
    ],
    [
      'who was sent away at closing time',
      [joined(0), announced(4, 2, 0), left(30, 'closed', 26), ended(34)],
      ['4 CA1 NONE|ENTERQUEUE|||2', '30 CA1 NONE|WITHDRAW|2|2|26|closed'],
    ],
    [
      'who lost the agent after a few seconds, and was served by the next one',
      [
        joined(0),
        announced(4, 1, 0),
        connected(10, 6),
        left(16, 'backInLine', 6, 0, 'bridged'),
        joined(16, 1),
        announced(20, 1, 6),
        connected(30, 10, 'CA8'),
        left(60, 'served', 16, 1, 'bridged'),
        ended(60),
      ],
      [
        '4 CA1 NONE|ENTERQUEUE|||1',
        '10 CA1 agent-1|CONNECT|6|CA9|0',
        '16 CA1 agent-1|COMPLETEAGENT|6|6|1',
        '20 CA1 NONE|ENTERQUEUE|||1',
        '30 CA1 agent-1|CONNECT|10|CA8|0',
        '60 CA1 agent-1|COMPLETECALLER|10|30|1',
      ],
    ],
    [
      'whose agent was gone before they were connected: the wait continues',
      [
        joined(0),
        announced(4, 2, 0),
        connected(10, 6),
        left(12, 'backInLine', 6, 0, 'bridging-in-process'),
        joined(12, 1),
        announced(16, 1, 6),
        left(20, 'abandoned', 10, 1, 'hangup'),
        ended(20),
      ],
      ['4 CA1 NONE|ENTERQUEUE|||2', '12 CA1 agent-1|AGENTDUMP|', '20 CA1 NONE|ABANDON|1|2|10'],
    ],
    [
      'whose wait request failed: the wait continues',
      [
        joined(0),
        announced(4, 1, 0),
        left(12, 'backInLine', 8, 0, 'error'),
        joined(12, 1),
        announced(16, 1, 8),
        connected(30, 22),
        left(60, 'served', 22, 1, 'bridged'),
        ended(60),
      ],
      [
        '4 CA1 NONE|ENTERQUEUE|||1',
        '30 CA1 agent-1|CONNECT|22|CA9|0',
        '60 CA1 agent-1|COMPLETECALLER|22|30|1',
      ],
    ],
    ['who is still waiting', [joined(0), announced(4, 2, 0)], ['4 CA1 NONE|ENTERQUEUE|||2']],
  ])('%s', (_sentence, lines, expected) => {
    expect(shortLog(lines)).toEqual(expected);
  });

  test.each<[string, LoggedLine[]]>([
    ['not, who found the line full', [joined(0), left(4, 'full', 0, 0, 'queue-full'), ended(8)]],
    ['not, who hung up during the greeting', [joined(0), ended(2)]],
    ['not, who was refused', [one.refused(0, 'closed'), ended(4)]],
  ])('%s', (_sentence, lines) => {
    expect(shortLog(lines)).toEqual([]);
  });

  test('in each queue, after being sent to another one', () => {
    const [first, second] = [caller('CA1', 'sales'), caller('CA1', 'support')];
    const lines = [
      first.joined(0),
      first.announced(1, 4, 0),
      first.left(601, 'waitedTooLong', 600),
      second.announced(601, 2, 600),
      second.connected(661, 60),
      second.left(700, 'served', 660, 0, 'bridged'),
      second.ended(700),
    ];
    expect(queueLogOf(lines, config)).toEqual([
      `${start / 1000 + 1}|CA1|sales|NONE|ENTERQUEUE|||4`,
      `${start / 1000 + 601}|CA1|sales|NONE|EXITWITHTIMEOUT|4|4|600`,
      `${start / 1000 + 601}|CA1|support|NONE|ENTERQUEUE|||2`,
      `${start / 1000 + 661}|CA1|support|agent-1|CONNECT|60|CA9|0`,
      `${start / 1000 + 700}|CA1|support|agent-1|COMPLETECALLER|60|39|2`,
    ]);
  });
});

describe('an agent is in the queue log', () => {
  const own = agent('CA9', 'agent-2');

  test.each<[string, LoggedLine[], string[]]>([
    [
      'who signs in and is asked to dial in again',
      [own.arrived(0), own.signedIn(3), own.free(600, null), own.free(1200, null, false)],
      ['3 CA9 agent-2|ADDMEMBER|', '1200 CA9 agent-2|REMOVEMEMBER|'],
    ],
    [
      'who pauses, takes a caller again and logs off',
      [own.signedIn(3), own.idle(60, 'pause'), own.idle(90, 'serve'), own.idle(120, 'log-off')],
      [
        '3 CA9 agent-2|ADDMEMBER|',
        '60 CA9 agent-2|PAUSE|',
        '90 CA9 agent-2|UNPAUSE|',
        '120 CA9 agent-2|REMOVEMEMBER|',
      ],
    ],
    [
      'who pauses once, although the request came twice',
      [
        own.signedIn(3),
        own.idle(60, 'pause'),
        own.idle(62, 'pause'),
        own.idle(90, 'log-off'),
        own.idle(91, 'log-off'),
      ],
      ['3 CA9 agent-2|ADDMEMBER|', '60 CA9 agent-2|PAUSE|', '90 CA9 agent-2|REMOVEMEMBER|'],
    ],
    [
      'whose call ended, where the agents’ number reports that',
      [own.signedIn(3), own.ended(60)],
      ['3 CA9 agent-2|ADDMEMBER|', '60 CA9 agent-2|REMOVEMEMBER|'],
    ],
    [
      'who hung up and signs in again',
      [own.signedIn(3), own.free(60, 20), agent('CA7', 'agent-2').signedIn(500)],
      ['3 CA9 agent-2|ADDMEMBER|', '60 CA9 agent-2|REMOVEMEMBER|', '500 CA7 agent-2|ADDMEMBER|'],
    ],
    ['who never got in', [own.arrived(0), own.signedIn(3, false), own.ended(9)], []],
  ])('%s', (_sentence, lines, expected) => {
    expect(shortLog(lines)).toEqual(expected);
  });

  test('for each queue that the config gives them', () => {
    const [first] = config.agents;
    const both = { ...config, agents: [{ ...first, id: 'agent-2', queues: ['sales', 'support'] as const }] };
    expect(queueLogOf([own.signedIn(0)], both).map((line) => line.split('|')[2])).toEqual([
      'sales',
      'support',
    ]);
  });
});

describe('calls of the local Twilio', () => {
  test('are in the queue log as they happened', async () => {
    const { lines, names } = await playedCalls();
    const log = queueLogOf(lines, config).map((line) => {
      const [, call = '', , , ...event] = line.split('|');
      return `${names.get(call)} ${event.map((part) => names.get(part) ?? part).join('|')}`;
    });
    expect(log).toEqual([
      'Ana ENTERQUEUE|||1',
      'Ben ENTERQUEUE|||2',
      'Cleo ENTERQUEUE|||3',
      'Ana EXITWITHKEY|*|1|1|20',
      expect.stringMatching(/^Ben ABANDON\|[12]\|2\|\d+$/),
      'agent ADDMEMBER|',
      expect.stringMatching(/^Cleo CONNECT\|\d+\|agent\|0$/),
      expect.stringMatching(/^Cleo COMPLETEAGENT\|\d+\|\d+\|3$/),
      'Dan ENTERQUEUE|||1',
      'Dan CONNECT|0|agent|0',
      expect.stringMatching(/^Dan COMPLETECALLER\|0\|\d+\|1$/),
    ]);
  });

  test('give the same log for any order and repetition of lines', async () => {
    const { lines } = await playedCalls();
    const expected = { log: queueLogOf(lines, config), summary: summaryOf(lines, 20) };
    fc.assert(
      fc.property(disordered(lines), (shuffled) => {
        expect({ log: queueLogOf(shuffled, config), summary: summaryOf(shuffled, 20) }).toEqual(expected);
      }),
    );
  });

  test('have the same events when each request was repeated some seconds later', async () => {
    const { lines } = await playedCalls();
    const events = (log: readonly LoggedLine[]) =>
      queueLogOf(log, config).map((line) => line.split('|').slice(1, 5).join('|'));
    const later = lines.map((line) => ({ ...line, at: new Date(Date.parse(line.at) + 900).toISOString() }));
    expect(events([...lines, ...later]).sort()).toEqual(events(lines).sort());
  });
});

/** Four callers and an agent. */
async function playedCalls() {
  const queue = await LocalQueue.open();
  const { clock } = queue.twilio;
  const call = (number: string) => present(queue.call(number));
  const ana = call('+15550000001');
  await clock.advance(1_000);
  const ben = call('+15550000002');
  await clock.advance(1_000);
  const cleo = call('+15550000003');
  await clock.advance(22_200);
  ana.press('*');
  await clock.advance(60_000);
  ben.hangUp();
  await clock.advance(10_000);
  const agent = present(queue.callAsAgent('+15550000009'));
  await clock.advance(5_000);
  agent.press(`${localPin}#`);
  await clock.advance(60_000);
  agent.press('*');
  await clock.advance(20_000);
  const dan = call('+15550000004');
  await clock.advance(60_000);
  dan.hangUp();
  await clock.advance(20_000);
  const people = { Ana: ana, Ben: ben, Cleo: cleo, Dan: dan, agent };
  const names = new Map(Object.entries(people).map(([name, { callSid }]) => [callSid, name]));
  return { lines: queue.log(), names };
}

function present(person: Person | undefined): Person {
  if (!person) throw new Error('The account carries no further call.');
  return person;
}

/** The lines in any order, some of them more than once. */
const disordered = (lines: readonly LoggedLine[]) =>
  fc
    .array(fc.nat({ max: lines.length - 1 }), { maxLength: 20 })
    .map((again) => [...lines, ...again.flatMap((index) => lines[index] ?? [])])
    .chain((doubled) =>
      fc.shuffledSubarray(doubled, { minLength: doubled.length, maxLength: doubled.length }),
    );

describe('a queue log of any lines at all', () => {
  const outcomes = fc.constantFrom<LeavingOutcome>(
    ...([
      'served',
      'abandoned',
      'backInLine',
      'closed',
      'full',
      'waitedTooLong',
      'keyPressed',
      'error',
    ] as const),
  );
  const results = fc.constantFrom('bridged', 'bridging-in-process', 'leave', 'hangup', 'error');
  const seconds = fc.nat({ max: 30 });
  const stay = fc.nat({ max: 2 });
  const line: fc.Arbitrary<LoggedLine> = fc
    .record({
      second: seconds,
      stay,
      outcome: outcomes,
      result: results,
      waited: seconds,
      queue: fc.constantFrom('support', 'sales'),
    })
    .chain(({ second, stay, outcome, result, waited, queue }) => {
      const some = caller('CA1', queue);
      return fc.constantFrom(
        some.joined(second, stay),
        some.announced(second, waited, waited),
        some.connected(second, waited),
        some.left(second, outcome, waited, stay, result),
        some.ended(second),
        agent().free(second, waited),
        agent().idle(second, 'pause'),
      );
    });
  const log = fc.array(line, { maxLength: 14 });
  const aWait =
    'ENTERQUEUE( AGENTDUMP)*( CONNECT COMPLETE(AGENT|CALLER)| ABANDON| EXITWITHTIMEOUT| EXITWITHKEY| WITHDRAW)?';

  test('has waits that start and end once, one after another', () => {
    fc.assert(
      fc.property(log, (lines) => {
        const ofCaller = queueLogOf(lines, config)
          .map((text) => text.split('|'))
          .filter(([, call]) => call === 'CA1');
        const events = ofCaller.map(([, , , , event]) => event).join(' ');
        expect(events).toMatch(new RegExp(`^(${aWait}( (?=.)|$))*$`));
        expect(ofCaller.flat().join('|')).not.toMatch(/NaN|undefined|\|-\d/);
      }),
      runs(2000),
    );
  });

  test('is the same for any order and repetition', () => {
    fc.assert(
      fc.property(
        log
          .filter(({ length }) => length > 0)
          .chain((lines) => fc.tuple(fc.constant(lines), disordered(lines))),
        ([lines, shuffled]) => {
          expect(queueLogOf(shuffled, config)).toEqual(queueLogOf(lines, config));
          expect(summaryOf(shuffled, 20)).toEqual(summaryOf(lines, 20));
        },
      ),
      runs(500),
    );
  });
});
