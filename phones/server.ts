/**
 * Serves the page with the phones, and what it needs, to one person on this machine: `npm start` prints the link.
 * `protocol.ts` lists the requests.
 *
 * Nobody else gets through. A web page may point its own host name at this address, but cannot hide that name: every
 * `Host` must be this machine. It may send requests here, but the browser says where they come from: an `Origin` must be
 * the page itself, and a POST must be JSON, which another page can send only if the server allows it first.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import {
  type ControlAnswer,
  ControlError,
  type LoopbackApp,
  type LoopbackServer,
  readFields,
  refused,
  requireLocalOrigin,
  serveOnLoopback,
} from '../emulator/index';
import { EventStreamClients, type EventStreamClientsOptions } from './event-stream-clients';
import { type PageFile, pageFiles } from './page-files';
import { answerPost } from './requests';
import type { Simulations } from './simulations';
import { soundAt } from './sound';

export interface PhonesServerOptions extends Partial<EventStreamClientsOptions> {
  readonly simulations: Simulations;
  /** By default any free port. */
  readonly port?: number;
  /** The URL of the page. */
  readonly pageFolder?: string;
}

export interface PhonesServer extends LoopbackServer {
  /** The number of open pages. */
  readonly openPages: number;
}

/**
 * Headers of every answer: the browser loads nothing from elsewhere, shows the page in no frame, guesses no type, and
 * gives nothing to other sites. https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
 */
const protection = {
  'Content-Security-Policy': [
    "default-src 'none'",
    ...['script', 'style', 'connect', 'media', 'img'].map((what) => `${what}-src 'self'`),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // Nothing here makes elements from text, so no script may.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** Builds the page and serves it on the loopback interface. */
export async function startPhonesServer({
  simulations,
  port,
  pageFolder,
  tickMillis = 1000,
  maxBytesBehind = 8 * 1024 * 1024,
}: PhonesServerOptions): Promise<PhonesServer> {
  const files = await pageFiles(pageFolder);
  const clients = new EventStreamClients(simulations, { tickMillis, maxBytesBehind });
  const app = phonesApp({ simulations, clients, files });
  const { url, close } = await serveOnLoopback(app, unreadable, port).catch((error: unknown) => {
    clients.close();
    throw new Error(`The page cannot be served: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  });
  return {
    url,
    close: () => {
      clients.close();
      return close();
    },
    get openPages() {
      return clients.size;
    },
  };
}

interface Served {
  readonly simulations: Simulations;
  readonly clients: EventStreamClients;
  readonly files: ReadonlyMap<string, PageFile>;
}

function phonesApp({ simulations, clients, files }: Served): LoopbackApp {
  // The path as it was sent: Hono would decode it.
  const app: LoopbackApp = new Hono({ getPath: ({ url }) => new URL(url).pathname });
  app.use(async ({ env: { incoming, outgoing } }, next) => {
    for (const [name, value] of Object.entries(protection)) outgoing.setHeader(name, value);
    requireLocalOrigin(incoming);
    refuseOtherPages(incoming.method, incoming.headers);
    await next();
  });
  for (const [path, { contentType, body }] of files) {
    app.get(path, (request) => request.body(new Uint8Array(body), 200, { 'Content-Type': contentType }));
  }
  app.get('/events', ({ req, env }) => {
    if (req.method === 'HEAD') throw new ControlError(405, 'There is no HEAD /events. There is GET.');
    clients.admit(env.outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  app.get('/media', async ({ req }) => {
    const { status, headers, body } = await soundAt(
      simulations.current,
      req.query('url') ?? null,
      req.header('range'),
    );
    return new Response(new Uint8Array(body), { status, headers });
  });
  app.post('*', async ({ req, env: { incoming } }) => {
    refuseForms(incoming.headers);
    const { pathname, searchParams } = new URL(req.url);
    const fields = await readFields(req.raw.body);
    return responseOf(await answerPost(pathname, searchParams, fields, { simulations, clients }));
  });
  app.all('*', ({ req: { method, path } }) => {
    if (method !== 'GET' && method !== 'HEAD') {
      throw new ControlError(405, `There is no ${method}. There is GET and POST.`);
    }
    const known = [...files.keys(), '/events', '/media'].join(', ');
    throw new ControlError(404, `There is no GET ${path}. There is ${known}.`);
  });
  app.onError((error) => responseOf(refused(error)));
  return app;
}

const responseOf = ({ status, body }: ControlAnswer): Response =>
  body === undefined ? new Response(null, { status }) : Response.json(body, { status });

const unreadable = (reason: string): Response =>
  Response.json({ error: `The request cannot be read: ${reason}.` }, { status: 400 });

/** Other pages on this machine are refused too; a link from one of them to this page does no harm. */
function refuseOtherPages(method: string | undefined, headers: IncomingHttpHeaders): void {
  const { host, origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers;
  const isOurs = origin === undefined || origin === `http://${host}`;
  const isVisit = method === 'GET' && mode === 'navigate';
  // https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
  const isFromHere = site === undefined || site === 'same-origin' || site === 'none' || isVisit;
  if (!isOurs || !isFromHere)
    throw new ControlError(403, 'Another page sent this request. Use the page that is served here.');
}

/** Any page can send a form anywhere, but not JSON. */
function refuseForms(headers: IncomingHttpHeaders): void {
  if (headers['content-type']?.split(';')[0]?.trim() === 'application/json') return;
  throw new ControlError(415, 'This is not JSON. Send it with Content-Type: application/json.');
}
