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
  runAccountCommand,
  tell,
} from './account-command';

interface Options extends AccountOptions {
  readonly json?: boolean;
}

/** 0 and 1 are what the examination comes to. */
const couldNotRun = 2;

const command = accountCommand(
  'npm run doctor',
  'Examines the account and what is deployed to it, and names whatever would keep a call from being served, with the repair.',
)
  .option('--json', 'print every check as JSON')
  .addHelpText(
    'after',
    `
It changes nothing: it reads by REST, and asks the deployed URLs what anybody
may ask. Ends with 0 if there is no fault, with 1 if there is one, and with 2 if
it could not run.`,
  )
  .action(run);

async function run(options: Options): Promise<void> {
  const { json = false } = options;
  const config = configInShape();
  const account = openAccount(options.profile);
  const progress = json ? () => undefined : tell;
  progress(`Examining ${environmentOf(options)}, with ${account.credentials.source} …`);
  const checkout = await bundledCheckout(config);
  const report = reportOn(
    await examine(account, { environment: environmentOf(options), checkout, progress }),
  );
  const text = json ? JSON.stringify(report, null, 2) : reportInWords(report);
  await new Promise((resolve) => process.stdout.write(`${text}\n`, resolve));
  process.exitCode = exitStatusOf(report);
}

/** Bundled anew, so that the account is held against the code and the config as they are now. */
async function bundledCheckout(config: QueuesConfig): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  try {
    await bundleFunctions(folder);
    return readCheckout(config, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// At once, whatever is still being waited for: a request that was given up may stay open for long.
void runAccountCommand(command, couldNotRun).then(() => process.exit());
