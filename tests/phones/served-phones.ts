import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pace } from '../../phones/pace';
import type { ServerEvents } from '../../phones/protocol';
import { type PhonesServer, type PhonesServerOptions, startPhonesServer } from '../../phones/server';
import { Simulations } from '../../phones/simulations';
import { LocalQueue, type LocalQueueOptions } from '../../simulation/local-queue';

/** The clock moves only when a test moves it. */
export const still: Pace = () => () => undefined;

/** The server of the page, with the smallest possible page. */
export class ServedPhones {
  private constructor(
    readonly simulations: Simulations,
    readonly server: PhonesServer,
    private readonly pageFolder: string,
  ) {}

  static async start(
    queueOptions: LocalQueueOptions = {},
    options: Partial<PhonesServerOptions> = {},
  ): Promise<ServedPhones> {
    const pageFolder = await mkdtemp(join(tmpdir(), 'phones-'));
    await writeFile(join(pageFolder, 'index.html'), '<!doctype html><script src="/page.js"></script>');
    await writeFile(join(pageFolder, 'page.ts'), 'console.log(1)');
    const simulations = new Simulations(await LocalQueue.open(queueOptions), {
      pace: still,
      scenePace: still,
    });
    const server = await startPhonesServer({ simulations, pageFolder, ...options });
    return new ServedPhones(simulations, server, pageFolder);
  }

  get url(): string {
    return this.server.url;
  }

  /** Lets time pass on the clock of the current simulation. */
  seconds(count: number): Promise<void> {
    return this.simulations.current.queue.twilio.clock.advance(count * 1000);
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.simulations.close();
    await rm(this.pageFolder, { recursive: true });
  }

  /** Posts as the page does. */
  async post(path: string, body: unknown = {}, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Gets with any headers, even `Host` and `Origin`. */
  async get(path: string, headers: Record<string, string> = {}, method = 'GET') {
    const request = http.request(`${this.url}${path}`, { method, headers, agent: false }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
  }

  /** Opens the page’s stream of events. */
  async open(headers: Record<string, string> = {}): Promise<OpenPage> {
    const request = http.get(`${this.url}/events`, { headers, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return new OpenPage(response, () => request.destroy());
  }
}

type Message = {
  [Name in keyof ServerEvents]: {
    readonly name: Name;
    readonly id: string;
    readonly data: ServerEvents[Name];
  };
}[keyof ServerEvents];

/** An open page, with everything that the server has sent to it. */
export class OpenPage {
  readonly messages: Message[] = [];
  private rest = '';

  constructor(
    private readonly response: IncomingMessage,
    /** Closes it. */
    readonly close: () => void,
  ) {
    response.setEncoding('utf8').on('data', (text: string) => this.read(text));
    response.on('error', () => undefined);
  }

  get contentType() {
    return this.response.headers['content-type'];
  }

  /** The next message with a name that fits, among those that have come or will come. */
  async next<Name extends keyof ServerEvents>(
    name: Name,
    isSo: (data: ServerEvents[Name]) => boolean = () => true,
  ): Promise<ServerEvents[Name]> {
    for (let index = 0; ; index += 1) {
      while (index >= this.messages.length) await once(this.response, 'data');
      const message = this.messages[index];
      if (message?.name === name && isSo(message.data as ServerEvents[Name])) {
        this.messages.splice(0, index + 1);
        return message.data as ServerEvents[Name];
      }
    }
  }

  /** Resolves when the server ends the stream. */
  async ended(): Promise<void> {
    if (!this.response.closed) await new Promise((resolve) => this.response.on('close', resolve));
  }

  private read(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      const data = fields.get('data');
      if (data === undefined) continue;
      const message = { name: fields.get('event'), id: fields.get('id') ?? '', data: JSON.parse(data) };
      this.messages.push(message as Message);
    }
  }
}
