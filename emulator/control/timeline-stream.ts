import type { NumberedEvent, Timeline } from '../platform/timeline';
import type { EventStream } from './event-stream';

export interface TimelineStreamOptions {
  /** The number of the last event that the client has. */
  readonly after: number;
  /** A client that is further behind than this is dropped; it can come back and resume. */
  readonly mostEventsBehind: number;
}

/**
 * Sends the events after one, and then all that come. Nothing is kept for a slow client but the number that it has
 * reached: what it has not read yet is on the timeline.
 */
export function streamTimeline(
  timeline: Timeline,
  stream: EventStream,
  { after, mostEventsBehind }: TimelineStreamOptions,
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
    else if (event.number - reached > mostEventsBehind) stream.drop();
  });
  stream.onDrain(catchUp);
  stream.onClose(stopFollowing);
  catchUp();
}
