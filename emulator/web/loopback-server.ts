import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

/** A server that only this machine can reach. */
export interface LoopbackServer {
  readonly url: string;
  /** Closes it with all its connections. Resolves when it has ended. */
  close(): Promise<void>;
}

/** Starts a server on a loopback port, a free one by default. Rejects if the port is taken. */
export async function listenOnLoopback(server: Server, port = 0): Promise<LoopbackServer> {
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** A Hono app that also sees Node's requests and responses. */
export type LoopbackApp = Hono<{ Bindings: HttpBindings }>;

/**
 * An app as a listener for Node's servers. A request whose path or host cannot be read never reaches the app:
 * `unreadable` answers it.
 */
export const listenerOf = (app: LoopbackApp, unreadable: (reason: string) => Response) =>
  getRequestListener((request, env) => app.fetch(request, env as HttpBindings), {
    // Functions in this process keep Node's own Request and Response.
    overrideGlobalObjects: false,
    hostname: '127.0.0.1',
    errorHandler: (error) => unreadable(error instanceof Error ? error.message : String(error)),
  });

/** Serves an app on a loopback port, a free one by default. Rejects if the port is taken. */
export const serveOnLoopback = (
  app: LoopbackApp,
  unreadable: (reason: string) => Response,
  port?: number,
): Promise<LoopbackServer> => listenOnLoopback(createServer(listenerOf(app, unreadable)), port);
