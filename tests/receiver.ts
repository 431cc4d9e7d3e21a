import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { VoicemailMessage as AnyMessage } from '../src/voicemail/recorded';

/** A real server of this machine. */
export async function startServer(answer: RequestListener) {
  const server = createServer(answer);
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

/** Something that is yet to happen. */
export function event() {
  let happen = () => {};
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { happen: () => happen(), happened };
}

/** A message of a config that wants links. */
export type LinkedMessage = AnyMessage & { readonly link: string; readonly linkExpiresAt: string };

/** Signs what the tests have delivered. */
export const secret = '0123456789abcdef0123456789abcdef';

export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly message: LinkedMessage;
}

/** A team's own server, which gives these answers in turn and then 200. */
export class Receiver {
  readonly requests: ReceivedRequest[] = [];

  private constructor(
    readonly url: string,
    readonly close: () => Promise<void>,
  ) {}

  static async start(...statuses: number[]): Promise<Receiver> {
    const server = await startServer(async (request, response) => {
      const { method, url: path, headers } = request;
      const body = await text(request);
      receiver.requests.push({ method, path, headers, body, message: JSON.parse(body) });
      const status = statuses.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
    const receiver = new Receiver(`${server.url}/voicemails`, server.close);
    return receiver;
  }

  get environment() {
    return { VOICEMAIL_WEBHOOK_URL: this.url, VOICEMAIL_SECRET: secret };
  }

  get messages(): LinkedMessage[] {
    return this.requests.map(({ message }) => message);
  }
}

/** The receiver's own check, as docs/voicemail.md hands it out. */
export function isGenuine({ headers, body }: Pick<ReceivedRequest, 'headers' | 'body'>, now: Date): boolean {
  const page = readFileSync(join(__dirname, '..', 'docs', 'voicemail.md'), 'utf8');
  const [, code] = /```js\n(.*?)```/s.exec(page) ?? [];
  const documented = new Function('require', 'Date', `${code}; return isGenuine;`);
  const check = documented(require, { now: () => now.getTime() });
  return check(body, String(headers['x-call-queue-signature']), secret);
}
