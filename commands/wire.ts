import { relative, resolve } from 'node:path';
import { openAccount } from '../account/credentials/account';
import { WireHistory } from '../account/numbers/history';
import { list, undo, type WireSite, wire } from '../account/numbers/wiring';
import { checkedConfig } from '../build/checked-config';
import type { QueuesConfig } from '../src/config/queue-config';
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
  readonly force?: boolean;
  readonly json?: boolean;
  readonly record: string;
}

/** Git ignores it. */
const usualRecord = relative(process.cwd(), resolve(__dirname, '..', '.wire-undo.json'));

const command = accountCommand(
  'npm run wire',
  'Points numbers of the account at the deployed queue. Without numbers, lists them and where each one points.',
)
  .argument('[numbers...]', 'numbers and what each is for, such as +15551230000=support')
  .option('-y, --yes', 'change without asking')
  .option('--undo', 'undo the last wiring')
  .option('--force', 'with --undo: restore even numbers that were changed since')
  .option('--json', 'without numbers: list them as JSON')
  .option('--record <file>', 'the file that keeps wirings for --undo', usualRecord)
  .addHelpText('after', help)
  .action(run);

function help(): string {
  const config = checkedConfig();
  const known = [
    ...Object.keys(config.queues).map((name) => `${name} (a queue)`),
    ...Object.keys(config.menus ?? {}).map((name) => `${name} (a menu)`),
  ];
  const [queue] = Object.keys(config.queues);
  return `
A number can be for:
${[...known, 'agents'].map((name) => `  ${name}`).join('\n')}
  agents:${queue} (agents of that queue only; separate several with commas)
If a queue and a menu share a name, write queue: or menu: before it.

  npm run wire -- +15551230000=${queue} +15551230001=agents

It shows every change and asks first. A number’s messaging and all its other
settings stay as they are.`;
}

async function run(numbers: readonly string[], options: Options): Promise<void> {
  refuseMixture(numbers, options);
  const site = siteOf(options, checkedConfig());
  if (options.undo) await undo(options.force === true, site);
  else if (numbers.length > 0) await wire(numbers, site);
  else await list(options.json === true, site);
}

function refuseMixture(numbers: readonly string[], options: Options): void {
  if (options.undo && numbers.length > 0) {
    throw new Error('--undo takes no numbers: it undoes everything that the last wiring changed.');
  }
  if (options.force && !options.undo) throw new Error('--force works only with --undo.');
  if (options.json && (options.undo || numbers.length > 0)) {
    throw new Error('--json lists the numbers: leave out everything else.');
  }
}

const siteOf = (options: Options, config: QueuesConfig): WireSite => ({
  account: openAccount(options.profile),
  config,
  environment: environmentOf(options),
  history: new WireHistory(resolve(options.record)),
  now: () => new Date(),
  stopSignal,
  print: (text) => console.log(text),
  printMessage,
  agree: async () => options.yes === true || confirmChanges(),
});

void runAccountCommand(command);
