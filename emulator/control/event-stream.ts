import type { ServerResponse } from 'node:http';
import type { NumberedEvent, Timeline } from '../platform/timeline';

export interface EventStreamOptions {
  /** How often a stream that is silent shows that it is still there. */
  readonly heartbeatMillis: number;
  /** A reader that is further behind than this is dropped; it can come back and resume. */
  readonly mostEventsBehind: number;
}

/**
 * Sends the timeline as server-sent events: what came after an event, then all that comes. Nothing is kept
 * for a reader but the number that it has reached: what it has not read yet is on the timeline.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function streamEvents(
  timeline: Timeline,
  after: number,
  response: ServerResponse,
  options: EventStreamOptions,
): void {
  let reached = after;
  let isBlocked = false;
  const send = (event: NumberedEvent) => {
    reached = event.number;
    isBlocked = !response.write(`id: ${event.number}\ndata: ${JSON.stringify(event)}\n\n`);
  };
  const catchUp = () => {
    isBlocked = false;
    for (const event of timeline.events(reached)) {
      if (!isBlocked) send(event);
    }
  };
  const stopFollowing = timeline.follow((event) => {
    if (!isBlocked) send(event);
    else if (event.number - reached > options.mostEventsBehind) response.destroy();
  });
  // A matter of the socket and not of the telephone, so it keeps real time and not the clock's.
  const heartbeat = setInterval(() => {
    if (!isBlocked) response.write(': still here\n\n');
  }, options.heartbeatMillis);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();
  response.on('drain', catchUp);
  response.on('close', () => {
    stopFollowing();
    clearInterval(heartbeat);
  });
  catchUp();
}
