import { execFileSync } from 'node:child_process';
import type { DeployedFile } from '../emulator/reference';
import { callerPath } from '../src/state/urls';
import type { Finding, Measurement } from './measurement';
import { builtFiles, functionAt, peerFiles } from './project';
import { median, medianRatio, rotated } from './statistics';

const rounds = 16;

/** Parts of twilio that reach the network: a request that makes no REST call must not load them. */
const restModules = /\/(twilio\/lib\/(rest|base)|axios)\//;

/** Loads each function in its own process, each next to a process that does nothing. */
export const coldLoad: Measurement = {
  letter: 'b',
  title: 'A cold start, as a whole process, compared with an empty one',
  async measure(reportProgress) {
    const ours = builtFiles().filter(({ kind }) => kind === 'function');
    const peers = peerFiles().filter(({ kind }) => kind === 'function');
    const files = [...ours.map(({ file }) => file), functionAt(peers, '/incoming')];
    reportProgress(`${rounds} rounds of ${files.length * 2} processes`);
    const pairs = timePairs(files);
    const ratios = new Map([...pairs].map(([file, pair]) => [file, medianRatio(pair.loading, pair.empty)]));
    const ratioOf = (file: string) => ratios.get(file) ?? Number.NaN;
    const empty = median([...pairs.values()].flatMap((pair) => pair.empty));
    return [
      ...ours.map(({ path, file }) => ({
        what: `${path}: time of the process`,
        value: ratioOf(file),
        unit: '×',
        ...(path === callerPath && { peer: ratioOf(functionAt(peers, '/incoming')) }),
        atMost: 1.3,
      })),
      { what: 'the empty process', value: empty, unit: ' ms' },
      ...moduleFindings(ours, peers),
    ];
  },
};

/** Times of processes that load one file, and of an empty one right before or after each. */
interface Pair {
  readonly loading: number[];
  readonly empty: number[];
}

const emptyProgram = '';
const loading = (file: string) => `require(${JSON.stringify(file)})`;

function timePairs(files: readonly string[]): Map<string, Pair> {
  const pairs = new Map(files.map((file): [string, Pair] => [file, { loading: [], empty: [] }]));
  for (const file of files) runNode(loading(file));
  for (let round = 0; round < rounds; round += 1) {
    for (const [file, pair] of rotated([...pairs], round)) {
      if (round % 2 === 0) pair.empty.push(millisOf(emptyProgram));
      pair.loading.push(millisOf(loading(file)));
      if (round % 2 === 1) pair.empty.push(millisOf(emptyProgram));
    }
  }
  return pairs;
}

function millisOf(program: string): number {
  const startedAt = performance.now();
  runNode(program);
  return performance.now() - startedAt;
}

const runNode = (program: string) => execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' });

function moduleFindings(ours: readonly DeployedFile[], peers: readonly DeployedFile[]): Finding[] {
  const loaded = ours.map(({ file }) => modulesLoadedBy(file));
  const ofTwilio = (modules: readonly string[]) => modules.filter((name) => name.includes('/twilio/')).length;
  const ofRest = (modules: readonly string[]) => modules.filter((name) => restModules.test(name)).length;
  return [
    {
      what: 'most modules of twilio that a function loads',
      value: Math.max(...loaded.map(ofTwilio)),
      unit: '',
      peer: Math.max(...peers.map(({ file }) => ofTwilio(modulesLoadedBy(file)))),
      note: `with their dependencies, ${Math.max(...loaded.map(({ length }) => length))} modules`,
    },
    {
      what: 'modules of the REST client among them, in all functions',
      value: loaded.map(ofRest).reduce((sum, count) => sum + count, 0),
      unit: '',
      atMost: 0,
    },
  ];
}

/** The files below node_modules that loading a function loads. */
function modulesLoadedBy(file: string): string[] {
  const list = 'console.log(Object.keys(require.cache).join("\\n"))';
  const names = runNode(`${loading(file)};${list}`).split('\n');
  return names.filter((name) => name.includes('/node_modules/'));
}
