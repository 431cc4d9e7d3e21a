import type { ServerResponse } from 'node:http';
import type { ServerEvents } from './protocol';
import type { Simulations } from './simulations';

export interface EventStreamClientsOptions {
  /** How often every page is told the time of the current simulation. */
  readonly tickMillis: number;
  /** A page that has so much more to read than it was first sent is dropped; it comes back to a fresh board. */
  readonly mostBytesBehind: number;
}

/** A page that is open. */
interface Reader {
  readonly response: ServerResponse;
  /** How much may wait to be read. */
  allowance: number;
}

/** How soon a page that was dropped comes back. */
const comeBackMillis = 1000;

/**
 * Everybody who has the page open: they get the current simulation as it is, and then all that happens.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class EventStreamClients {
  private readonly readers = new Set<Reader>();
  private readonly stopFollowing: () => void;
  private readonly ticking: NodeJS.Timeout;
  private hoursTold = '';

  constructor(
    private readonly simulations: Simulations,
    private readonly options: EventStreamClientsOptions,
  ) {
    this.stopFollowing = simulations.follow((change) => {
      switch (change.kind) {
        case 'simulation':
          return this.sendSimulation(this.readers);
        case 'event':
          return this.tell('event', change.event, change.event.number);
        case 'change':
          return this.tell('change', simulations.state);
        default:
          return change satisfies never;
      }
    });
    // A matter of the page and not of the telephone, so it keeps real time and not the clock's.
    this.ticking = setInterval(() => this.tick(), options.tickMillis);
  }

  /** How many pages are open. */
  get size(): number {
    return this.readers.size;
  }

  /** One more page is open, until its connection ends. */
  admit(response: ServerResponse): void {
    const reader = { response, allowance: 0 };
    response.on('close', () => this.readers.delete(reader));
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(`retry: ${comeBackMillis}\n\n`);
    this.readers.add(reader);
    this.sendSimulation([reader]);
  }

  /** Tells the time, and whatever else it has changed: a queue may have opened or closed. */
  tick(): void {
    const { state } = this.simulations;
    const hours = JSON.stringify(state.queues);
    if (hours !== this.hoursTold) this.tell('change', state);
    this.hoursTold = hours;
    this.tell('tick', { now: this.simulations.current.now.toISOString() });
  }

  tell<Name extends keyof ServerEvents>(name: Name, data: ServerEvents[Name], id?: number): void {
    if (this.readers.size === 0) return;
    const text = messageOf(name, data, id);
    for (const { response, allowance } of this.readers) {
      if (response.writableLength > allowance) response.destroy();
      else response.write(text);
    }
  }

  close(): void {
    clearInterval(this.ticking);
    this.stopFollowing();
    for (const { response } of this.readers) response.destroy();
  }

  private sendSimulation(readers: Iterable<Reader>): void {
    const { current, state } = this.simulations;
    const text = messageOf('simulation', { state, board: current.board }, current.board.newest);
    for (const reader of readers) {
      reader.response.write(text);
      reader.allowance = reader.response.writableLength + this.options.mostBytesBehind;
    }
  }
}

function messageOf<Name extends keyof ServerEvents>(
  name: Name,
  data: ServerEvents[Name],
  id?: number,
): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
