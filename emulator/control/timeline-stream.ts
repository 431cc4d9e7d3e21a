import type { NumberedEvent, Timeline } from '../platform/timeline';
import type { EventStream } from './event-stream';

export interface TimelineStreamOptions {
  /** The number of the last event that the client has. */
  readonly after: number;
  /** A client that is further behind than this is dropped. It can reconnect and resume. */
  readonly maxEventsBehind: number;
}

/**
 * Sends the events after a number, then new ones as they happen. For a slow client it keeps only the number of the last
 * event sent: the rest is on the timeline.
 */
export function streamTimeline(
  timeline: Timeline,
  stream: EventStream,
  { after, maxEventsBehind }: TimelineStreamOptions,
): void {
  let reached = after;
  const send = (event: NumberedEvent) => {
    reached = event.number;
    stream.send({ id: event.number, data: event });
  };
  const catchUp = () => {
    for (const event of timeline.events(reached)) {
      if (!stream.isBehind) send(event);
    }
  };
  const stopFollowing = timeline.follow((event) => {
    if (!stream.isBehind) send(event);
    else if (event.number - reached > maxEventsBehind) stream.drop();
  });
  stream.onDrain(catchUp);
  stream.onClose(stopFollowing);
  catchUp();
}
