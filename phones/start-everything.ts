import { checkedConfig } from '../build/checked-config';
import { Clock, type LocalTwilio, startControlServer, startEdgeServer } from '../emulator/index';
import { LocalQueue, localDomain } from '../simulation/local-queue';
import { startReceiver } from '../simulation/scenes/receiver';
import { type TwilioRunWithProxy, twilioRunOn } from '../simulation/twilio-run-on';
import { localPins } from './agent-choices';
import type { ExtraNumber } from './running-simulation';
import { type PhonesServer, type PhonesServerOptions, startPhonesServer } from './server';
import { Simulations } from './simulations';

export interface StartOptions {
  /** How many calls the account allows at once. */
  readonly calls: number;
  /** The port of the page. By default the usual port or a free one near it; 0 is any free port. */
  readonly port?: number;
  /** Whether the account has two numbers for practicing a deployment. */
  readonly account?: boolean;
}

/** The built queue on its own local Twilio, with everything through which people and programs reach it. */
export interface Running {
  readonly queue: LocalQueue<TwilioRunWithProxy>;
  readonly simulations: Simulations;
  readonly addresses: {
    readonly page: string;
    readonly edge: string;
    readonly control: string;
    readonly proxy: string;
  };
  close(): Promise<void>;
}

/** The numbers in docs/deploy.md, so that its steps work as they are. */
export const practiceNumbers = { callers: '+15551230000', agents: '+15551230001' } as const;

/** The port of the page unless one is given. */
export const usualPort = 4400;
const portsTried = 10;

/** How much of the past the control API can show: enough to look back, and little enough to run for days. */
const timelineCapacity = 5000;

/** Starts everything. If something cannot start, it ends what it has started. */
export async function startEverything(options: StartOptions): Promise<Running> {
  const ends: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    return { ...(await start(options, ends)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  { calls: maxConcurrentCalls, port, account = false }: StartOptions,
  ends: (() => Promise<void>)[],
) {
  const receiver = await startReceiver();
  ends.push(() => receiver.close());
  const environment = {
    ...localPins(checkedConfig()),
    VOICEMAIL_WEBHOOK_URL: receiver.url,
    VOICEMAIL_SECRET: receiver.secret,
  };
  const queue = await LocalQueue.open({
    clock: new Clock({ startsAt: new Date() }),
    settings: { maxConcurrentCalls },
    timelineCapacity,
    environment,
    runtime: async (twilio, deployed) => {
      const runtime = await twilioRunOn(twilio, deployed);
      ends.push(() => runtime.close());
      return runtime;
    },
  });
  const edge = await startEdgeServer(localDomain, queue.edge);
  ends.push(() => edge.close());
  const extraNumbers = account ? addPracticeNumbers(queue.twilio) : [];
  const simulations = new Simulations(queue, { environment, receiver, edgeUrl: edge.url, extraNumbers });
  ends.push(() => simulations.close());
  const page = await startPage({ simulations }, port);
  ends.push(() => page.close());
  const control = await startControlServer({ twilio: queue.twilio });
  ends.push(() => control.close());
  const { proxyUrl: proxy } = queue.runtime;
  return {
    queue,
    simulations,
    addresses: { page: `${page.url}/`, edge: edge.url, control: control.url, proxy },
  };
}

/** Two numbers that are not wired yet, as if they had just been bought. */
function addPracticeNumbers(twilio: LocalTwilio): ExtraNumber[] {
  for (const phoneNumber of Object.values(practiceNumbers)) twilio.setNumber({ phoneNumber, voiceUrl: '' });
  return [
    { queue: 'your-deployment', phoneNumber: practiceNumbers.callers, kind: 'deployed' },
    {
      queue: 'your-deployment',
      phoneNumber: practiceNumbers.agents,
      isForAgents: true,
    },
  ];
}

/** Serves the page at the given port only; without one, at the usual port or the next free one. */
async function startPage(options: PhonesServerOptions, port: number | undefined): Promise<PhonesServer> {
  if (port !== undefined) return startPhonesServer({ ...options, port }).catch(adviseOnPort(port));
  for (let tried = usualPort; tried < usualPort + portsTried; tried += 1) {
    const page = await startPhonesServer({ ...options, port: tried }).catch((error: unknown) => {
      if (!isTaken(error)) throw error;
    });
    if (page) return page;
  }
  return startPhonesServer({ ...options, port: 0 });
}

const adviseOnPort = (port: number) => (error: unknown) => {
  if (!isTaken(error)) throw error;
  throw new Error(
    `Port ${port} is taken: another npm start may be running. End it, or choose another port:\n` +
      `npm start -- --port ${port < 65_535 ? port + 1 : port - 1}`,
    { cause: error },
  );
};

const isTaken = (error: unknown): boolean =>
  error instanceof Error && (error.cause as { code?: unknown } | undefined)?.code === 'EADDRINUSE';

/** Builds new code for the next request. If it does not build, the code stays as it was. Returns what to print. */
export async function rebuild({ queue, simulations }: Running, build: () => Promise<void>): Promise<string> {
  try {
    await build();
    await queue.runtime.restart();
    simulations.live.setProblem(undefined);
    return 'The change is live from the next request on.';
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    simulations.live.setProblem(problem);
    return problem;
  }
}
