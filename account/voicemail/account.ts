import type { Twilio } from 'twilio';
import { type AccountAccess, apiHostIn } from '../../src/config/environment';
import type { ListedRecording } from './plan';

/** What `npm run voicemail` reads at Twilio. */
export interface RecordingsAccount {
  /** Where its recordings can be fetched. */
  readonly media: Pick<AccountAccess, 'sid' | 'apiHost'>;
  /** Every recording since then; `onPage` gets the number so far. */
  recordingsSince(since: Date, onPage: (count: number) => void): Promise<ListedRecording[]>;
  /** The caller's and the dialed number; undefined if they cannot be read. */
  numbersOf(call: string): Promise<{ from: string; to: string } | undefined>;
}

/** https://www.twilio.com/docs/voice/api/recording#read-multiple-recording-resources */
export function recordingsAccount(client: Twilio): RecordingsAccount {
  return {
    media: { sid: client.accountSid ?? '', apiHost: apiHostIn(client) },
    async recordingsSince(since, onPage) {
      const listed: ListedRecording[] = [];
      let page: Page | undefined = await client.recordings.page({ dateCreatedAfter: since, pageSize: 1000 });
      while (page) {
        listed.push(...page.instances.map(listedOf));
        onPage(listed.length);
        page = await page.nextPage();
      }
      // Twilio documents its filter by day only.
      return listed.filter(({ recordedAt }) => recordedAt >= since);
    },
    async numbersOf(call) {
      try {
        const { from, to } = await client.calls(call).fetch();
        return { from, to };
      } catch {
        return undefined;
      }
    },
  };
}

interface Page {
  readonly instances: readonly RecordingResource[];
  nextPage(): Promise<Page> | undefined;
}

type RecordingResource = Awaited<ReturnType<Twilio['recordings']['list']>>[number];

function listedOf({
  sid,
  callSid,
  source,
  status,
  duration,
  startTime,
  dateCreated,
}: RecordingResource): ListedRecording {
  const seconds = Number.parseInt(duration, 10);
  return {
    sid,
    call: callSid,
    source,
    status,
    seconds: Number.isNaN(seconds) ? undefined : seconds,
    recordedAt: startTime ?? dateCreated,
  };
}
