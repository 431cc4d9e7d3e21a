import type { LineOf } from '../../reporting/log/lines';
import type { LoggedLine } from '../../src/log';

/** What the functions' log says about voicemails and their calls. */
export class DeliveryLog {
  /** The last line of each recording; a `delivered` line is final. */
  readonly voicemails = new Map<string, LineOf<'voicemail'>>();
  /** The queue that each call was last in. */
  readonly queues = new Map<string, string>();

  /** Takes the lines in the order of the log. */
  add(line: LoggedLine): void {
    if ('queue' in line && line.queue !== null) this.queues.set(line.call, line.queue);
    if (line.event !== 'voicemail') return;
    if (this.voicemails.get(line.recording)?.delivery !== 'delivered')
      this.voicemails.set(line.recording, line);
  }
}

/** Builds the log from lines. */
export function deliveryLogOf(lines: Iterable<LoggedLine>): DeliveryLog {
  const log = new DeliveryLog();
  for (const line of lines) log.add(line);
  return log;
}
