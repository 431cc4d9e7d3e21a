import { InvalidArgumentError } from 'commander';
import { openAccount } from '../account/credentials/account';
import { listHistory, rollBack } from '../account/rollback/rollback';
import {
  type AccountOptions,
  accountCommand,
  environmentOf,
  printMessage,
  runAccountCommand,
} from './account-command';

interface Options extends AccountOptions {
  readonly list?: boolean;
}

const command = accountCommand('npm run rollback', 'Goes back to the build that was live before.')
  .argument('[build]', 'go to this build instead: ZB and 32 hexadecimal digits', readBuildSid)
  .option('--list', 'list which build was live when, and change nothing')
  .addHelpText(
    'after',
    `
Builds are in the order in which they first went live, and a rollback takes the
one before the live one. A second rollback goes one build further back, not
forward again. With a SID, you can go to any build of the service, even one that
was live only in the other environment. Variables and numbers stay as they are;
the next deploy replaces what is live.`,
  )
  .action(run);

async function run(build: string | undefined, { list, ...options }: Options): Promise<void> {
  if (list && build !== undefined) throw new Error('--list changes nothing: leave out the build.');
  const account = openAccount(options.profile);
  const site = {
    ...{ account, environment: environmentOf(options), printMessage },
    print: (line: string) => console.log(line),
  };
  await (list ? listHistory(site) : rollBack(site, build));
}

function readBuildSid(text: string): string {
  if (/^ZB[0-9a-f]{32}$/.test(text)) return text;
  throw new InvalidArgumentError('A build’s SID is ZB and 32 hexadecimal digits: --list shows them.');
}

void runAccountCommand(command);
