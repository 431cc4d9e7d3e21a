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
  runAccountCommand,
  tell,
} from './account-command';
import { stopSignal } from './stop-signal';

const command = accountCommand(
  'npm run deploy',
  'Builds the queue, looks it over, and uploads it to Twilio with its variables.',
)
  .addHelpText(
    'after',
    `
The variables of staging stand in ${variablesFiles.staging}, those of production in
${variablesFiles.production}. A variable that no longer stands there stays in the cloud, and
is named. The service at Twilio is ${serviceName}, after "name" in package.json.

What is live is replaced at the very end; if something goes wrong before, it
stays. The domain is printed to the standard output, everything else to the
standard error.`,
  )
  .action(run);

async function run(options: AccountOptions): Promise<void> {
  const environment = environmentOf(options);
  const signal = stopSignal();
  const { plan, target } = await orNothing(signal, async () => {
    const plan = await planDeploy(environment, options.profile, tell);
    signal.throwIfAborted();
    const target = await findTarget(plan, tell);
    signal.throwIfAborted();
    return { plan, target };
  });
  const buildSid = await upload(plan, target, signal, tell);
  tell('Looking whether it is there and answers …');
  const deployment = await verify(plan, buildSid, signal);
  tellWhatIsLive(plan, deployment);
  await tellWhatIsNext(plan, target, deployment);
}

/** What goes wrong in here has changed nothing that anybody could hear. */
async function orNothing<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Ctrl-C reaches the build as well, which then ends without a word.
    const why = signal.aborted ? 'Stopped.' : failureInWords(error);
    throw new Error(`${why}\nNothing was uploaded, and what is live is as it was.`, { cause: error });
  }
}

function tellWhatIsLive({ environment, files }: DeployPlan, { buildSid, domain }: Deployment): void {
  tell(`Live in ${environment}: build ${buildSid}, ${filesInWords(files)}, at`);
  console.log(domain);
}

async function tellWhatIsNext(
  { account, config, environment }: DeployPlan,
  target: DeployTarget,
  deployment: Deployment,
): Promise<void> {
  const before = buildBefore(target);
  if (before) tell(`Before it was ${before}. To go back: ${ownCommand('rollback', environment)}`);
  const isTaskRouterNext = await isTaskRouterDue(account.client, config, environment, deployment);
  if (isTaskRouterNext) {
    tell('Next, set up which agents are rung, as the config says now:');
    tell(`  ${ownCommand('taskrouter', environment)}`);
  }
  if (before) return;
  const [queue] = Object.keys(config.queues);
  tell(isTaskRouterNext ? 'Then lead your numbers there:' : 'Next, lead your numbers there:');
  tell(`  ${ownCommand('wire', environment, `+15551230000=${queue}`, '+15551230001=agents')}`);
}

void runAccountCommand(command);
