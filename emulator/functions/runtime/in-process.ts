import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { format } from 'node:util';
import { compileFunction } from 'node:vm';
import type TwilioClient from 'twilio';
import type { Account } from '../../platform/account';
import type { Cancel, Clock } from '../../platform/clock';
import type { Timeline } from '../../platform/timeline';
import { valuesOf, type WebHost, type WebRequest, type WebResponse } from '../../web/message';
import type { RestApi } from '../../web/rest-exchange';
import { restHttpClient } from '../../web/rest-http-client';
import type { DeployedFile } from '../deployment';
import type { FunctionsRuntime } from '../edge';
import { functionsFetch } from './functions-fetch';
import type * as TwilioGlobal from './twilio-global';

type Callable = (...given: unknown[]) => unknown;
type Callback = (error: unknown, payload?: unknown) => void;
type Handler = (
  context: Record<string, unknown>,
  event: Record<string, unknown>,
  callback: Callback,
) => unknown;

export interface InProcessOptions {
  readonly account: Account;
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly rest: RestApi;
  readonly domain: string;
  /** What is deployed at the host of a URL, which functions can also `fetch`. */
  readonly deployedAt?: (url: URL) => WebHost | undefined;
  /** The deployment's environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether functions get the account's SID and auth token; true by default. */
  readonly includesCredentials?: boolean;
  /** Where functions write their log; by default to the timeline. */
  readonly log?: (path: string, level: 'log' | 'error', text: string) => void;
}

/**
 * Runs built functions in this process, on the clock's time instead of the machine's: it is fast, and tests control the
 * time. Handlers get and return the same as in Twilio's runtime.
 * https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
 */
export function inProcessRuntime(options: InProcessOptions): FunctionsRuntime {
  const handlers = new Map<string, Handler>();
  let client: TwilioClient.Twilio | undefined;
  const getTwilioClient = () => {
    client ??= createClient(options);
    return client;
  };
  return {
    async run(deployed, request) {
      const handler = handlers.get(deployed.file) ?? loadHandler(deployed, options);
      handlers.set(deployed.file, handler);
      const context = contextOf(deployed, options, getTwilioClient);
      return answerOf(handler, context, eventOf(request));
    },
  };
}

/** Loaded when a function runs, because it loads much of the twilio package. */
const twilioGlobalModule = () => require('./twilio-global') as typeof TwilioGlobal;

/** The client is large, so it is loaded on first use, as in Twilio's runtime. */
function createClient({ account, rest }: InProcessOptions): TwilioClient.Twilio {
  const { Twilio } = require('twilio') as typeof TwilioClient;
  return new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
}

function loadHandler({ file, path }: DeployedFile, options: InProcessOptions): Handler {
  const given = {
    ...clockGlobals(options.clock),
    console: consoleFor(path, options),
    fetch: functionsFetch(options),
    Twilio: twilioGlobalModule().twilioGlobal,
  };
  const module = { exports: {} as { handler?: Handler } };
  const names = ['exports', 'module', 'require', '__filename', '__dirname', ...Object.keys(given)];
  const load = compiled(file, names);
  load(module.exports, module, createRequire(file), file, dirname(file), ...Object.values(given));
  if (!module.exports.handler) throw new Error(`${path} does not export a handler: add exports.handler.`);
  return module.exports.handler;
}

interface Compiled {
  readonly source: string;
  readonly load: Callable;
}

/** By file. Each account loads functions anew, and what they keep in variables is its own; only the compiling is shared. */
const compiledFiles = new Map<string, Compiled>();

function compiled(file: string, names: readonly string[]): Callable {
  const source = readFileSync(file, 'utf8');
  const before = compiledFiles.get(file);
  if (before?.source === source) return before.load;
  const load = compileFunction(source, names, { filename: file }) as Callable;
  compiledFiles.set(file, { source, load });
  return load;
}

/** Globals that give a function the clock's time. */
function clockGlobals(clock: Clock) {
  class ClockDate extends Date {
    constructor(...given: [] | [string | number | Date]) {
      super(...((given.length === 0 ? [clock.now()] : given) as [Date]));
    }

    static override now(): number {
      return clock.now().getTime();
    }
  }
  const cancel = (timer?: Cancel) => timer?.();
  return {
    Date: ClockDate,
    setTimeout: (run: Callable, millis = 0, ...given: unknown[]) => clock.after(millis, () => run(...given)),
    clearTimeout: cancel,
    setInterval: (run: Callable, millis = 0, ...given: unknown[]) =>
      every(clock, millis, () => run(...given)),
    clearInterval: cancel,
    AbortSignal: clockAbortSignal(clock),
  };
}

/** `AbortSignal` with a `timeout` that follows the clock. */
function clockAbortSignal(clock: Clock): typeof AbortSignal {
  const timeout = (millis: number) => {
    const controller = new AbortController();
    clock.after(millis, () => controller.abort(new DOMException('It took too long', 'TimeoutError')));
    return controller.signal;
  };
  return new Proxy(AbortSignal, {
    get: (target, name) => (name === 'timeout' ? timeout : Reflect.get(target, name)),
  });
}

/** Runs something repeatedly until canceled. */
function every(clock: Clock, millis: number, run: () => void): Cancel {
  const again = () => {
    cancel = clock.after(Math.max(1, millis), again);
    run();
  };
  let cancel = clock.after(Math.max(1, millis), again);
  return () => cancel();
}

function consoleFor(path: string, { timeline, log }: InProcessOptions) {
  const write = log ?? ((_path, level, text) => timeline.add({ kind: 'log', path, level, text }));
  const writer =
    (level: 'log' | 'error') =>
    (...parts: readonly unknown[]) =>
      write(path, level, format(...parts));
  const asLog = writer('log');
  return { ...console, log: asLog, debug: asLog, info: asLog, warn: asLog, error: writer('error') };
}

function contextOf(
  { path }: DeployedFile,
  { account, domain, environment, includesCredentials = true }: InProcessOptions,
  getTwilioClient: () => unknown,
): Record<string, unknown> {
  return {
    ...(includesCredentials && { ACCOUNT_SID: account.sid, AUTH_TOKEN: account.authToken }),
    DOMAIN_NAME: domain,
    PATH: path,
    ...environment,
    getTwilioClient,
  };
}

/** Query and form in one flat object. The form wins, and a repeated name has a list. */
function eventOf({ url, form, headers }: WebRequest): Record<string, unknown> {
  return {
    request: { headers: shown(headers), cookies: {} },
    ...valuesOf(url.searchParams),
    ...valuesOf(form),
  };
}

/** Functions do not see Twilio's own headers, except for the signature. */
const shown = (headers: WebRequest['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('i-twilio-')));

/** Only the first callback counts. If the handler throws, the edge answers 500. */
function answerOf(
  handler: Handler,
  context: Record<string, unknown>,
  event: Record<string, unknown>,
): Promise<WebResponse> {
  return new Promise((resolve, reject) => {
    const callback: Callback = (error, payload) =>
      error ? reject(error) : resolve(twilioGlobalModule().responseOf(payload));
    try {
      Promise.resolve(handler(context, event, callback)).catch(reject);
    } catch (error) {
      reject(error);
    }
  });
}
