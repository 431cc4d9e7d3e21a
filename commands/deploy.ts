import config from '../queues.config';
import {
  type AccountOptions,
  accountCommand,
  environmentOf,
  runAccountCommand,
  tell,
} from './account/account-command';
import { type Deployment, serviceName } from './account/deployment';
import { failureInWords } from './account/failure';
import { type DeployPlan, planDeploy } from './deploy/plan';
import { verify } from './deploy/served';
import { type DeployTarget, findTarget } from './deploy/target';
import { buildBefore, filesInWords, upload } from './deploy/upload';
import { variablesFiles } from './deploy/variables';

const command = accountCommand(
  'npm run deploy',
  'Builds the queue, looks it over, and uploads it to Twilio with its variables.',
)
  .addHelpText(
    'after',
    `
The variables of staging stand in ${variablesFiles.staging}, those of production in ${variablesFiles.production}. A variable that no longer stands
there stays in the cloud, and is named. The service at Twilio is ${serviceName}, after "name" in package.json.

What is live is replaced at the very end; if something goes wrong before, it stays. The domain is printed to the
standard output, everything else to the standard error.
`,
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
  tellWhatIsLive(plan, target, await verify(plan, buildSid, signal));
}

/** What goes wrong in here has changed nothing that anybody could hear. */
async function orNothing<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Ctrl-C reaches the build as well, which then ends without a word.
    const why = signal.aborted ? 'Stopped.' : failureInWords(error);
    throw new Error(`${why}\nNothing was uploaded, and what is live is as it was.`);
  }
}

/** Aborted by Ctrl-C, or by whoever asks this process to end; who asks twice need not wait. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => stop.abort(new Error('Stopped.')));
  }
  return stop.signal;
}

function tellWhatIsLive(plan: DeployPlan, target: DeployTarget, { buildSid, domain }: Deployment): void {
  const { environment, files } = plan;
  const before = buildBefore(target);
  const isProduction = environment === 'production';
  tell(`Live in ${environment}: build ${buildSid}, ${filesInWords(files)}, at`);
  console.log(domain);
  if (before) {
    tell(`Before it was ${before}. To go back: npm run rollback${isProduction ? ' -- --production' : ''}`);
    return;
  }
  const [queue] = Object.keys(config.queues);
  tell('Next, lead your numbers there:');
  tell(`  npm run wire -- ${isProduction ? '--production ' : ''}+15551230000=${queue} +15551230001=agents`);
}

runAccountCommand(command);
