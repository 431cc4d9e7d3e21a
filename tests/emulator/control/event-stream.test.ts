import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { EventStream, type EventStreamOptions } from '../../../emulator/control/event-stream';
import { type LoopbackServer, listenOnLoopback } from '../../../emulator/web/loopback-server';

let server: LoopbackServer;
let stream: EventStream;

/** A client of a stream with these options. */
async function connect(options?: EventStreamOptions): Promise<IncomingMessage> {
  server = await listenOnLoopback(
    http.createServer((_request, response: ServerResponse) => {
      stream = new EventStream(response, options);
    }),
  );
  const [response] = await once(http.get(server.url, { agent: false }), 'response');
  return response;
}

afterEach(() => server.close());

const large = 'a'.repeat(1_000_000);

// https://html.spec.whatwg.org/multipage/server-sent-events.html
describe('an event stream', () => {
  test('sends messages with their number, name and data', async () => {
    const client = await connect({ retryMillis: 1000 });
    client.setEncoding('utf8');
    stream.send({ id: 7, event: 'change', data: { speed: 5 } });
    stream.send({ data: 'the last' });
    let received = '';
    for await (const piece of client) {
      received += piece;
      if (received.includes('the last')) break;
    }
    expect(received).toBe('retry: 1000\n\nid: 7\nevent: change\ndata: {"speed":5}\n\ndata: "the last"\n\n');
  });

  test('lets a client read the initial message slowly, however large it is', async () => {
    await connect({ maxBytesBehind: 1000 });
    let isOver = false;
    stream.onClose(() => {
      isOver = true;
    });
    stream.restart({ data: large.repeat(20) });
    stream.send({ data: 'small' });
    await new Promise(setImmediate);
    expect(isOver).toBe(false);
  });

  test('drops a client who is too far behind', async () => {
    await connect({ maxBytesBehind: 5_000_000 });
    let isOver = false;
    stream.onClose(() => {
      isOver = true;
    });
    for (let count = 0; count < 100 && !isOver; count += 1) {
      stream.send({ data: large });
      await new Promise(setImmediate);
    }
    expect(isOver).toBe(true);
  });
});
