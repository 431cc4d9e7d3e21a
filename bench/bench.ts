import { Command, InvalidArgumentError } from 'commander';
import { runBuild } from '../build/run-build';
import { bothKindsOnABusyDay, bothKindsOnAQuietDay } from './both-kinds';
import { coldLoad } from './cold-load';
import { firstRefusal } from './first-refusal';
import { type Machine, thisMachine } from './machine';
import { type Finding, isMet, type Measurement } from './measurement';
import { requestsAndRestCalls } from './requests-and-rest-calls';
import { largeDay, simulatedDay } from './simulated-day';
import { rounded } from './statistics';
import { warmRequests } from './warm-requests';

const measurements: readonly Measurement[] = [
  warmRequests,
  coldLoad,
  requestsAndRestCalls,
  simulatedDay,
  bothKindsOnABusyDay,
  bothKindsOnAQuietDay,
  firstRefusal,
  largeDay,
];

/** The result of one measurement. */
interface Result {
  readonly letter: string;
  readonly title: string;
  readonly seconds: number;
  readonly findings: readonly Finding[];
}

interface BenchOptions {
  readonly only?: readonly Measurement[];
  readonly json?: true;
}

async function bench({ only = measurements, json }: BenchOptions): Promise<void> {
  await runBuild({ isQuiet: true });
  const machine = thisMachine();
  if (!json) console.log(inWords(machine));
  const results: Result[] = [];
  for (const measurement of only) {
    const result = await run(measurement);
    results.push(result);
    if (!json) console.log(tableOf(result));
  }
  if (json) console.log(JSON.stringify({ machine, results }, null, 2));
  else console.log(verdictOn(results));
}

async function run({ letter, title, measure }: Measurement): Promise<Result> {
  const startedAt = performance.now();
  const findings = await measure((progress) => console.error(`  (${letter}) ${progress} …`));
  return { letter, title, seconds: Math.round((performance.now() - startedAt) / 1000), findings };
}

const inWords = ({ node, platform, cpuModel, cpuCount, memoryGigabytes }: Machine) =>
  `Node ${node} on ${platform}, ${cpuCount} × ${cpuModel}, ${memoryGigabytes} GB`;

/** The table of one measurement. */
function tableOf({ letter, title, seconds, findings }: Result): string {
  const rows = [['', 'result', 'sample', 'target', '', ''], ...findings.map(cellsOf)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row.map((cell, column) => padded(cell, widths[column] ?? 0, column)).join('  '),
  );
  const heading = `\n(${letter}) ${title} [${seconds} s]`;
  return [heading, ...lines.map((line) => `  ${line.trimEnd()}`)].join('\n');
}

/** Aligns words left and numbers right. */
const padded = (cell: string, width: number, column: number) =>
  column >= 1 && column <= 3 ? cell.padStart(width) : cell.padEnd(width);

function cellsOf(finding: Finding): string[] {
  const { what, value, unit, peer, note = '' } = finding;
  const number = (given: number | undefined) => (given === undefined ? '' : `${rounded(given)}${unit}`);
  return [what, number(value), number(peer), targetOf(finding), verdictOf(finding), note];
}

function targetOf({ atMost, atLeast, unit }: Finding): string {
  if (atMost !== undefined) return `≤ ${Number(atMost.toFixed(2))}${unit}`;
  return atLeast === undefined ? '' : `≥ ${atLeast}${unit}`;
}

function verdictOf(finding: Finding): string {
  const met = isMet(finding);
  if (met === undefined) return '';
  return met ? 'met' : 'MISSED';
}

function verdictOn(results: readonly Result[]): string {
  const findings = results.flatMap((result) => result.findings);
  const targets = findings.map(isMet).filter((met) => met !== undefined);
  const missed = findings.filter((finding) => isMet(finding) === false);
  if (targets.length === 0) return '';
  if (missed.length === 0) return `\nAll ${targets.length} targets are met.`;
  const names = missed.map(({ what }) => `  ${what}`).join('\n');
  return `\n${missed.length} of ${targets.length} targets are missed:\n${names}`;
}

function readLetters(text: string): readonly Measurement[] {
  return text.split(',').map((letter) => {
    const found = measurements.find((measurement) => measurement.letter === letter.trim());
    if (!found) {
      throw new InvalidArgumentError(
        `${letter} is not a measurement. Use ${measurements.map((one) => one.letter)}.`,
      );
    }
    return found;
  });
}

const help = measurements.map(({ letter, title }) => `  ${letter}  ${title}`).join('\n');

new Command('npm run bench --')
  .description('Measures the queue in one run, as ratios where it can. See bench/README.md.')
  .option('--only <letters>', 'only run these measurements, such as a,c', readLetters)
  .option('--json', 'print the machine and all numbers as JSON; progress goes to stderr')
  .addHelpText('after', `\nMeasurements:\n${help}`)
  .action(bench)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
