import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { callerPath, waitPath } from '../src/state/urls';
import type { Finding, Measurement } from './measurement';
import { builtFiles, fixedFile, functionAt, peerFiles } from './project';
import { type RecordedRequest, recordRequests } from './recorded-requests';
import { median, medianRatio, rotated } from './statistics';
import type { Served } from './warm-server';

const rounds = 60;
const requestsABatch = 40;
const warmUpBatches = 15;

/** What answers the same request: our bundle, the guide's sample, and the least that a function can do. */
const candidates = ['ours', 'peer', 'fixed'] as const;

type Candidate = (typeof candidates)[number];

/** What one request of a batch took: of the client's time, and of the server's processor. */
interface Cost {
  readonly micros: number;
  readonly cpuMicros: number;
}

type Costs = Readonly<Record<Candidate, Cost[]>>;

/** Warm answers of one runtime: ours against a fixed document, the same request to each, in turn. */
export const warmRequests: Measurement = {
  letter: 'a',
  title: 'A warm request, against a function that answers with a fixed document',
  async measure(tell) {
    const moments = await recordRequests([callerPath, waitPath]);
    const server = await WarmServer.start(servedFiles());
    try {
      const findings: Finding[] = [];
      for (const [moment, sent] of moments) {
        tell(`${moment}: ${rounds} rounds of ${requestsABatch} requests to each of ${candidates.length}`);
        findings.push(...findingsOf(moment, await compare(moment, sent, server)));
      }
      return findings;
    } finally {
      server.stop();
    }
  },
};

function servedFiles(): Served {
  const ours = builtFiles();
  const peer = peerFiles();
  return {
    [`/ours${callerPath}`]: functionAt(ours, callerPath),
    [`/ours${waitPath}`]: functionAt(ours, waitPath),
    [`/peer${callerPath}`]: functionAt(peer, '/incoming'),
    [`/peer${waitPath}`]: functionAt(peer, waitPath),
    [`/fixed${callerPath}`]: fixedFile,
    [`/fixed${waitPath}`]: fixedFile,
  };
}

async function compare(moment: string, sent: RecordedRequest, server: WarmServer): Promise<Costs> {
  const costs: Costs = { ours: [], peer: [], fixed: [] };
  for (let batch = 0; batch < warmUpBatches; batch += 1) {
    for (const candidate of candidates) await server.costOf(`/${candidate}${moment}`, sent);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of rotated(candidates, round)) {
      costs[candidate].push(await server.costOf(`/${candidate}${moment}`, sent));
    }
  }
  return costs;
}

function findingsOf(moment: string, costs: Costs): Finding[] {
  const ratio = (candidate: Candidate, of: keyof Cost) =>
    medianRatio(
      costs[candidate].map((cost) => cost[of]),
      costs.fixed.map((cost) => cost[of]),
    );
  const millis = median(costs.fixed.map(({ micros }) => micros)) / 1000;
  return [
    {
      what: `${moment}: time of a request`,
      value: ratio('ours', 'micros'),
      unit: '×',
      peer: ratio('peer', 'micros'),
      atMost: 1.5,
      note: `the fixed answer took ${millis.toFixed(2)} ms`,
    },
    {
      what: `${moment}: processor time of the server`,
      value: ratio('ours', 'cpuMicros'),
      unit: '×',
      peer: ratio('peer', 'cpuMicros'),
    },
  ];
}

/** The process that answers, and one connection to it. */
class WarmServer {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private readonly ended: Promise<never>;
  private port = 0;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The server of the bench ended with code ${code}.`);
    });
    // Whoever waits for an answer is told; in the end nobody does.
    this.ended.catch(() => undefined);
  }

  static async start(files: Served): Promise<WarmServer> {
    // What functions log goes nowhere: writing it is measured, reading it is not.
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    const server = new WarmServer(fork(join(__dirname, 'warm-server.ts'), { stdio: [...stdio] }));
    server.port = await server.told(files);
    return server;
  }

  /** What one of the requests of a batch costs, on the average. */
  async costOf(path: string, sent: RecordedRequest): Promise<Cost> {
    const cpuBefore = await this.told('cpu');
    const startedAt = performance.now();
    for (let count = 0; count < requestsABatch; count += 1) await this.ask(path, sent);
    const millis = performance.now() - startedAt;
    const cpuMicros = (await this.told('cpu')) - cpuBefore;
    return { micros: (millis * 1000) / requestsABatch, cpuMicros: cpuMicros / requestsABatch };
  }

  stop(): void {
    this.agent.destroy();
    this.child.disconnect();
  }

  /** Tells the process something, and returns the number that it tells in turn. */
  private async told(message: Served | 'cpu'): Promise<number> {
    this.child.send(message);
    const [number] = await Promise.race([once(this.child, 'message'), this.ended]);
    return number;
  }

  private ask(path: string, { query, body, headers }: RecordedRequest): Promise<void> {
    const { agent, port } = this;
    return new Promise((resolve, reject) => {
      const options = { agent, port, host: '127.0.0.1', method: 'POST', path: `${path}${query}`, headers };
      const asked = request(options, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}.`));
        response.resume().on('end', resolve);
      });
      asked.on('error', reject).end(body);
    });
  }
}
