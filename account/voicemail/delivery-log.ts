import type { LineOf } from '../../reporting/log/lines';
import type { LoggedLine } from '../../src/log';

/** What the log of the functions says of voicemails and of the calls that left them. */
export interface DeliveryLog {
  /** The last line of each recording; one that says `delivered` stands, whatever follows it. */
  readonly voicemails: ReadonlyMap<string, LineOf<'voicemail'>>;
  /** The queue that each call was last in. */
  readonly queues: ReadonlyMap<string, string>;
}

export function deliveryLogOf(lines: readonly LoggedLine[]): DeliveryLog {
  const voicemails = new Map<string, LineOf<'voicemail'>>();
  const queues = new Map<string, string>();
  for (const line of lines) {
    if ('queue' in line && line.queue !== null) queues.set(line.call, line.queue);
    if (line.event !== 'voicemail') continue;
    if (voicemails.get(line.recording)?.delivery !== 'delivered') voicemails.set(line.recording, line);
  }
  return { voicemails, queues };
}
