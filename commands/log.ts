import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { checkedConfig } from '../build/checked-config';
import { queueLogOf } from '../reporting/log/queue-log';
import { readLog } from '../reporting/log/read-log';
import { summaryOf } from '../reporting/log/summary';
import { summaryInWords } from '../reporting/log/summary-in-words';
import type { LoggedLine } from '../src/log';
import { errorInWords } from '../wording/error-in-words';

interface Options {
  readonly within: number;
  readonly queueLog?: boolean;
  readonly json?: boolean;
}

/** Prints what the log lines of some files come to. */
function log(files: readonly string[], { within, queueLog, json }: Options): void {
  const config = checkedConfig();
  const lines = files.flatMap(linesOf);
  if (queueLog) {
    print(queueLogOf(lines, config));
    return;
  }
  const summary = summaryOf(lines, within);
  print(json ? [JSON.stringify(summary, null, 2)] : summaryInWords(summary));
}

/** The log lines of one file; what is none is left out, and told where it does not disturb a pipe. */
function linesOf(file: string): readonly LoggedLine[] {
  const { lines, unreadable } = readLog(textOf(file));
  if (unreadable.length > 0) {
    const which = unreadable.length === 1 ? 'line is' : 'lines are';
    const name = file === '-' ? 'the input' : file;
    console.error(
      `${name}: ${unreadable.length} ${which} no log line and left out, the first at ${unreadable[0]}.`,
    );
  }
  return lines;
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? process.stdin.fd : file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${errorInWords(error)}`, { cause: error });
  }
}

function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds > 0) return seconds;
  throw new InvalidArgumentError('Give whole seconds from 1 up, such as 20.');
}

// Whoever reads our output may have seen enough: `npm run log -- FILE | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
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
  .action((files: readonly string[], options: Options) => {
    try {
      log(files, options);
    } catch (error) {
      console.error(errorInWords(error));
      process.exitCode = 1;
    }
  })
  .parse();
