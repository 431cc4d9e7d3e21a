import type { ServerResponse } from 'node:http';
import { EventStream } from '../emulator/index';
import type { ServerEvents } from './protocol';
import type { Simulations } from './simulations';

export interface EventStreamClientsOptions {
  /** How often every page gets the time of the current simulation, in milliseconds. */
  readonly tickMillis: number;
  /** A page that falls this far behind in reading, beyond what it was first sent, is dropped; it returns to a fresh board. */
  readonly maxBytesBehind: number;
}

/** How soon a dropped page comes back. */
const retryMillis = 1000;

/** All open pages. Each gets the current simulation as it is, and then everything that happens. */
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
    // This is for the page, not for the telephones, so it runs on real time.
    this.ticking = setInterval(() => this.tick(), options.tickMillis);
  }

  /** The number of open pages. */
  get size(): number {
    return this.streams.size;
  }

  /** Adds a page until its connection ends. */
  admit(response: ServerResponse): void {
    const { maxBytesBehind } = this.options;
    const stream = new EventStream(response, { retryMillis, maxBytesBehind });
    stream.onClose(() => this.streams.delete(stream));
    this.streams.add(stream);
    this.restart([stream]);
  }

  /** Sends the time, and what it has changed: a queue may have opened or closed. */
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
