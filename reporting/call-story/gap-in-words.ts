import { clockTime } from '../../wording/times';
import type { Gap, RecordName } from './gaps';

const recordsInWords: Readonly<Record<RecordName, string>> = {
  events: 'Twilio’s requests and their answers',
  log: 'The functions’ log',
  notices: 'Twilio’s errors and warnings',
  recordings: 'The recordings',
  routing: 'TaskRouter’s events',
  dialed: 'The numbers that were called',
};

/** What a story does not include, and why. */
export function gapInWords(gap: Gap, timeZone: string): string {
  switch (gap.kind) {
    case 'missing':
      return `${recordsInWords[gap.record]}: ${absentInWords(gap, timeZone)}.`;
    case 'cut':
      return `${recordsInWords[gap.record]}: it is so long that only a part was read.`;
    case 'not-in-log':
      return `The functions’ log: it was read at ${gap.domain}, and has no line about this call.`;
    case 'other-host':
      return `Twilio’s requests went to ${gap.host}, but the log that was read is from ${gap.domain}: try with --production, or without it.`;
    case 'worked-out':
      return 'Where the log has no line, the story is worked out from Twilio’s requests and your current queues.config.ts.';
    case 'no-requests':
      return 'Twilio made no request for this call: check where its number points, and how many calls the account can carry at once.';
    default:
      return gap satisfies never;
  }
}

function absentInWords({ source }: Gap & { kind: 'missing' }, timeZone: string): string {
  switch (source.kind) {
    case 'early':
      return source.from
        ? `Twilio shows them fifteen minutes after the end of a call, here at ${clockTime(source.from, timeZone)}`
        : 'Twilio shows them fifteen minutes after the end of a call';
    case 'expired':
      return 'Twilio keeps this for 30 days, and the call is older';
    case 'unread':
      return `it could not be read: ${source.why}`.replace(/\.$/, '');
    default:
      return source satisfies never;
  }
}
