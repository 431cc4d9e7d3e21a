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
import { Terminal } from './terminal';

interface Options extends StartOptions {
  readonly open?: boolean;
}

/** Something that was started and must be ended. */
type End = () => unknown;

/** Builds, starts everything, and hands it to whoever opens the page or sits at the terminal. */
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
    // Ctrl-C may come while it starts: then it is ended when it has.
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

  call          somebody calls, and you see what they hear
  next          an agent takes the caller
  hang-up 1     the caller hangs up

Type help for the whole list, and quit or press Ctrl-C to end. Changes of code
and config are live from the next request on; numbers and queue sizes from the
next start on.
`;
}

/** What makes the commands of another terminal talk to this local Twilio. */
function accountExports({ queue: { twilio, runtime } }: Running): string {
  return `To use the account from another terminal, paste this there:

export HTTP_PROXY=${runtime.proxyUrl}
export NODE_EXTRA_CA_CERTS=${runtime.certificatePath}
export TWILIO_ACCOUNT_SID=${twilio.account.sid}
export TWILIO_API_KEY=${twilio.apiKey.sid}
export TWILIO_API_SECRET=${twilio.apiKey.secret}

Then deploy, wire, doctor and explain-call work as docs/deploy.md has them.
Two numbers lead nowhere yet: ${practiceNumbers.callers} for callers,
${practiceNumbers.agents} for agents. Once they are wired, call them here.`;
}

/** In whatever the system opens links with; without one the link is printed anyway. */
function openInBrowser(url: string): void {
  const [command = '', ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start']
        : ['xdg-open'];
  const opener = spawn(command, [...before, url], { stdio: 'ignore', detached: true });
  opener.on('error', () => console.log(`No browser could be opened. Open ${url}`));
  opener.unref();
}

function readCalls(text: string): number {
  const calls = Number(text);
  if (Number.isInteger(calls) && calls > 0) return calls;
  throw new InvalidArgumentError('Give a whole number from 1 up; a new account carries two or three.');
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= 65_535) return port;
  throw new InvalidArgumentError('Give a whole number from 1024 to 65535.');
}

new Command('npm start --')
  .description(
    'Runs the call queue on a local Twilio: with a page of phones to call, press keys and be the agent, and a terminal.',
  )
  .option(
    '--calls <number>',
    'how many calls the account carries at once',
    readCalls,
    defaultSettings.mostConcurrentCalls,
  )
  .option('--port <number>', `the port of the page; without it ${usualPort}, or a free one near it`, readPort)
  .option('--open', 'opens the page in your browser')
  .option(
    '--account',
    'prints how deploy, wire, doctor and explain-call use the local account, and adds two numbers',
  )
  .action(start)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
