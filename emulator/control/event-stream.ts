import type { ServerResponse } from 'node:http';

/** One message of an event stream. */
export interface StreamMessage {
  /** The last one that a client has seen comes back in its `Last-Event-ID`. */
  readonly id?: number | undefined;
  /** The name under which a page listens; `message` if not given. */
  readonly event?: string;
  /** Sent as JSON. */
  readonly data: unknown;
}

export interface EventStreamOptions {
  /** How often a silent stream shows that it is still there, in milliseconds of real time; never if not given. */
  readonly heartbeatMillis?: number;
  /** How soon a page that lost its stream comes back, in milliseconds; the browser decides if not given. */
  readonly retryMillis?: number;
  /** A client that has this much more to read is dropped; none is if not given. */
  readonly mostBytesBehind?: number;
}

/**
 * One client of server-sent events. https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * ```ts
 * const stream = new EventStream(response, { retryMillis: 1000, mostBytesBehind: 8_000_000 });
 * stream.restart({ event: 'board', data: board }); // however large
 * stream.send({ event: 'change', data: change }); // drops the client if it is too far behind
 * stream.onClose(() => streams.delete(stream));
 * ```
 */
export class EventStream {
  private bytesAllowed: number;

  constructor(
    private readonly response: ServerResponse,
    private readonly options: EventStreamOptions = {},
  ) {
    const { heartbeatMillis, retryMillis, mostBytesBehind = Number.POSITIVE_INFINITY } = options;
    this.bytesAllowed = mostBytesBehind;
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.flushHeaders();
    if (retryMillis !== undefined) response.write(`retry: ${retryMillis}\n\n`);
    if (heartbeatMillis !== undefined) this.beat(heartbeatMillis);
  }

  /** Whether the client has yet to read what was sent before. */
  get isBehind(): boolean {
    return this.response.writableNeedDrain;
  }

  /** Sends a message, or drops the client if it is too far behind. */
  send(message: StreamMessage): void {
    if (this.response.writableLength > this.bytesAllowed) this.drop();
    else this.response.write(textOf(message));
  }

  /** Sends the message from which a client can begin afresh. However large it is, the client may take its time to read it. */
  restart(message: StreamMessage): void {
    this.response.write(textOf(message));
    const { mostBytesBehind = Number.POSITIVE_INFINITY } = this.options;
    this.bytesAllowed = this.response.writableLength + mostBytesBehind;
  }

  /** Ends the stream at once. What the client has not read is lost; it may come back. */
  drop(): void {
    this.response.destroy();
  }

  /** Calls back whenever the client has read all that was sent. */
  onDrain(listener: () => void): void {
    this.response.on('drain', listener);
  }

  /** Calls back when the stream is over, whoever ended it. */
  onClose(listener: () => void): void {
    this.response.on('close', listener);
  }

  /** A matter of the socket and not of the telephone, so it keeps real time and not the clock's. */
  private beat(heartbeatMillis: number): void {
    const heartbeat = setInterval(() => {
      if (!this.isBehind) this.response.write(': still here\n\n');
    }, heartbeatMillis);
    this.onClose(() => clearInterval(heartbeat));
  }
}

function textOf({ id, event, data }: StreamMessage): string {
  const head = `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}`;
  return `${head}data: ${JSON.stringify(data)}\n\n`;
}
