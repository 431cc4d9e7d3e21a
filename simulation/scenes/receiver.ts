import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A voicemail as a team's own server gets it. */
export interface ReceivedMessage {
  readonly id: string;
  readonly seconds: number;
  readonly link: string;
}

/** The team's own server, as docs/voicemail.md describes it: it accepts only what is signed. */
export interface Receiver {
  readonly url: string;
  readonly secret: string;
  readonly messages: readonly ReceivedMessage[];
  close(): Promise<void>;
}

/** Starts one on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const secret = 'the demo’s secret, which everyone can read';
  const messages: ReceivedMessage[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const isSigned = hasSignature(body, String(request.headers['x-call-queue-signature']), secret);
    if (isSigned) messages.push(JSON.parse(body) as ReceivedMessage);
    response.writeHead(isSigned ? 204 : 403).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, secret, messages, close };
}

function hasSignature(body: string, header: string, secret: string): boolean {
  const [, moment, given = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  const expected = createHmac('sha256', secret).update(`${moment}.${body}`).digest('hex');
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
