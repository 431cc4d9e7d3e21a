import type { ServerResponse } from 'node:http';

/** One message of an event stream. */
export interface StreamMessage {
  /** A client that reconnects sends the last one that it saw as `Last-Event-ID`. */
  readonly id?: number | undefined;
  /** The event name that a page listens to; `message` by default. */
  readonly event?: string;
  /** Sent as JSON. */
  readonly data: unknown;
}

export interface EventStreamOptions {
  /** How often a silent stream sends a heartbeat, in milliseconds of real time; never if not given. */
  readonly heartbeatMillis?: number;
  /** How soon a page reconnects, in milliseconds; the browser decides if not given. */
  readonly retryMillis?: number;
  /** A client with more unread bytes than this is dropped; unlimited if not given. */
  readonly maxBytesBehind?: number;
}

/**
 * One client of server-sent events. https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * ```ts
 * const stream = new EventStream(response, { retryMillis: 1000, maxBytesBehind: 8_000_000 });
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
    const { heartbeatMillis, retryMillis, maxBytesBehind = Number.POSITIVE_INFINITY } = options;
    this.bytesAllowed = maxBytesBehind;
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.flushHeaders();
    if (retryMillis !== undefined) response.write(`retry: ${retryMillis}\n\n`);
    if (heartbeatMillis !== undefined) this.beat(heartbeatMillis);
  }

  /** Whether the client has not read everything yet. */
  get isBehind(): boolean {
    return this.response.writableNeedDrain;
  }

  /** Sends a message, or drops the client if it is too far behind. */
  send(message: StreamMessage): void {
    if (this.response.writableLength > this.bytesAllowed) this.drop();
    else this.response.write(textOf(message));
  }

  /** Sends a message that lets the client start over. Its size does not count toward `maxBytesBehind`. */
  restart(message: StreamMessage): void {
    this.response.write(textOf(message));
    const { maxBytesBehind = Number.POSITIVE_INFINITY } = this.options;
    this.bytesAllowed = this.response.writableLength + maxBytesBehind;
  }

  /** Ends the stream at once. The client loses what it has not read, and may reconnect. */
  drop(): void {
    this.response.destroy();
  }

  /** Calls the listener whenever the client has read everything. */
  onDrain(listener: () => void): void {
    this.response.on('drain', listener);
  }

  /** Calls the listener when either side has ended the stream. */
  onClose(listener: () => void): void {
    this.response.on('close', listener);
  }

  /** Heartbeats keep the socket open, so they follow real time and not the clock. */
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
