import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { readVariablesFile } from '../account/deploy/variables-file';
import { checkedConfig } from '../build/checked-config';
import { type RateOptions, readRates } from '../reporting/call-plan/agent-cost';
import { whatHappens } from '../reporting/call-plan/call-at';
import { callPlan } from '../reporting/call-plan/call-plan';
import { type QuestionOptions, readQuestion } from '../reporting/call-plan/question';
import { written } from '../reporting/call-plan/section';
import { errorInWords } from '../wording/error-in-words';

interface Options extends QuestionOptions, RateOptions {
  readonly json?: boolean;
}

/** The variables that the next deployment would get. */
const variables = () =>
  existsSync('.env') ? readVariablesFile('.env', readFileSync('.env', 'utf8')).variables : {};

/** Prints the call plan, or what would happen to one call. Throws what is wrong with the config. */
function explain({ json, minuteIn, minuteOut, task, ...asked }: Options): void {
  const config = checkedConfig();
  const now = new Date();
  const isQuestion = Object.values(asked).some((option) => option !== undefined);
  const rates = readRates({ minuteIn, minuteOut, task });
  const sections = isQuestion
    ? whatHappens(readQuestion(asked, config, now), config)
    : callPlan(config, now, variables(), rates);
  process.stdout.write(`${json ? JSON.stringify(sections, null, 2) : written(sections).join('\n')}\n`);
}

// The reader of our output may stop early: `npm run explain | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

new Command('npm run explain --')
  .description(
    'Says in plain English what queues.config.ts does with calls; with options, what would happen to one call.',
  )
  .option('--at <time>', 'when the call comes, in the queue’s time zone: "2026-12-24 17:59"')
  .option('--from <number>', 'the caller’s number: +15551230000, or anonymous')
  .option('--to <number>', 'the number that is dialed')
  .option('--queue <name>', 'the queue for the call, whatever number is dialed')
  .option('--waited <seconds>', 'how long the caller has waited by then')
  .option(
    '--agent <state>',
    'the state of a rung agent at that time, once per agent: ada=available, or talking, missed, notes, break, offline (without it: offline)',
    (text: string, before: readonly string[] = []) => [...before, text],
  )
  .option('--minute-in <rate>', 'what a minute of a call to the agents’ number costs: 0.0085')
  .option('--minute-out <rate>', 'what a minute of a call to an agent’s phone costs')
  .option('--task <rate>', 'what a TaskRouter task costs')
  .option('--json', 'print it as JSON: sections with their lines')
  .addHelpText(
    'after',
    `
  npm run explain -- --at "2026-12-24 17:59" --from +15551230000 --to +15550100001
  npm run explain -- --queue support --agent ada=available --agent ben=break

When clocks go back, a time occurs twice: the first one counts. When they go
forward, a skipped time counts as the time of the change.`,
  )
  .action((options: Options) => {
    try {
      explain(options);
    } catch (error) {
      console.error(errorInWords(error));
      process.exitCode = 1;
    }
  })
  .parse();
