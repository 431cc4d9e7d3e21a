import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type LoopbackApp, type LoopbackServer, listenerOf, serveOnLoopback } from '../web/loopback-server';
import { type WebHost, type WebRequest, type WebResponse, webResponse } from '../web/message';

export type EdgeServer = LoopbackServer;

/**
 * Serves a deployment to this machine as its domain would to the internet: a request to this server counts as one to the
 * same path of `https://<domain>`, and its signature must be for that URL.
 */
export const startEdgeServer = (domain: string, edge: WebHost): Promise<EdgeServer> =>
  serveOnLoopback(edgeApp(domain, edge), unreadable);

/** Answers a Node server's requests as the deployment's domain would. The clock must run meanwhile. */
export const edgeListener = (domain: string, edge: WebHost) => listenerOf(edgeApp(domain, edge), unreadable);

function edgeApp(domain: string, edge: WebHost): LoopbackApp {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.all('*', async ({ env: { incoming }, req }) => {
    const { method } = incoming;
    if (method !== 'GET' && method !== 'POST') {
      return responseOf(webResponse(405, 'text/plain', 'Functions and assets only answer GET and POST.'));
    }
    const form = new URLSearchParams(method === 'POST' ? await req.text() : '');
    return responseOf(
      await edge({ method, url: urlOf(domain, incoming), headers: headersOf(incoming), form }),
    );
  });
  app.onError((error) => new Response(error.message, { status: 500 }));
  return app;
}

/** The path as sent: its signature covers every character. */
const urlOf = (domain: string, { url = '/' }: IncomingMessage): URL => new URL(url, `https://${domain}`);

const headersOf = ({ headers }: IncomingMessage): WebRequest['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]));

/** https://fetch.spec.whatwg.org/#null-body-status */
const bodiless = [204, 205, 304];

const responseOf = ({ status, headers, body }: WebResponse): Response =>
  new Response(bodiless.includes(status) ? null : new Uint8Array(body), { status, headers });

const unreadable = (reason: string): Response => new Response(reason, { status: 400 });
