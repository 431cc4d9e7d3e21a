import { Command, InvalidArgumentError } from 'commander';
import { runBuild } from '../build/run-build';
import { defaultSettings } from '../emulator/index';
import { type Running, rebuild, type StartOptions, startEverything } from '../phones/start-everything';
import { agentsNumber, localDomain, localPin, numbersOfQueues } from '../simulation/local-queue';
import { watchSources } from '../simulation/watch';
import { Terminal } from './terminal';

/** Something that was started and must be ended. */
type End = () => unknown;

/** Builds, starts everything, and hands it to whoever opens the page or sits at the terminal. */
async function start(options: StartOptions): Promise<void> {
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
    const terminal = new Terminal(running.queue);
    const change = async () => terminal.say(await rebuild(running, () => runBuild({ isQuiet: true })));
    ends.push(await watchSources(change));
    console.log(welcome(running));
    await terminal.run(process.stdin, process.stdout);
  } finally {
    await endAll();
  }
}

function welcome({ queue: { config }, addresses }: Running): string {
  const numbers = [...numbersOfQueues(config)]
    .flatMap(([queue, own]) => own.map((number) => `${number} (${queue})`))
    .join(', ');
  return `
The call queue runs on a local Twilio. Nothing leaves this machine.

  Open           ${addresses.page}

  callers ring   ${numbers}
  agents ring    ${agentsNumber}, PIN ${localPin}
  functions      ${addresses.edge} stands for https://${localDomain}
  control API    ${addresses.control}
  REST API       by HTTP_PROXY=${addresses.proxy}

Or stay here:

  call             somebody calls, and you see what they hear
  agent            an agent calls
  press 2 ${localPin}#   the agent keys in the PIN and is joined to the caller
  hang-up 1        the caller hangs up

'help' lists everything, 'quit' or Ctrl-C ends it. A change of the code or the config counts from the next request on;
numbers and sizes of queues from the next start on.
`;
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
  .option('--port <number>', 'where the page is served; any free port unless it is given', readPort)
  .action(start)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
