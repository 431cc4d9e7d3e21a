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

/** What twilio-run is started with. */
export interface TwilioRunOptions {
  /** The project with the functions: its own twilio-run is started, as its `.twilioserverlessrc` says. */
  readonly projectFolder: string;
  /** The functions, where they are not in the folder that the project names. */
  readonly functionsFolder?: string;
  readonly account: Account;
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly domain: string;
  /** The deployment's environment variables; the project's `.env` is not read. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the functions reach the REST API. */
  readonly proxy: { readonly url: string; readonly certificatePath: string };
}

/** Functions that run in a twilio-run of their own. */
export interface TwilioRunRuntime extends FunctionsRuntime {
  /** Starts twilio-run afresh, with the code as it is now. Requests in flight are answered first; new ones wait. */
  restart(): Promise<void>;
  /** Ends twilio-run for good, and resolves when nothing of it is left. */
  close(): Promise<void>;
}

/**
 * Starts the project's `twilio-run start` and resolves when it answers. Its functions have the clock's time,
 * which stands still while they work; but what they themselves wait for takes real time.
 */
export async function startTwilioRun(options: TwilioRunOptions): Promise<TwilioRunRuntime> {
  const runtime = new TwilioRun(options);
  await runtime.ready();
  return runtime;
}

/** Has one server at work, hands it the requests, and starts another one when it dies. */
class TwilioRun implements TwilioRunRuntime {
  /** The server at work, or the one that is about to be. */
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
    if (this.isClosed) throw new Error('twilio-run is closed: start another one.');
    this.server = this.replace(this.server);
    await this.server;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const server = await this.server.catch(() => undefined);
    await server?.end();
  }

  private async answer(request: WebRequest, patience: AbortSignal): Promise<WebResponse> {
    const server = await this.serverAtWork();
    const response = await server.ask(request, patience);
    if (response.status === 404 && response.body.toString() === notServed) {
      throw new Error(`twilio-run has no function for ${request.url.pathname}: build it, then restart.`);
    }
    return response;
  }

  private async serverAtWork(): Promise<DevelopmentServer> {
    const server = await this.server;
    if (!server.isKilled) return server;
    // `startAgainAfter` has waited for this longer than we have, so by now there is another one.
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
      // twilio-run reads it once, at its start.
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
    const text = `${reason}\nIt is started again.`;
    this.options.timeline.add({ kind: 'log', path: 'twilio-run', level: 'error', text });
    this.server = this.start();
    // The next request gets the reason why there is no server.
    this.server.catch(() => undefined);
  }
}

/** How twilio-run answers for a path that it knows no function for. */
const notServed = 'Could not find requested resource';

/** How much of what a server printed is kept, to tell why it ended. */
const printedCharacters = 4000;

/** What the preload tells. */
type Message =
  | { kind: 'listening'; port: number }
  | { kind: 'served'; number: number }
  | { kind: 'log'; path: string; level: 'log' | 'error'; text: string };

interface InFlight {
  readonly served: () => void;
  readonly failed: (reason: Error) => void;
}

/** One process of twilio-run's, from its start to its end. */
class DevelopmentServer {
  /** Rejects if the process ends before it listens. */
  readonly listening: Promise<void>;
  /** How the process ended, once all that it wrote has been read. */
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

  /** It was stuck and takes no more requests, though it may not be over yet. */
  get isKilled(): boolean {
    return this.killedBecause !== undefined;
  }

  /** Rejects when the process ends first. Once nobody waits for the answer any longer, the process is stuck. */
  async ask(request: WebRequest, patience: AbortSignal): Promise<WebResponse> {
    patience.throwIfAborted();
    if (this.isOver) throw new Error('twilio-run is closed.');
    this.requests += 1;
    const number = this.requests;
    const served = new Promise<void>((resolve, reject) => {
      this.inFlight.set(number, { served: resolve, failed: reject });
    });
    patience.addEventListener('abort', () => {
      if (this.inFlight.has(number)) this.kill(`${request.url.pathname} did not answer`);
    });
    // When a connection breaks off the process is mostly about to end, and its end says more.
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

  /** Ends a process that did not come to listen, and says what can be known about why. */
  async giveUp(error: Error): Promise<never> {
    await this.end();
    const place = this.options.projectFolder;
    throw new Error(
      `twilio-run does not start in ${place}: ${error.message}\n` +
        `Mend that; \`npx twilio-run start\` in ${place} shows it on its own.`,
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
      // A connection for each: one that is kept may be closed in the moment it is used again.
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

/** The preload keeps it to the loopback, and tells the port that the system gave it: so none is ever taken. */
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
    // All of it: neither real credentials nor options of Node's get in by way of the terminal.
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

/** Functions find all of this in their context, and twilio-run puts it in place of `process.env`. */
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

/** twilio-run takes off one pair of quotes whatever is between them, and reads `\n` only in double ones. */
const quoted = (value: string) =>
  value.includes('\n') ? `"${value.replaceAll('\n', '\\n')}"` : `'${value}'`;

async function responseTo(request: http.ClientRequest): Promise<WebResponse> {
  // A connection may break off when the answer has begun, too: then reading it is what fails.
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: await buffer(response),
  };
}
