import { Clock, startControlServer, startEdgeServer } from '../emulator/index';
import { LocalQueue, localDomain, localPin } from '../simulation/local-queue';
import { type TwilioRunWithProxy, twilioRunOn } from '../simulation/twilio-run-on';
import { errorInWords } from '../wording/error-in-words';
import { startPhonesServer } from './server';
import { Worlds } from './worlds';

export interface StartOptions {
  /** How many calls the account carries at once. */
  readonly calls: number;
  /** Where the page is served; any free port if it is not given. */
  readonly port?: number;
}

/** The built queue on a local Twilio of its own, with all that people and programs reach it by. */
export interface Running {
  readonly queue: LocalQueue<TwilioRunWithProxy>;
  readonly worlds: Worlds;
  readonly addresses: {
    readonly page: string;
    readonly edge: string;
    readonly control: string;
    readonly proxy: string;
  };
  close(): Promise<void>;
}

/** How much of the past the control API can still show: enough to look back, little enough to run for days. */
const timelineCapacity = 5000;

/** Starts all of it; what cannot start leaves nothing behind. */
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

async function start({ calls: mostConcurrentCalls, port }: StartOptions, ends: (() => Promise<void>)[]) {
  const queue = await LocalQueue.open({
    clock: new Clock({ startsAt: new Date() }),
    settings: { mostConcurrentCalls },
    timelineCapacity,
    runtime: async (twilio) => {
      const runtime = await twilioRunOn(twilio, { AGENT_PIN: localPin });
      ends.push(() => runtime.close());
      return runtime;
    },
  });
  const worlds = new Worlds(queue);
  ends.push(() => worlds.close());
  const page = await startPhonesServer({ worlds, ...(port !== undefined && { port }) });
  ends.push(() => page.close());
  const edge = await startEdgeServer(localDomain, queue.edge);
  ends.push(() => edge.close());
  const control = await startControlServer({ twilio: queue.twilio });
  ends.push(() => control.close());
  const { proxyUrl: proxy } = queue.runtime;
  return { queue, worlds, addresses: { page: `${page.url}/`, edge: edge.url, control: control.url, proxy } };
}

/** New code for the next request; what does not build leaves the code as it was. Returns what to say about it. */
export async function rebuild({ queue, worlds }: Running, build: () => Promise<void>): Promise<string> {
  try {
    await build();
    await queue.runtime.restart();
    worlds.live.setProblem(undefined);
    return 'The change is in: it counts from the next request on.';
  } catch (error) {
    const problem = errorInWords(error);
    worlds.live.setProblem(problem);
    return problem;
  }
}
