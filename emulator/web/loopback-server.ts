import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

/** A server that only this machine reaches. */
export interface LoopbackServer {
  readonly url: string;
  /** Ends it with all its connections, and resolves when nothing of it is left. */
  close(): Promise<void>;
}

/** Has a server listen on a port of the loopback, any free one unless it is named. */
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

/** An application of Hono's, which also has the requests and responses of Node. */
export type LoopbackApp = Hono<{ Bindings: HttpBindings }>;

/**
 * The listener of an application for Node's servers. A request without a readable path or host never reaches the
 * application: it is answered 400 in these words.
 */
export const listenerOf = (app: LoopbackApp, unreadable: (reason: string) => Response) =>
  getRequestListener((request, env) => app.fetch(request, env as HttpBindings), {
    // The functions of this process keep the Request and Response of Node.
    overrideGlobalObjects: false,
    hostname: '127.0.0.1',
    errorHandler: (error) => unreadable(error instanceof Error ? error.message : String(error)),
  });

/** Serves an application on a port of the loopback, any free one unless it is named. */
export const serveOnLoopback = (
  app: LoopbackApp,
  unreadable: (reason: string) => Response,
  port?: number,
): Promise<LoopbackServer> => listenOnLoopback(createServer(listenerOf(app, unreadable)), port);
