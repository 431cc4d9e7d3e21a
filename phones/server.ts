/**
 * Serves the page with the phones and what it needs, to one person on this machine: `npm start` prints the link.
 * `protocol.ts` lists the requests.
 *
 * Nobody else gets through. A page of the internet may give this address a name of its own, but not hide that name: every
 * `Host` must be this machine. It may send requests here, but its browser tells where they come from: an `Origin` must be
 * the page itself, and a POST must be JSON, which no other page can send without being asked about it first.
 */

import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import {
  ControlError,
  type LoopbackServer,
  listenOnLoopback,
  readFields,
  refused,
  requireLocalOrigin,
  send,
  urlOf,
} from '../emulator/index';
import { Audience, type AudienceOptions } from './audience';
import { type PageFile, pageFiles } from './page-files';
import { answerPost } from './requests';
import { soundAt } from './sound';
import type { Worlds } from './worlds';

export interface PhonesServerOptions extends Partial<AudienceOptions> {
  readonly worlds: Worlds;
  /** Any free one unless it is named. */
  readonly port?: number;
  /** Where the page is. */
  readonly pageFolder?: string;
}

export interface PhonesServer extends LoopbackServer {
  /** How many pages are open. */
  readonly openPages: number;
}

/**
 * What the browser is told about every answer: it shows nothing but what comes from here, in no frame, guesses no type,
 * and tells and gives nothing to others. https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
 */
const protection = {
  'Content-Security-Policy': [
    "default-src 'none'",
    ...['script', 'style', 'connect', 'media', 'img'].map((what) => `${what}-src 'self'`),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // Nothing makes elements of text, so no script may.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** Puts the page together and serves it on the loopback. */
export async function startPhonesServer({
  worlds,
  port,
  pageFolder,
  tickMillis = 1000,
  mostBytesBehind = 8 * 1024 * 1024,
}: PhonesServerOptions): Promise<PhonesServer> {
  const files = await pageFiles(pageFolder);
  const audience = new Audience(worlds, { tickMillis, mostBytesBehind });
  const server = http.createServer((request, response) => {
    serve({ worlds, audience, files }, request, response).catch((error) => {
      // Whoever hung up in the middle of their request waits for no answer.
      if (!request.errored) send(response, refused(error));
    });
  });
  const { url, close } = await listenOnLoopback(server, port).catch((error: unknown) => {
    audience.close();
    throw new Error(`The page cannot be served: ${error instanceof Error ? error.message : error}`);
  });
  return {
    url,
    close: () => {
      audience.close();
      return close();
    },
    get openPages() {
      return audience.size;
    },
  };
}

interface Served {
  readonly worlds: Worlds;
  readonly audience: Audience;
  readonly files: ReadonlyMap<string, PageFile>;
}

async function serve(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(protection)) response.setHeader(name, value);
  requireLocalOrigin(request);
  refuseOtherPages(request);
  const { pathname, searchParams } = urlOf(request);
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return answerGet(served, pathname, searchParams, request, response);
    case 'POST':
      refuseForms(request);
      return send(response, await answerPost(pathname, searchParams, await readFields(request), served));
    default:
      throw new ControlError(405, `There is no ${request.method}. There is GET and POST.`);
  }
}

async function answerGet(
  { worlds, audience, files }: Served,
  path: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = files.get(path);
  if (file) {
    response.writeHead(200, { 'Content-Type': file.contentType }).end(file.body);
  } else if (path === '/events' && request.method === 'GET') {
    audience.admit(response);
  } else if (path === '/media') {
    const { status, headers, body } = await soundAt(worlds.onShow, query.get('url'), request.headers.range);
    response.writeHead(status, { ...headers, 'Content-Length': body.length }).end(body);
  } else {
    throw new ControlError(
      404,
      `There is no GET ${path}. There is ${[...files.keys(), '/events', '/media'].join(', ')}.`,
    );
  }
}

/** Another page of this machine is another page, too; only to be led here from one is no harm. */
function refuseOtherPages({ headers, method }: IncomingMessage): void {
  const { host, origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers;
  const isOurs = origin === undefined || origin === `http://${host}`;
  const isVisit = method === 'GET' && mode === 'navigate';
  // https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
  const isFromHere = site === undefined || site === 'same-origin' || site === 'none' || isVisit;
  if (!isOurs || !isFromHere)
    throw new ControlError(403, 'Another page sent this. Use the page that is served here.');
}

/** A form of any page can be sent anywhere, but not as JSON. */
function refuseForms({ headers }: IncomingMessage): void {
  if (headers['content-type']?.split(';')[0]?.trim() === 'application/json') return;
  throw new ControlError(415, 'This is no JSON. Send it with Content-Type: application/json.');
}
