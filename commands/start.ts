import { Command, InvalidArgumentError } from 'commander';
import { defaultSettings } from '../emulator/account';
import { Clock } from '../emulator/clock';
import { startControlServer } from '../emulator/control-server';
import { startEdgeServer } from '../emulator/web/edge-server';
import config from '../queues.config';
import { agentsNumber, LocalQueue, localDomain, localPin, numbersOfQueues } from './local-queue';
import { runBuild } from './run-build';
import { Terminal } from './terminal';
import { type TwilioRunWithProxy, twilioRunOn } from './twilio-run-on';
import { watchSources } from './watch';

/** Something that was started and must be ended. */
type End = () => unknown;

/** Builds, starts the functions and a local Twilio, and hands both to whoever sits at the terminal. */
async function start({ calls }: { calls: number }): Promise<void> {
  const ends: End[] = [];
  const endAll = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  process.once('SIGTERM', () => void endAll().then(() => process.exit(0)));
  process.once('SIGINT', () => void endAll().then(() => process.exit(0)));
  try {
    await runBuild();
    const { terminal, addresses } = await open(calls, ends);
    console.log(welcome(addresses));
    await terminal.run(process.stdin, process.stdout);
  } finally {
    await endAll();
  }
}

async function open(mostConcurrentCalls: number, ends: End[]) {
  const clock = new Clock({ startsAt: new Date() });
  ends.push(clock.followRealTime());
  const queue = await LocalQueue.open({
    clock,
    settings: { mostConcurrentCalls },
    runtime: async (twilio) => {
      const runtime = await twilioRunOn(twilio, { AGENT_PIN: localPin });
      ends.push(() => runtime.close());
      return runtime;
    },
  });
  const { runtime, twilio } = queue;
  const edge = await startEdgeServer(localDomain, queue.edge);
  const control = await startControlServer({ twilio });
  ends.push(
    () => edge.close(),
    () => control.close(),
  );
  const terminal = new Terminal(queue);
  ends.push(await watchSources(() => rebuild(runtime, terminal)));
  return { terminal, addresses: { edge: edge.url, control: control.url, proxy: runtime.proxyUrl } };
}

/** New code for the next request; what does not build leaves the code as it was. */
async function rebuild(runtime: TwilioRunWithProxy, terminal: Terminal): Promise<void> {
  try {
    await runBuild({ isQuiet: true });
    await runtime.restart();
    terminal.say('The change is in: it counts from the next request on.');
  } catch (error) {
    terminal.say(error instanceof Error ? error.message : String(error));
  }
}

function welcome(addresses: { edge: string; control: string; proxy: string }): string {
  const numbers = [...numbersOfQueues(config)]
    .flatMap(([queue, own]) => own.map((number) => `${number} (${queue})`))
    .join(', ');
  return `
The call queue runs on a local Twilio. Nothing leaves this machine.

  callers ring   ${numbers}
  agents ring    ${agentsNumber}, PIN ${localPin}
  functions      ${addresses.edge} stands for https://${localDomain}
  control API    ${addresses.control}
  REST API       by HTTP_PROXY=${addresses.proxy}

Try this:

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

new Command('npm start --')
  .description('Runs the call queue on a local Twilio, with a terminal to call, press keys and be the agent.')
  .option(
    '--calls <number>',
    'how many calls the account carries at once',
    readCalls,
    defaultSettings.mostConcurrentCalls,
  )
  .action(start)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
