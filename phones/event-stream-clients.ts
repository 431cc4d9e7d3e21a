import type { ServerResponse } from 'node:http';
import { EventStream } from '../emulator/index';
import type { ServerEvents } from './protocol';
import type { Simulations } from './simulations';

export interface EventStreamClientsOptions {
  /** How often every page is told the time of the current simulation, in milliseconds. */
  readonly tickMillis: number;
  /** A page that has so much more to read than it was first sent is dropped; it comes back to a fresh board. */
  readonly mostBytesBehind: number;
}

/** How soon a page that was dropped comes back. */
const retryMillis = 1000;

/** Every page that is open: it is sent the current simulation as it is, and then all that happens. */
export class EventStreamClients {
  private readonly streams = new Set<EventStream>();
  private readonly stopFollowing: () => void;
  private readonly ticking: NodeJS.Timeout;
  private hoursSent = '';

  constructor(
    private readonly simulations: Simulations,
    private readonly options: EventStreamClientsOptions,
  ) {
    this.stopFollowing = simulations.follow((change) => {
      switch (change.kind) {
        case 'simulation':
          return this.restart(this.streams);
        case 'event':
          return this.send('event', change.event, change.event.number);
        case 'change':
          return this.send('change', simulations.state);
        default:
          return change satisfies never;
      }
    });
    // A matter of the page and not of the telephone, so it keeps real time and not the clock's.
    this.ticking = setInterval(() => this.tick(), options.tickMillis);
  }

  /** How many pages are open. */
  get size(): number {
    return this.streams.size;
  }

  /** One more page is open, until its connection ends. */
  admit(response: ServerResponse): void {
    const { mostBytesBehind } = this.options;
    const stream = new EventStream(response, { retryMillis, mostBytesBehind });
    stream.onClose(() => this.streams.delete(stream));
    this.streams.add(stream);
    this.restart([stream]);
  }

  /** Sends the time, and whatever else it has changed: a queue may have opened or closed. */
  tick(): void {
    const { state } = this.simulations;
    const hours = JSON.stringify(state.queues);
    if (hours !== this.hoursSent) this.send('change', state);
    this.hoursSent = hours;
    this.send('tick', { now: this.simulations.current.now.toISOString() });
  }

  send<Name extends keyof ServerEvents>(event: Name, data: ServerEvents[Name], id?: number): void {
    for (const stream of this.streams) stream.send({ id, event, data });
  }

  close(): void {
    clearInterval(this.ticking);
    this.stopFollowing();
    for (const stream of this.streams) stream.drop();
  }

  private restart(streams: Iterable<EventStream>): void {
    const { current, state } = this.simulations;
    const message = { id: current.board.newest, event: 'simulation', data: { state, board: current.board } };
    for (const stream of streams) stream.restart(message);
  }
}
