import { InvalidArgumentError } from 'commander';
import { openAccount } from '../account/credentials/account';
import { listHistory, rollBack } from '../account/rollback/rollback';
import {
  type AccountOptions,
  accountCommand,
  environmentOf,
  runAccountCommand,
  tell,
} from './account-command';

interface Options extends AccountOptions {
  readonly list?: boolean;
}

const command = accountCommand('npm run rollback', 'Has the build served again that was live before.')
  .argument('[build]', 'this build instead: ZB and 32 hexadecimal digits', readBuildSid)
  .option('--list', 'list what was live when, and change nothing')
  .addHelpText(
    'after',
    `
Builds have the order in which each was live for the first time. The one before
the live one is taken; so a second rollback goes one further back, and never to
and fro. By its sid any build of the service can be taken, also one that was
live in the other environment only. Variables and numbers stay as they are; the
next deploy replaces what is live.`,
  )
  .action(run);

async function run(build: string | undefined, { list, ...options }: Options): Promise<void> {
  if (list && build !== undefined) throw new Error('--list changes nothing: leave out the build.');
  const account = openAccount(options.profile);
  const site = {
    ...{ account, environment: environmentOf(options), tell },
    print: (line: string) => console.log(line),
  };
  await (list ? listHistory(site) : rollBack(site, build));
}

function readBuildSid(text: string): string {
  if (/^ZB[0-9a-f]{32}$/.test(text)) return text;
  throw new InvalidArgumentError('A build is ZB and 32 hexadecimal digits: --list shows them.');
}

void runAccountCommand(command);
