import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type WebHost, type WebRequest, webResponse } from '../web/message';

export interface EdgeServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens a deployment to this machine, as the internet would see it under its domain: a request to this
 * server is one to the same path of `https://<domain>`, and is signed for that address or not at all.
 */
export async function startEdgeServer(domain: string, edge: WebHost): Promise<EdgeServer> {
  const server = http.createServer((request, response) => {
    void passOn(domain, edge, request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** Answers a request as the deployment would under its domain, if its clock goes on meanwhile. */
export async function passOn(
  domain: string,
  edge: WebHost,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    await serve(domain, edge, incoming, outgoing);
  } catch (error) {
    outgoing.writeHead(500).end(error instanceof Error ? error.message : String(error));
  }
}

async function serve(
  domain: string,
  edge: WebHost,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method } = incoming;
  const response =
    method === 'GET' || method === 'POST'
      ? await edge(await readRequest(domain, method, incoming))
      : webResponse(405, 'text/plain', 'Functions and assets answer GET and POST.');
  outgoing.writeHead(response.status, response.headers).end(response.body);
}

async function readRequest(
  domain: string,
  method: 'GET' | 'POST',
  incoming: IncomingMessage,
): Promise<WebRequest> {
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')]);
  const form = new URLSearchParams(method === 'POST' ? (await buffer(incoming)).toString() : '');
  return {
    method,
    url: new URL(incoming.url ?? '/', `https://${domain}`),
    headers: Object.fromEntries(headers),
    form,
  };
}
