import { Command, CommanderError } from 'commander';
import type { EnvironmentName } from '../account/environment';
import { failureInWords } from '../account/failure-in-words';
import { optionKeptByNpm } from './kept-by-npm';

/** The options of every command that works on an account. */
export interface AccountOptions {
  readonly production?: boolean;
  readonly profile?: string;
}

/** A command that works on a Twilio account. `typed` is what comes before its options, such as `npm run deploy`. */
export const accountCommand = (typed: string, description: string): Command =>
  new Command(`${typed} --`)
    .description(description)
    .option('--production', 'the production environment; without it, staging')
    .option('--profile <name>', 'a profile of the Twilio CLI, instead of the shell or .env')
    .showHelpAfterError(`For the options, run: ${typed} -- --help`)
    .exitOverride();

export const environmentOf = ({ production }: AccountOptions): EnvironmentName =>
  production ? 'production' : 'staging';

/** Runs it. If it fails, prints why and sets the exit status to `failureStatus`. */
export async function runAccountCommand(command: Command, failureStatus = 1): Promise<void> {
  process.stdout.on('error', ignoreClosedPipe);
  try {
    refuseOptionKeptByNpm(command);
    await command.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    // Commander has printed the others.
    if (!(error instanceof CommanderError)) printMessage(failureInWords(error));
    process.exitCode = failureStatus;
  }
}

/** Prints what is for a person, on standard error, so that it stays out of a pipe. */
export function printMessage(text: string): void {
  console.error(text);
}

function refuseOptionKeptByNpm(command: Command): void {
  const options = command.options.flatMap(({ long }) => long?.slice('--'.length) ?? []);
  const kept = optionKeptByNpm(options, process.argv, process.env);
  if (kept === undefined) return;
  const why = kept === 'production' ? ' (or NODE_ENV is set to production here; if so, unset it)' : '';
  throw new Error(
    `npm kept --${kept} for itself${why}. Put -- before all options: ${command.name()} --${kept} …`,
  );
}

/** The reader of our output may stop early: `npm run wire | head`. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
