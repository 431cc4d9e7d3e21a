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

/** Prints the figures of the log lines in some files. */
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

/** Does the work, then removes the files that it sorted on disk, even after Ctrl-C. */
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
    const name = file === '-' ? 'the input' : file;
    const which =
      unreadable === 1
        ? `line ${firstUnreadable}, which is not a log line`
        : `${unreadable} lines that are not log lines, the first at line ${firstUnreadable}`;
    // On standard error, so that it does not disturb a pipe.
    console.error(`${name}: skipped ${which}.`);
  }
}

const linesAtOnce = 5000;

/** Waits for a slow reader: a log may be larger than memory. */
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
  throw new InvalidArgumentError('Give whole seconds, at least 1, such as 20.');
}

// The reader of our output may stop early: `npm run log -- FILE | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

new Command('npm run log --')
  .description('Adds up the functions’ log lines: how calls ended, how long they waited, the service level.')
  .argument('<files...>', 'files of log lines, plain or with a prefix; - for standard input')
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
