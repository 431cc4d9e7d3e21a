import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { filesOf, type Project } from '../simulation/local-queue';
import { projectWith } from '../simulation/project-with';
import { assignmentPath, callerPath, waitPath } from '../src/state/paths';
import rung from './day/rung.config';
import type { Finding, Measurement } from './measurement';
import { builtFiles, fixedFile, functionAt, peerFiles } from './project';
import { type RecordedRequest, recordAssignment, recordRequests } from './recorded-requests';
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

/** The sample has nothing for some moments. */
type Costs = Readonly<Record<Exclude<Candidate, 'peer'>, Cost[]> & { peer?: Cost[] }>;

/** A request from Twilio, and the code that answers it. */
interface Moment {
  readonly path: string;
  readonly sent: RecordedRequest;
  readonly files: Readonly<Partial<Record<Candidate, string>>>;
}

/** Warm answers of one runtime. Each candidate gets the same request in turn. */
export const warmRequests: Measurement = {
  letter: 'a',
  title: 'A warm request, against a function that answers with a fixed document',
  async measure(tell) {
    const rungProject = await projectWith(join(__dirname, 'day', 'rung.config.ts'), rung);
    const moments = [...(await momentsOfCallers()), await momentOfAgents(rungProject)];
    const server = await WarmServer.start(servedFiles(moments));
    try {
      const findings: Finding[] = [];
      for (const moment of moments) {
        tell(
          `${moment.path}: ${rounds} rounds of ${requestsPerBatch} requests to each of ${candidates.length}`,
        );
        findings.push(...findingsOf(moment.path, await compare(moment, server)));
      }
      return findings;
    } finally {
      server.stop();
      await rungProject.close();
    }
  },
};

async function momentsOfCallers(): Promise<Moment[]> {
  const recorded = await recordRequests([callerPath, waitPath]);
  const ours = builtFiles();
  const peer = peerFiles();
  const peerPaths: Readonly<Record<string, string>> = { [callerPath]: '/incoming' };
  return [...recorded].map(([path, sent]) => ({
    path,
    sent,
    files: {
      ours: functionAt(ours, path),
      peer: functionAt(peer, peerPaths[path] ?? path),
      fixed: fixedFile,
    },
  }));
}

/** The sample has no agent who is rung. */
async function momentOfAgents(project: Project): Promise<Moment> {
  const ours = functionAt(filesOf(project), assignmentPath);
  const sent = await recordAssignment(project);
  return { path: assignmentPath, sent, files: { ours, fixed: fixedFile } };
}

const servedFiles = (moments: readonly Moment[]): Served =>
  Object.fromEntries(
    moments.flatMap(({ path, files }) =>
      Object.entries(files).map(([candidate, file]) => [`/${candidate}${path}`, file] as const),
    ),
  );

async function compare({ path, sent, files }: Moment, server: WarmServer): Promise<Costs> {
  const compared = candidates.filter((candidate) => files[candidate] !== undefined);
  const costs: Record<Candidate, Cost[]> = { ours: [], peer: [], fixed: [] };
  for (let batch = 0; batch < warmUpBatches; batch += 1) {
    for (const candidate of compared) await server.costOf(`/${candidate}${path}`, sent);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of rotated(compared, round)) {
      costs[candidate].push(await server.costOf(`/${candidate}${path}`, sent));
    }
  }
  const { peer, ...others } = costs;
  return files.peer === undefined ? others : costs;
}

function findingsOf(path: string, { ours, peer, fixed }: Costs): Finding[] {
  const ratio = (costs: readonly Cost[], of: keyof Cost) =>
    medianRatio(
      costs.map((cost) => cost[of]),
      fixed.map((cost) => cost[of]),
    );
  const ratios = (of: keyof Cost) => ({
    value: ratio(ours, of),
    ...(peer && { peer: ratio(peer, of) }),
  });
  const millis = median(fixed.map(({ micros }) => micros)) / 1000;
  return [
    {
      what: `${path}: time of a request`,
      ...ratios('micros'),
      unit: '×',
      atMost: 1.5,
      note: `the fixed answer took ${millis.toFixed(2)} ms`,
    },
    { what: `${path}: processor time of the server`, ...ratios('cpuMicros'), unit: '×' },
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
