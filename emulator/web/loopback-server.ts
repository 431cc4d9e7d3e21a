import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

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
