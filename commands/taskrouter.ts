import { join } from 'node:path';
import { openAccount } from '../account/credentials/account';
import { variablesFiles } from '../account/environment';
import { setUpTaskRouter, type TaskRouterSite, undoTaskRouter } from '../account/task-router/set-up';
import { checkedConfig } from '../build/checked-config';
import {
  type AccountOptions,
  accountCommand,
  environmentOf,
  printMessage,
  runAccountCommand,
} from './account-command';
import { confirmChanges } from './confirm';
import { stopSignal } from './stop-signal';

interface Options extends AccountOptions {
  readonly yes?: boolean;
  readonly undo?: boolean;
}

const command = accountCommand(
  'npm run taskrouter',
  'Sets up at Twilio which agents are rung: a TaskRouter workspace with its activities, task queues, workflows and workers.',
)
  .option('-y, --yes', 'change without asking')
  .option('--undo', 'delete all of it, if these queues have no calls')
  .addHelpText(
    'after',
    `
Run it after the first deploy, and whenever queues with ringing or their agents
have changed in queues.config.ts. It shows everything that it will change and
asks first. A second run only changes what is different, and continues an
interrupted run. It never deletes what it did not create. Each environment has
its own workspace.

It sets the functions' variable TASKROUTER in the cloud, and writes it into
${variablesFiles.staging} for staging or ${variablesFiles.production} for production. The other
lines of that file stay as they are.`,
  )
  .action(run);

async function run(options: Options): Promise<void> {
  const environment = environmentOf(options);
  const site: TaskRouterSite = {
    account: openAccount(options.profile),
    config: checkedConfig(),
    environment,
    variablesFile: join(__dirname, '..', variablesFiles[environment]),
    stopSignal,
    print: (text) => console.log(text),
    printMessage,
    agree: async () => options.yes === true || confirmChanges(),
  };
  await (options.undo ? undoTaskRouter(site) : setUpTaskRouter(site));
}

void runAccountCommand(command);
