import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { edgeListener } from '../functions/edge-server';
import type { WebHost } from '../web/message';
import { exchange, type RestApi, restError, toWire, type WireResponse } from '../web/rest-exchange';
import { isTwilioHost } from '../web/twilio-hosts';
import { type Certificate, makeCertificate } from './certificate';

/** Answers other processes for Twilio's API hosts and for deployments. */
export interface TwilioProxy {
  /** For `HTTP_PROXY`, the only proxy variable that the twilio client and twilio-run read. */
  readonly url: string;
  /** For `NODE_EXTRA_CA_CERTS`, which Node reads once, when the process starts. */
  readonly certificatePath: string;
  close(): Promise<void>;
}

/** What the proxy serves, and how it holds the clock. */
export interface ProxyOptions {
  readonly rest: RestApi;
  /** The deployment at a domain of twil.io. */
  readonly deployedAt?: (url: URL) => WebHost | undefined;
  /** Holds the clock from a request's first byte to its answer's last. */
  readonly during?: During;
}

type During = <T>(work: Promise<T>) => Promise<T>;

/** Room for the largest asset that Twilio accepts (25 MB), plus multipart overhead. */
const MAX_BODY_BYTES = 26 * 1024 * 1024;

/** Starts the proxy on a free loopback port. */
export async function startProxy(options: ProxyOptions): Promise<TwilioProxy> {
  const certificate = await makeCertificate();
  const front = frontServer(twilioServer(certificate, options));
  const sockets = openSocketsOf(front);
  await once(front.listen(0, '127.0.0.1'), 'listening');
  const folder = await mkdtemp(path.join(tmpdir(), 'local-twilio-'));
  const certificatePath = path.join(folder, 'certificate.pem');
  await writeFile(certificatePath, certificate.cert);
  const close = async () => {
    const closed = new Promise((resolve) => front.close(resolve));
    for (const socket of sockets) socket.destroy();
    await Promise.all([closed, rm(folder, { recursive: true, force: true })]);
  };
  return { url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`, certificatePath, close };
}

/** Terminates TLS and answers. It never listens: it gets the socket of each tunnel. */
function twilioServer(certificate: Certificate, options: ProxyOptions): https.Server {
  const { rest, deployedAt = () => undefined, during = (work) => work } = options;
  return https.createServer(certificate, (request, response) => {
    const url = urlOf(request);
    const deployed = url && deployedAt(url);
    // A function takes time on the clock, so the clock must not stop while it runs.
    if (deployed) return void edgeListener(url.host, deployed)(request, response);
    // Only a client that disconnected causes a rejection: everything else gets an answer.
    during(serve(rest, request, response)).catch(() => response.destroy());
  });
}

function urlOf({ headers: { host = '' }, url }: IncomingMessage): URL | undefined {
  const address = `https://${host}${url}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** Accepts CONNECT only and refuses plain HTTP. */
function frontServer(twilio: https.Server): http.Server {
  const front = http.createServer((request, response) => send(response, refusal(`${request.url}`)));
  return front.on('connect', (request, socket, head) => {
    // From here on, errors on the socket are ours to handle.
    socket.on('error', () => socket.destroy());
    const target = `${request.url}`;
    if (isServed(target)) openTunnel(twilio, socket, head);
    else refuseTunnel(target, socket);
  });
}

/** The server no longer closes the sockets of tunnels, so they are tracked here. */
function openSocketsOf(server: http.Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

function isServed(target: string): boolean {
  const [host = '', port] = target.split(':');
  return port === '443' && (isTwilioHost(host) || host.endsWith('.twil.io'));
}

function openTunnel(twilio: https.Server, socket: Duplex, head: Buffer): void {
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  socket.unshift(head);
  twilio.emit('connection', socket);
}

/** JSON in one piece, because the twilio client takes the answer to CONNECT for the answer to its own request. */
function refuseTunnel(target: string, socket: Duplex): void {
  const { status, content } = refusal(target);
  const json = content?.bytes ?? Buffer.alloc(0);
  const head = `HTTP/1.1 ${status} Forbidden\r\nContent-Type: application/json\r\nConnection: close\r\n`;
  socket.end(Buffer.concat([Buffer.from(`${head}Content-Length: ${json.length}\r\n\r\n`), json]));
}

function refusal(target: string): WireResponse {
  const answers =
    'This is a local Twilio: it answers HTTPS for Twilio’s API hosts, such as api.twilio.com, and for what is deployed to it';
  return toWire(restError(403, 20403, `${answers}. It does not forward requests to ${target}`));
}

/** Twilio does not document its answer for a twil.io domain without a deployment; it cannot be a document. */
const nothingDeployed = (host: string): WireResponse => ({
  status: 404,
  headers: {},
  content: {
    type: 'application/json',
    bytes: Buffer.from(JSON.stringify(`Nothing is deployed at ${host}.`)),
  },
});

async function serve(rest: RestApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  send(response, await answer(rest, request));
  await finished(response);
}

async function answer(rest: RestApi, request: IncomingMessage): Promise<WireResponse> {
  const body = await readBody(request);
  // Twilio does not document a code for this. Its newer APIs use 20001 for requests that they cannot accept.
  if (!body) return toWire(restError(413, 20001, `The body is larger than ${MAX_BODY_BYTES} bytes`));
  const { host = '' } = request.headers;
  const url = urlOf(request);
  if (url?.hostname.endsWith('.twil.io')) return nothingDeployed(url.hostname);
  if (!url || !isTwilioHost(url.hostname)) return refusal(`https://${host}${request.url}`);
  return exchange(rest, { method: `${request.method}`, url, headers: headersOf(request), body });
}

/** Headers by lower-case name. Repeated ones are joined. */
const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]));

/** The whole body; undefined if it is too large. The rest is still read, so that the client gets the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

function send(response: ServerResponse, { status, headers, content }: WireResponse): void {
  response
    .writeHead(status, { ...headers, ...(content && { 'Content-Type': content.type }) })
    .end(content?.bytes);
}
