import { once } from 'node:events';
import { Command, InvalidArgumentError } from 'commander';
import { checkedConfig } from '../build/checked-config';
import { QueueLog } from '../reporting/log/queue-log';
import { LogFigures } from '../reporting/log/summary';
import { summaryInWords } from '../reporting/log/summary-in-words';
import type { LoggedLine } from '../src/log';
import { errorInWords } from '../wording/error-in-words';
import { readLogFile } from './read-log-file';

interface Options {
  readonly within: number;
  readonly queueLog?: boolean;
  readonly json?: boolean;
}

/** Prints what the log lines of some files come to. */
async function log(files: readonly string[], { within, queueLog, json }: Options): Promise<void> {
  const config = checkedConfig();
  if (queueLog) {
    const log = new QueueLog(config);
    await using(log, async () => {
      await readAll(files, log);
      await print(log.entries());
    });
    return;
  }
  const figures = new LogFigures(within);
  await using(figures, async () => {
    await readAll(files, figures);
    const summary = figures.summary();
    await print(json ? [JSON.stringify(summary, null, 2)] : summaryInWords(summary));
  });
}

/** Removes what was sorted on disk, also where somebody presses Ctrl-C. */
async function using(sorted: { close(): void }, work: () => Promise<void>): Promise<void> {
  const closeAtExit = () => sorted.close();
  process.once('exit', closeAtExit);
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));
  try {
    await work();
  } finally {
    process.off('exit', closeAtExit);
    sorted.close();
  }
}

async function readAll(files: readonly string[], log: { add(line: LoggedLine): void }): Promise<void> {
  for (const file of files) {
    const { unreadable, firstUnreadable } = await readLogFile(file, (line) => log.add(line));
    if (unreadable === 0) continue;
    const which = unreadable === 1 ? 'line is' : 'lines are';
    const name = file === '-' ? 'the input' : file;
    // Told where it does not disturb a pipe.
    console.error(
      `${name}: ${unreadable} ${which} no log line and left out, the first at ${firstUnreadable}.`,
    );
  }
}

const linesAtOnce = 5000;

/** Waits for whoever reads slowly: a log may be longer than memory. */
async function print(lines: Iterable<string>): Promise<void> {
  const batch: string[] = [];
  const write = async () => {
    const text = batch.splice(0).map((line) => `${line}\n`);
    if (text.length > 0 && !process.stdout.write(text.join(''))) await once(process.stdout, 'drain');
  };
  for (const line of lines) {
    batch.push(line);
    if (batch.length >= linesAtOnce) await write();
  }
  await write();
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds > 0) return seconds;
  throw new InvalidArgumentError('Give whole seconds from 1 up, such as 20.');
}

// Whoever reads our output may have seen enough: `npm run log -- FILE | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

new Command('npm run log --')
  .description(
    'Adds up log lines of the functions: what became of calls, how long they waited, the service level.',
  )
  .argument('<files...>', 'files of log lines, each alone or with a prefix; - for the standard input')
  .option('--within <seconds>', 'the wait that the service level allows', readSeconds, 20)
  .option('--queue-log', "print the calls in Asterisk's queue_log format instead")
  .option('--json', 'print the figures as JSON')
  .addHelpText('after', '\nIn a pipe: npm run --silent log -- --queue-log app.log > queue_log\n')
  .action(log)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(errorInWords(error));
    process.exitCode = 1;
  });
