import { Command, CommanderError } from 'commander';
import type { EnvironmentName } from '../account/environment';
import { failureInWords } from '../account/failure-in-words';
import { optionKeptByNpm } from './kept-by-npm';

/** What every command asks that works on an account. */
export interface AccountOptions {
  readonly production?: boolean;
  readonly profile?: string;
}

/** A command that works on an account of Twilio's, by the words before its options: `npm run deploy`. */
export const accountCommand = (typed: string, description: string): Command =>
  new Command(`${typed} --`)
    .description(description)
    .option('--production', 'the production environment; without it the one named staging')
    .option('--profile <name>', 'a profile of the Twilio CLI, before the shell and .env')
    .showHelpAfterError(`What can be given: ${typed} -- --help`)
    .exitOverride();

export const environmentOf = ({ production }: AccountOptions): EnvironmentName =>
  production ? 'production' : 'staging';

/** Runs it, and says what went wrong in words; the exit status is 1 then, or what is given. */
export async function runAccountCommand(command: Command, failureStatus = 1): Promise<void> {
  process.stdout.on('error', ignoreWhoReadsNoMore);
  try {
    refuseWhatNpmKept(command);
    await command.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    // The others have been told by commander.
    if (!(error instanceof CommanderError)) tell(failureInWords(error));
    process.exitCode = failureStatus;
  }
}

/** What is for a person and not for the next program. */
export function tell(text: string): void {
  console.error(text);
}

function refuseWhatNpmKept(command: Command): void {
  const options = command.options.flatMap(({ long }) => long?.slice('--'.length) ?? []);
  const kept = optionKeptByNpm(options, process.argv, process.env);
  if (kept === undefined) return;
  const why = kept === 'production' ? ' (or NODE_ENV is set to production here: then unset it)' : '';
  throw new Error(
    `npm has kept --${kept} for itself${why}. Put -- before all options: ${command.name()} --${kept} …`,
  );
}

/** Whoever reads our output may have seen enough: `npm run wire | head`. */
function ignoreWhoReadsNoMore(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
