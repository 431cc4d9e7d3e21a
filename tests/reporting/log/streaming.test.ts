import fc from 'fast-check';
import config from '../../../queues.config';
import { callsOf } from '../../../reporting/log/calls';
import { readLogLines } from '../../../reporting/log/log-lines';
import { QueueLog } from '../../../reporting/log/queue-log';
import { Sorter } from '../../../reporting/log/sorter';
import { LogFigures } from '../../../reporting/log/summary';
import type { LoggedLine } from '../../../src/log';
import { runs, thoroughly } from '../../thorough';
import { agent, caller } from './log-lines';

/** A line, as one call after the other is served by one agent. */
function servedCalls(count: number): LoggedLine[] {
  const own = agent();
  const calls = Array.from({ length: count }, (_, index) => {
    const { joined, announced, connected, left, ended } = caller(`CA${index} “Zoë”\n`, 'línea de soporte');
    const at = 100 * index;
    return [
      ...[joined(at), announced(at + 4, 1, 0), connected(at + 24, 20), own.free(at + 60, 30)],
      ...[left(at + 60, 'served', 20, 0, 'bridged'), ended(at + 61)],
    ];
  });
  return [own.signedIn(0), ...calls.flat(), own.ended(100 * count)];
}

const outputsOf = (lines: readonly LoggedLine[], mostCharacters?: number) => {
  const figures = new LogFigures(20, mostCharacters);
  const log = new QueueLog(config, mostCharacters);
  for (const line of lines) {
    figures.add(line);
    log.add(line);
  }
  const outputs = { summary: figures.summary(), log: [...log.entries()] };
  figures.close();
  log.close();
  return outputs;
};

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(bytes: Uint8Array, chunkSize = 7) {
  const lines: LoggedLine[] = [];
  const told = await readLogLines(inChunks(bytes, chunkSize), (line) => lines.push(line));
  return { lines, ...told };
}

describe('a log that does not fit into memory', () => {
  it('has the same figures on disk', () => {
    const lines = servedCalls(40);
    const { summary, log } = outputsOf(lines);
    expect(summary.all.outcomes).toEqual({ served: 40 });
    expect(log).toHaveLength(40 * 3 + 2);
    expect(outputsOf(lines.toReversed(), 1000)).toEqual({ summary, log });
  });

  it('is sorted as in memory, without repeats, no matter how much fits into memory', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\0', '"'), maxLength: 4 }));
    fc.assert(
      fc.property(texts, fc.nat({ max: 20 }), (all, mostCharacters) => {
        const sorter = new Sorter(mostCharacters);
        for (const text of all) sorter.add(text);
        const sorted = [...sorter.sorted()];
        sorter.close();
        expect(sorted).toEqual([...new Set(all)].sort());
      }),
      runs(50),
    );
  });
});

thoroughly('a call with 200,000 lines of queue entries is counted', () => {
  const { joined, left, ended } = caller('CA1');
  const lines = Array.from({ length: 100_000 }, (_, stay) => [
    joined(2 * stay, stay),
    left(2 * stay + 1, 'backInLine', 0, stay),
  ]).flat();
  const [call] = callsOf([...lines, ended(300_000)]).calls;
  expect({ outcome: call?.outcome, entries: call?.queueEntries.length }).toEqual({
    outcome: 'abandoned',
    entries: 100_000,
  });
});

describe('a stream of log lines', () => {
  const lines = servedCalls(2);
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const utf16 = Buffer.from(text, 'utf16le');
  const marked = (mark: number[], bytes: Uint8Array) => Buffer.concat([Buffer.from(mark), bytes]);

  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', marked([0xef, 0xbb, 0xbf], Buffer.from(text))],
    ['UTF-16, as PowerShell writes it', marked([0xff, 0xfe], utf16)],
    ['UTF-16 without a mark', utf16],
    ['big-endian UTF-16', marked([0xfe, 0xff], Buffer.from(utf16).swap16())],
    ['big-endian UTF-16 without a mark', Buffer.from(utf16).swap16()],
  ])('is read in %s, however its bytes arrive', async (_encoding, bytes) => {
    for (const size of [1, 7, 100_000]) {
      expect(await read(bytes, size)).toEqual({ lines, unreadable: 0, firstUnreadable: undefined });
    }
  });

  it('reports how many lines are not log lines, and where the first one is', async () => {
    const broken = ['', text.split('\n')[0], 'Duration: 34 ms', '{}', ''].join('\n');
    expect(await read(Buffer.from(broken))).toMatchObject({ unreadable: 2, firstUnreadable: 3 });
  });

  it('may be empty, or have one byte', async () => {
    expect(await read(Buffer.from(''))).toMatchObject({ lines: [], unreadable: 0 });
    expect(await read(Buffer.from('{'))).toMatchObject({ lines: [], unreadable: 1, firstUnreadable: 1 });
  });

  it('is not kept in memory if it has no line ends', async () => {
    const bytes = Buffer.concat([Buffer.alloc(9_000_000, 'x'), Buffer.from(`\n${text}`)]);
    expect(await read(bytes, 1_000_000)).toEqual({ lines, unreadable: 1, firstUnreadable: 1 });
  });
});
