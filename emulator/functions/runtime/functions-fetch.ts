import type { Clock } from '../../platform/clock';
import { isLoopback } from '../../web/loopback';
import type { WebHost } from '../../web/message';
import { exchange, type RestApi } from '../../web/rest-exchange';
import { isTwilioHost } from '../../web/twilio-hosts';

export interface FunctionsFetchOptions {
  readonly rest: RestApi;
  readonly clock: Clock;
  /** What is deployed at the host of a URL; undefined if nothing is. */
  readonly deployedAt?: (url: URL) => WebHost | undefined;
  /**
   * How long the clock waits for a server on this machine; by default 2,000. After that it runs on, so that a function's
   * own timeout can fire.
   */
  readonly slowAfterRealMillis?: number;
}

/** Answers that have no body. https://fetch.spec.whatwg.org/#null-body-status */
const bodiless = [204, 205, 304];

/**
 * `fetch` for functions in this process. It reaches Twilio's hosts (the local REST API), deployments, and servers on this
 * machine, but nothing else. An aborted request rejects at once.
 */
export function functionsFetch({
  rest,
  clock,
  deployedAt,
  slowAfterRealMillis = 2000,
}: FunctionsFetchOptions): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.protocol === 'https:' && isTwilioHost(url.hostname)) {
      return unlessAborted(fetchTwilio(rest, request, url), request.signal);
    }
    const deployed = url.protocol === 'https:' ? deployedAt?.(url) : undefined;
    if (deployed) return unlessAborted(fetchDeployed(deployed, request, url), request.signal);
    if (url.protocol === 'http:' && isLoopback(url)) {
      return clock.duringAtMost(slowAfterRealMillis, reach(request));
    }
    throw new TypeError('fetch failed', { cause: new Error(whyRefused(url)) });
  };
}

const whyRefused = ({ origin }: URL): string =>
  `Functions in the local Twilio cannot reach ${origin}, only Twilio’s hosts, deployments and http://127.0.0.1.`;

async function fetchTwilio(rest: RestApi, request: Request, url: URL): Promise<Response> {
  const {
    status,
    content,
    headers: named,
  } = await exchange(rest, {
    method: request.method,
    url,
    headers: Object.fromEntries(request.headers),
    body: Buffer.from(await request.arrayBuffer()),
  });
  const headers = content
    ? { ...named, 'content-type': content.type, 'content-length': `${content.bytes.length}` }
    : named;
  const body = content && !bodiless.includes(status) ? new Uint8Array(content.bytes) : null;
  return new Response(body, { status, headers });
}

async function fetchDeployed(host: WebHost, request: Request, url: URL): Promise<Response> {
  const { status, headers, body } = await host({
    method: request.method === 'POST' ? 'POST' : 'GET',
    url,
    headers: Object.fromEntries(request.headers),
    form: new URLSearchParams(await request.text()),
  });
  return new Response(bodiless.includes(status) ? null : new Uint8Array(body), { status, headers });
}

/** Reads the whole answer, so that no time passes while the function reads it. */
async function reach(request: Request): Promise<Response> {
  const response = await fetch(request);
  const { status, statusText, headers } = response;
  const bytes = await response.arrayBuffer();
  return new Response(bodiless.includes(status) ? null : bytes, { status, statusText, headers });
}

/** Rejects on abort even if the REST API never answers. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
