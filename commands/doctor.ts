import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccount } from '../account/credentials/account';
import { type Checkout, readCheckout } from '../account/doctor/checkout';
import { examine } from '../account/doctor/examination';
import { exitStatusOf, reportInWords, reportOn } from '../account/doctor/report';
import { bundleFunctions } from '../build/bundle';
import { configInShape } from '../build/checked-config';
import type { QueuesConfig } from '../src/config/queue-config';
import {
  type AccountOptions,
  accountCommand,
  environmentOf,
  printMessage,
  runAccountCommand,
} from './account-command';

interface Options extends AccountOptions {
  readonly json?: boolean;
}

/** 0 and 1 are for checks that ran: without faults, and with some. */
const couldNotRun = 2;

const command = accountCommand(
  'npm run doctor',
  'Checks the account and what is deployed to it, and lists everything that would keep callers from being served, with the fix for each.',
)
  .option('--json', 'print every check as JSON')
  .addHelpText(
    'after',
    `
It changes nothing: it reads the REST API, and sends the deployed URLs only
requests that anyone could send. The exit status is 0 if there is no fault, 1 if
there is one, and 2 if the doctor could not run.`,
  )
  .action(run);

async function run(options: Options): Promise<void> {
  const { json = false } = options;
  const config = configInShape();
  const account = openAccount(options.profile);
  const progress = json ? () => undefined : printMessage;
  progress(`Checking ${environmentOf(options)}, with ${account.credentials.source} …`);
  const checkout = await bundledCheckout(config);
  const report = reportOn(
    await examine(account, { environment: environmentOf(options), checkout, progress }),
  );
  const text = json ? JSON.stringify(report, null, 2) : reportInWords(report);
  await new Promise((resolve) => process.stdout.write(`${text}\n`, resolve));
  process.exitCode = exitStatusOf(report);
}

/** Bundles again, so that the account is compared with the code and the config as they are now. */
async function bundledCheckout(config: QueuesConfig): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  try {
    await bundleFunctions(folder);
    return readCheckout(config, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Exit at once: a request that was abandoned may stay open for a long time.
void runAccountCommand(command, couldNotRun).then(() => process.exit());
