import { spawn } from 'node:child_process';
import { Command, InvalidArgumentError } from 'commander';
import { runBuild } from '../build/run-build';
import { defaultSettings } from '../emulator/index';
import { calledNumbers } from '../phones/called-numbers';
import {
  practiceNumbers,
  type Running,
  rebuild,
  type StartOptions,
  startEverything,
  usualPort,
} from '../phones/start-everything';
import { agentsNumber, localDomain, localPin } from '../simulation/local-queue';
import { watchSources } from '../simulation/watch';
import { firstQueue, type QueuesConfig } from '../src/config/queue-config';
import { Terminal } from './terminal';

interface Options extends StartOptions {
  readonly open?: boolean;
}

/** Something that was started and must be ended. */
type End = () => unknown;

/** Builds the queue, starts everything, and reads commands at the terminal until the end. */
async function start({ open = false, ...options }: Options): Promise<void> {
  const ends: End[] = [];
  const endAll = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  process.once('SIGTERM', () => void endAll().then(() => process.exit(0)));
  process.once('SIGINT', () => void endAll().then(() => process.exit(0)));
  try {
    await runBuild();
    const starting = startEverything(options);
    // If Ctrl-C comes during the start, wait for the start and then end it.
    ends.push(() => starting.then(({ close }) => close()).catch(() => undefined));
    const running = await starting;
    const terminal = new Terminal(running.simulations);
    const change = async () => terminal.say(await rebuild(running, () => runBuild({ isQuiet: true })));
    ends.push(await watchSources(change));
    console.log(welcome(running, options.account ?? false));
    if (open) openInBrowser(running.addresses.page);
    await terminal.run(process.stdin, process.stdout);
  } finally {
    await endAll();
  }
}

function welcome(running: Running, isAccountShown: boolean): string {
  const { page, edge, control } = running.addresses;
  const numbers = calledNumbers(running.queue.config).map(({ phoneNumber, queue, kind }) => {
    return `${phoneNumber} (${queue}${kind === undefined ? '' : `, ${kind}`})`;
  });
  return `
The call queue runs on a local Twilio. Nothing leaves this machine.

  Open          ${page}

  Callers call  ${numbers.join('\n                ')}
  Agents call   ${agentsNumber}, PIN ${localPin}
  Functions     ${edge}
                (answers for https://${localDomain})
  Control API   ${control}

${isAccountShown ? accountExports(running) : 'To practice a deployment: npm start -- --account'}

Or stay here:

${firstCommands(running.queue.config)}

Type help for the full list. To stop, type quit or press Ctrl-C. Changes to code
and config are live from the next request on, changes to numbers and queue sizes
from the next start on.
`;
}

/** Enough for one conversation. Where agents are rung, one must be there before anybody calls. */
const firstCommands = (config: QueuesConfig) =>
  firstQueue(config).ringing
    ? `  next          an agent signs in, and takes the call when the phone rings
  call          a caller calls, and you see what they hear
  hang-up 2     the caller hangs up`
    : `  call          a caller calls, and you see what they hear
  next          an agent takes the caller
  hang-up 1     the caller hangs up`;

/** The lines that make commands in another terminal use this local Twilio. */
function accountExports({ queue: { twilio, runtime } }: Running): string {
  return `To use the account from another terminal, paste this there:

export HTTP_PROXY=${runtime.proxyUrl}
export NODE_EXTRA_CA_CERTS=${runtime.certificatePath}
export TWILIO_ACCOUNT_SID=${twilio.account.sid}
export TWILIO_API_KEY=${twilio.apiKey.sid}
export TWILIO_API_SECRET=${twilio.apiKey.secret}

Then deploy, wire, doctor and explain-call work as in docs/deploy.md.
Two numbers are not wired yet: ${practiceNumbers.callers} for callers,
${practiceNumbers.agents} for agents. Once they are wired, call them here.`;
}

/** Uses the program that the system opens links with. If there is none, the link is printed anyway. */
function openInBrowser(url: string): void {
  const [command = '', ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start']
        : ['xdg-open'];
  const opener = spawn(command, [...before, url], { stdio: 'ignore', detached: true });
  opener.on('error', () => console.log(`Could not open a browser. Open ${url}`));
  opener.unref();
}

function readCalls(text: string): number {
  const calls = Number(text);
  if (Number.isInteger(calls) && calls > 0) return calls;
  throw new InvalidArgumentError('Give a whole number, at least 1; a new account allows two or three.');
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= 65_535) return port;
  throw new InvalidArgumentError('Give a whole number from 1024 to 65535.');
}

new Command('npm start --')
  .description(
    'Runs the call queue on a local Twilio. You call it, press keys and answer as an agent, on a page of phones or at the terminal.',
  )
  .option(
    '--calls <number>',
    'how many calls the account allows at once',
    readCalls,
    defaultSettings.maxConcurrentCalls,
  )
  .option('--port <number>', `the port of the page; without it, ${usualPort} or a free one near it`, readPort)
  .option('--open', 'open the page in your browser')
  .option(
    '--account',
    'print how to use the local account with deploy, wire, doctor and explain-call, and add two numbers',
  )
  .action(start)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
