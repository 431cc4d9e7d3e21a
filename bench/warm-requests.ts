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
const requestsPerBatch = 40;
const warmUpBatches = 15;

/** The functions to compare: our bundle, the guide's sample, and one with a constant document. */
const candidates = ['ours', 'peer', 'fixed'] as const;

type Candidate = (typeof candidates)[number];

/** The cost of one request in a batch: the client's time, and the server's CPU time. */
interface Cost {
  readonly micros: number;
  readonly cpuMicros: number;
}

type Costs = Readonly<Record<Candidate, Cost[]>>;

/** Warm answers of one runtime. Each candidate gets the same request in turn. */
export const warmRequests: Measurement = {
  letter: 'a',
  title: 'A warm request, compared with a function that answers with a fixed document',
  async measure(reportProgress) {
    const moments = await recordRequests([callerPath, waitPath]);
    const server = await WarmServer.start(servedFiles());
    try {
      const findings: Finding[] = [];
      for (const [moment, sent] of moments) {
        reportProgress(
          `${moment}: ${rounds} rounds of ${requestsPerBatch} requests to each of ${candidates.length}`,
        );
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
      what: `${moment}: CPU time of the server`,
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
      throw new Error(`The bench server ended with code ${code}.`);
    });
    // Pending exchanges reject. At the end there are none.
    this.ended.catch(() => undefined);
  }

  static async start(files: Served): Promise<WarmServer> {
    // The logs of functions are discarded: writing them is measured, reading them is not.
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    const server = new WarmServer(fork(join(__dirname, 'warm-server.ts'), { stdio: [...stdio] }));
    server.port = await server.exchange(files);
    return server;
  }

  /** The average cost of one request in a batch. */
  async costOf(path: string, sent: RecordedRequest): Promise<Cost> {
    const cpuBefore = await this.exchange('cpu');
    const startedAt = performance.now();
    for (let count = 0; count < requestsPerBatch; count += 1) await this.send(path, sent);
    const millis = performance.now() - startedAt;
    const cpuMicros = (await this.exchange('cpu')) - cpuBefore;
    return { micros: (millis * 1000) / requestsPerBatch, cpuMicros: cpuMicros / requestsPerBatch };
  }

  stop(): void {
    this.agent.destroy();
    this.child.disconnect();
  }

  /** Sends the process a message, and returns the number that it answers. */
  private async exchange(message: Served | 'cpu'): Promise<number> {
    this.child.send(message);
    const [number] = await Promise.race([once(this.child, 'message'), this.ended]);
    return number;
  }

  private send(path: string, { query, body, headers }: RecordedRequest): Promise<void> {
    const { agent, port } = this;
    return new Promise((resolve, reject) => {
      const options = { agent, port, host: '127.0.0.1', method: 'POST', path: `${path}${query}`, headers };
      const outgoing = request(options, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}.`));
        response.resume().on('end', resolve);
      });
      outgoing.on('error', reject).end(body);
    });
  }
}
