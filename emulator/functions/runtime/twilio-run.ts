import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Account } from '../../platform/account';
import type { Clock } from '../../platform/clock';
import type { Timeline } from '../../platform/timeline';
import type { WebRequest, WebResponse } from '../../web/message';
import type { DeployedFile } from '../deployment';
import type { FunctionsRuntime } from '../edge';

/** How twilio-run is started. */
export interface TwilioRunOptions {
  /** The project with the functions. Its own twilio-run is started, with its `.twilioserverlessrc`. */
  readonly projectFolder: string;
  /** The folder of the functions, if it is not the one that the project configures. */
  readonly functionsFolder?: string;
  readonly account: Account;
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly domain: string;
  /** The deployment's environment variables; the project's `.env` is not read. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The proxy through which functions reach the REST API. */
  readonly proxy: { readonly url: string; readonly certificatePath: string };
}

/** Functions that run in a twilio-run process. */
export interface TwilioRunRuntime extends FunctionsRuntime {
  /** Restarts twilio-run with the current code. Requests in flight are answered first, and new ones wait. */
  restart(): Promise<void>;
  /** Ends twilio-run, and resolves when its process has ended. */
  close(): Promise<void>;
}

/**
 * Runs the project's `twilio-run start` and resolves when it is ready. Its functions see the clock's time, which stands
 * still while they work, but their own timers take real time. Rejects if twilio-run does not start.
 */
export async function startTwilioRun(options: TwilioRunOptions): Promise<TwilioRunRuntime> {
  const runtime = new TwilioRun(options);
  await runtime.ready();
  return runtime;
}

/** Keeps one server running, passes requests to it, and starts another one when it dies. */
class TwilioRun implements TwilioRunRuntime {
  /** The running server, or the one that is starting. */
  private server: Promise<DevelopmentServer>;
  private isClosed = false;

  constructor(private readonly options: TwilioRunOptions) {
    this.server = this.start();
  }

  async ready(): Promise<void> {
    await this.server;
  }

  run(_deployed: DeployedFile, request: WebRequest): Promise<WebResponse> {
    const patience = new AbortController();
    const answer = this.answer(request, patience.signal);
    return this.options.clock.during(answer).finally(() => patience.abort());
  }

  async restart(): Promise<void> {
    if (this.isClosed) throw new Error('twilio-run is closed: call startTwilioRun again.');
    this.server = this.replace(this.server);
    await this.server;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const server = await this.server.catch(() => undefined);
    await server?.end();
  }

  private async answer(request: WebRequest, patience: AbortSignal): Promise<WebResponse> {
    const server = await this.runningServer();
    const response = await server.exchange(request, patience);
    if (response.status === 404 && response.body.toString() === notServed) {
      throw new Error(
        `twilio-run does not have a function for ${request.url.pathname}: build it, then restart.`,
      );
    }
    return response;
  }

  private async runningServer(): Promise<DevelopmentServer> {
    const server = await this.server;
    if (!server.isKilled) return server;
    // `startAgainAfter` waited for this first, so there is another server by now.
    await server.ended;
    return this.server;
  }

  private async start(): Promise<DevelopmentServer> {
    const folder = mkdtempSync(join(tmpdir(), 'local-twilio-'));
    try {
      const server = new DevelopmentServer(this.options, folder);
      await this.options.clock.during(server.listening).catch((error: Error) => server.giveUp(error));
      void this.startAgainAfter(server);
      return server;
    } finally {
      // twilio-run only reads it when it starts.
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private async replace(former: Promise<DevelopmentServer>): Promise<DevelopmentServer> {
    const server = await former.catch(() => undefined);
    await server?.endWhenIdle();
    return this.start();
  }

  private async startAgainAfter(server: DevelopmentServer): Promise<void> {
    const reason = await server.ended;
    if (server.isMeantToEnd || this.isClosed) return;
    const text = `${reason}\nIt is restarting.`;
    this.options.timeline.add({ kind: 'log', path: 'twilio-run', level: 'error', text });
    this.server = this.start();
    // If the restart fails, the next request gets the reason.
    this.server.catch(() => undefined);
  }
}

/** twilio-run's answer for a path without a function. */
const notServed = 'Could not find requested resource';

/** How many characters of a server's output are kept, to explain why it ended. */
const printedCharacters = 4000;

/** The messages of the preload. */
type Message =
  | { kind: 'listening'; port: number }
  | { kind: 'served'; number: number }
  | { kind: 'log'; path: string; level: 'log' | 'error'; text: string };

interface InFlight {
  readonly served: () => void;
  readonly failed: (reason: Error) => void;
}

/** One twilio-run process, from start to end. */
class DevelopmentServer {
  /** Rejects if the process ends before it listens. */
  readonly listening: Promise<void>;
  /** Resolves with how the process ended, once all its output has been read. */
  readonly ended: Promise<string>;
  isMeantToEnd = false;
  private readonly child: ChildProcess;
  private readonly inFlight = new Map<number, InFlight>();
  private requests = 0;
  private port = 0;
  private printed = '';
  private killedBecause: string | undefined;
  private isOver = false;
  private becameIdle: () => void = () => undefined;

  constructor(
    private readonly options: TwilioRunOptions,
    folder: string,
  ) {
    this.child = spawnTwilioRun(options, folder);
    for (const output of [this.child.stdout, this.child.stderr]) {
      output?.setEncoding('utf8').on('data', (text) => this.keepPrinted(text));
    }
    this.ended = this.whenEnded();
    this.listening = new Promise((resolve, reject) => {
      this.child.on('message', (message: Message) => this.hear(message, resolve));
      void this.ended.then((reason) => reject(new Error(reason)));
    });
  }

  /** It was stuck and no longer takes requests, although the process may still be ending. */
  get isKilled(): boolean {
    return this.killedBecause !== undefined;
  }

  /** Sends a request. Rejects if the process ends first. An abort means that the process is stuck, and kills it. */
  async exchange(request: WebRequest, patience: AbortSignal): Promise<WebResponse> {
    patience.throwIfAborted();
    if (this.isOver) throw new Error('twilio-run is closed: call startTwilioRun again.');
    this.requests += 1;
    const number = this.requests;
    const served = new Promise<void>((resolve, reject) => {
      this.inFlight.set(number, { served: resolve, failed: reject });
    });
    patience.addEventListener('abort', () => {
      if (this.inFlight.has(number)) this.kill(`${request.url.pathname} did not answer`);
    });
    // If the connection breaks, the process is usually about to end, and its end explains more.
    const response = this.send(request, number).catch((error) => served.then(() => Promise.reject(error)));
    const [answer] = await Promise.all([response, served]);
    return answer;
  }

  end(): Promise<unknown> {
    this.isMeantToEnd = true;
    this.child.kill('SIGKILL');
    return this.ended;
  }

  async endWhenIdle(): Promise<void> {
    this.isMeantToEnd = true;
    if (this.inFlight.size > 0) {
      await new Promise<void>((resolve) => {
        this.becameIdle = resolve;
      });
    }
    await this.end();
  }

  /** Ends a process that did not start to listen, and throws what is known about the reason. */
  async giveUp(error: Error): Promise<never> {
    await this.end();
    const place = this.options.projectFolder;
    throw new Error(
      `twilio-run does not start in ${place}: ${error.message}\n` +
        `To see the problem, run \`npx twilio-run start\` in ${place}.`,
    );
  }

  private kill(why: string): void {
    this.killedBecause = why;
    this.child.kill('SIGKILL');
  }

  private send({ method, url, headers, form }: WebRequest, number: number): Promise<WebResponse> {
    const ours = {
      'x-local-twilio-request': String(number),
      'x-local-twilio-now': String(this.options.clock.now().getTime()),
    };
    const request = http.request({
      host: '127.0.0.1',
      port: this.port,
      method,
      path: url.pathname + url.search,
      headers: { host: url.host, ...headers, ...ours },
      // A new connection each time: a kept one may close just as it is used again.
      agent: false,
    });
    request.end(method === 'POST' ? form.toString() : undefined);
    return responseTo(request);
  }

  private hear(message: Message, listens: () => void): void {
    switch (message.kind) {
      case 'listening':
        this.port = message.port;
        listens();
        break;
      case 'served':
        this.inFlight.get(message.number)?.served();
        this.landed(message.number);
        break;
      case 'log':
        this.options.timeline.add(message);
        break;
    }
  }

  private landed(number: number): void {
    this.inFlight.delete(number);
    if (this.inFlight.size === 0) this.becameIdle();
  }

  private keepPrinted(text: string): void {
    this.printed = (this.printed + text).slice(-printedCharacters);
  }

  private async whenEnded(): Promise<string> {
    await Promise.all([once(this.child, 'close'), once(this.child, 'disconnect')]);
    this.isOver = true;
    const { exitCode, signalCode } = this.child;
    const how = this.killedBecause ?? (signalCode ? `signal ${signalCode}` : `exit code ${exitCode}`);
    const printed = this.printed.trim() && ` It printed:\n${this.printed.trim()}`;
    const reason = `twilio-run ended (${how}).${printed}`;
    for (const [number, { failed }] of this.inFlight) {
      failed(new Error(reason));
      this.landed(number);
    }
    return reason;
  }
}

const preload = join(__dirname, 'twilio-run-preload.js');

/** The preload makes it listen on the loopback only and reports its port. Port 0 avoids conflicts. */
function spawnTwilioRun(options: TwilioRunOptions, folder: string): ChildProcess {
  const { projectFolder, functionsFolder, proxy } = options;
  const environmentFile = join(folder, 'environment');
  writeFileSync(environmentFile, environmentText(options), { mode: 0o600 });
  const quiet = ['--no-logs', '--log-level=warn'];
  const folders =
    functionsFolder === undefined ? [] : [`--functions-folder=${relative(projectFolder, functionsFolder)}`];
  const flags = [
    `--env=${environmentFile}`,
    '--port=0',
    '--no-fork-process',
    '--no-live',
    ...folders,
    ...quiet,
  ];
  return spawn(process.execPath, ['--require', preload, commandOf(projectFolder), 'start', ...flags], {
    cwd: projectFolder,
    // The whole environment: neither real credentials nor Node options from the terminal get in.
    env: {
      NODE_EXTRA_CA_CERTS: proxy.certificatePath,
      LOCAL_TWILIO_FOLDER: folder,
      LOCAL_TWILIO_PROXY: proxy.url,
    },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
}

function commandOf(projectFolder: string): string {
  try {
    return createRequire(join(projectFolder, 'package.json')).resolve('twilio-run/bin/twilio-run.js');
  } catch {
    throw new Error(`twilio-run is not installed in ${projectFolder}: run \`npm install\` there.`);
  }
}

/** twilio-run puts these variables into the context of functions and into `process.env`. */
function environmentText({ account, domain, environment, proxy }: TwilioRunOptions): string {
  const variables = {
    ACCOUNT_SID: account.sid,
    AUTH_TOKEN: account.authToken,
    DOMAIN_NAME: domain,
    ...environment,
    HTTP_PROXY: proxy.url,
  };
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join('');
}

/** twilio-run always removes one pair of quotes, and reads `\n` only in double quotes. */
const quoted = (value: string) =>
  value.includes('\n') ? `"${value.replaceAll('\n', '\\n')}"` : `'${value}'`;

async function responseTo(request: http.ClientRequest): Promise<WebResponse> {
  // If the connection breaks during the answer, reading it fails instead.
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: await buffer(response),
  };
}
