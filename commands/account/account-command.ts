import { Command } from 'commander';
import type { EnvironmentName } from './deployment';
import { failureInWords } from './failure';

/** What every command asks that works on an account. */
export interface AccountOptions {
  readonly production?: boolean;
  readonly profile?: string;
}

/** A command that works on an account of Twilio's. */
export const accountCommand = (name: string, description: string): Command =>
  new Command(`${name} --`)
    .description(description)
    .option('--production', 'the production environment; without it the one named staging')
    .option('--profile <name>', 'a profile of the Twilio CLI, before the shell and .env');

export const environmentOf = ({ production }: AccountOptions): EnvironmentName =>
  production ? 'production' : 'staging';

/** Runs it, and says what went wrong in words; the exit status is 1 then. */
export async function runAccountCommand(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    tell(failureInWords(error));
    process.exitCode = 1;
  }
}

/** What is for a person and not for the next program. */
export function tell(text: string): void {
  console.error(text);
}
