import { type DeployPlan, planDeploy } from '../account/deploy/plan';
import { verify } from '../account/deploy/served';
import { type DeployTarget, findTarget } from '../account/deploy/target';
import { buildBefore, filesInWords, upload } from '../account/deploy/upload';
import { type Deployment, serviceName } from '../account/deployment';
import { variablesFiles } from '../account/environment';
import { failureInWords } from '../account/failure-in-words';
import { isTaskRouterDue } from '../account/task-router/due';
import { ownCommand } from '../account/typed-commands';
import {
  type AccountOptions,
  accountCommand,
  environmentOf,
  printMessage,
  runAccountCommand,
} from './account-command';
import { stopSignal } from './stop-signal';

const command = accountCommand(
  'npm run deploy',
  'Builds the queue, checks it, and uploads it to Twilio with its variables.',
)
  .addHelpText(
    'after',
    `
The variables for staging are in ${variablesFiles.staging}, those for production in
${variablesFiles.production}. A variable that you remove there stays in the cloud, and the
deploy says so. The service at Twilio is named ${serviceName}, after "name" in
package.json.

The new build goes live at the very end. If something goes wrong before that,
the old one stays live. The domain is printed to standard output, everything
else to standard error.`,
  )
  .action(run);

async function run(options: AccountOptions): Promise<void> {
  const environment = environmentOf(options);
  const signal = stopSignal();
  const { plan, target } = await beforeUpload(signal, async () => {
    const plan = await planDeploy(environment, options.profile, printMessage);
    signal.throwIfAborted();
    const target = await findTarget(plan, printMessage);
    signal.throwIfAborted();
    return { plan, target };
  });
  const buildSid = await upload(plan, target, signal, printMessage);
  printMessage('Checking that it is live and answers …');
  const deployment = await verify(plan, buildSid, signal);
  printWhatIsLive(plan, deployment);
  await printWhatIsNext(plan, target, deployment);
}

/** Runs the steps before the upload. An error in them has changed nothing that a caller hears. */
async function beforeUpload<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Ctrl-C also reaches the build, which then ends without a message.
    const why = signal.aborted ? 'Stopped.' : failureInWords(error);
    throw new Error(`${why}\nNothing was uploaded, and nothing live has changed.`, { cause: error });
  }
}

function printWhatIsLive({ environment, files }: DeployPlan, { buildSid, domain }: Deployment): void {
  printMessage(`Live in ${environment}: build ${buildSid}, ${filesInWords(files)}, at`);
  console.log(domain);
}

async function printWhatIsNext(
  { account, config, environment }: DeployPlan,
  target: DeployTarget,
  deployment: Deployment,
): Promise<void> {
  const before = buildBefore(target);
  if (before) {
    printMessage(`Before that, ${before} was live. To go back: ${ownCommand('rollback', environment)}`);
  }
  const isTaskRouterNext = await isTaskRouterDue(account.client, config, environment, deployment);
  if (isTaskRouterNext) {
    printMessage('Next, set up the agents whose phones ring, as the config says now:');
    printMessage(`  ${ownCommand('taskrouter', environment)}`);
  }
  if (before) return;
  const [queue] = Object.keys(config.queues);
  printMessage(isTaskRouterNext ? 'Then point your numbers at it:' : 'Next, point your numbers at it:');
  printMessage(`  ${ownCommand('wire', environment, `+15551230000=${queue}`, '+15551230001=agents')}`);
}

void runAccountCommand(command);
