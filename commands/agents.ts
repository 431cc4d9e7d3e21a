import { setTimeout as pause } from 'node:timers/promises';
import { InvalidArgumentError } from 'commander';
import { readBoard } from '../account/agents/board';
import { boardAsJson, boardInWords } from '../account/agents/board-in-words';
import { type Office, openOffice } from '../account/agents/office';
import { signOff } from '../account/agents/sign-off';
import { ringForTest } from '../account/agents/test-call';
import { openAccount } from '../account/credentials/account';
import { failureInWords } from '../account/failure-in-words';
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
  readonly watch?: number | true;
  readonly json?: boolean;
  readonly setOffline?: readonly string[];
  readonly ring?: string;
  readonly yes?: boolean;
}

const usualSeconds = 5;

const command = accountCommand(
  'npm run agents',
  'Shows the agents whose phones ring: the state of each and since when, how many calls each has missed in a row, and how many callers are waiting.',
)
  .option(
    '--watch [seconds]',
    `show it again at this interval in seconds, ${usualSeconds} if not given`,
    readSeconds,
  )
  .option('--set-offline <ids...>', 'set these agents offline, or all: --set-offline all')
  .option('--ring <id>', 'ring one agent; the phone says that it is a test')
  .option('-y, --yes', 'with --set-offline: change without asking')
  .option('--json', 'print the agents as JSON')
  .addHelpText(
    'after',
    `
  npm run agents -- --production --watch
  npm run agents -- --production --set-offline ada ben

Agents in a conversation are offline after it. If an agent's phone is ringing,
the call goes to the next agent. Ctrl-C ends --watch. Agents change their own
state by calling the agents' number.`,
  )
  .action(run);

async function run(options: Options): Promise<void> {
  refuseMixture(options);
  const { client } = openAccount(options.profile);
  const office = await openOffice(client, checkedConfig(), environmentOf(options));
  if (options.setOffline) {
    const agree = async () => options.yes === true || confirmChanges();
    await signOff(options.setOffline, { office, print, printMessage, agree });
  } else if (options.ring !== undefined) {
    await ringForTest(options.ring, office, printMessage, stopSignal());
  } else if (options.watch !== undefined) {
    await watch(office, options.watch === true ? usualSeconds : options.watch, stopSignal());
  } else if (options.json) print(JSON.stringify(boardAsJson(await readBoard(office)), null, 2));
  else print(await table(office));
}

function refuseMixture({ watch, json, setOffline, ring, yes }: Options): void {
  const asked = Object.entries({ watch, json, 'set-offline': setOffline, ring }).filter(
    ([, given]) => given !== undefined,
  );
  if (asked.length > 1) {
    throw new Error(`Use one at a time of ${asked.map(([name]) => `--${name}`).join(' and ')}.`);
  }
  if (yes && !setOffline) throw new Error('--yes works only with --set-offline.');
}

const print = (text: string) => console.log(text);

async function table(office: Office): Promise<string> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return boardInWords(await readBoard(office), new Date(), timeZone).join('\n');
}

/** Moves to the upper left corner and clears what is below. */
const clear = '\x1b[H\x1b[2J';

/** Replaces the table on a terminal, or prints one table after another into a pipe, until somebody stops it. */
async function watch(office: Office, seconds: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const shown = await table(office).catch((error: unknown) => failureInWords(error));
    print(process.stdout.isTTY ? `${clear}${shown}\n\nCtrl-C ends this.` : `${shown}\n`);
    await pause(seconds * 1000, undefined, { signal }).catch(() => undefined);
  }
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 2 && seconds <= 3600) return seconds;
  throw new InvalidArgumentError('Give whole seconds from 2 to 3600, such as 10.');
}

void runAccountCommand(command);
