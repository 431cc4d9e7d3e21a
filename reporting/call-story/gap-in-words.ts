import { clockTime } from '../../wording/times';
import type { Gap, RecordName } from './gaps';

const recordsInWords: Readonly<Record<RecordName, string>> = {
  events: 'What Twilio asked and was answered',
  log: 'The functions’ log',
  notices: 'Twilio’s errors and warnings',
  recordings: 'The recordings',
  routing: 'TaskRouter’s events',
  dialed: 'The numbers that were rung',
};

/** What a reader does not get to know, and why. */
export function gapInWords(gap: Gap, timeZone: string): string {
  switch (gap.kind) {
    case 'missing':
      return `${recordsInWords[gap.record]}: ${absentInWords(gap, timeZone)}.`;
    case 'cut':
      return `${recordsInWords[gap.record]}: there is so much of it that only a part was read.`;
    case 'not-in-log':
      return `The functions’ log: it was read at ${gap.domain}, and has no line of this call.`;
    case 'other-host':
      return `Twilio asked ${gap.host}, and the log that was read is that of ${gap.domain}: try with --production, or without it.`;
    case 'worked-out':
      return 'Where the log has no line, what the queue did is worked out from Twilio’s requests and the queues.config.ts that is here now.';
    case 'no-requests':
      return 'Twilio asked no application about this call: see where its number leads, and how many calls the account may carry.';
    default:
      return gap satisfies never;
  }
}

function absentInWords({ source }: Gap & { kind: 'missing' }, timeZone: string): string {
  switch (source.kind) {
    case 'early':
      return source.from
        ? `Twilio shows it from fifteen minutes after the end of a call, here from ${clockTime(source.from, timeZone)} on`
        : 'Twilio shows it from fifteen minutes after the end of a call';
    case 'expired':
      return 'Twilio keeps it for 30 days, and the call is older';
    case 'unread':
      return `it could not be read: ${source.why}`.replace(/\.$/, '');
    default:
      return source satisfies never;
  }
}
