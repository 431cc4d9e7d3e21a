import { Twilio } from 'twilio';
import type { ListedRecording } from './plan';

/** What this command reads at Twilio. */
export interface RecordingsAccount {
  /** Every recording since then; `onPage` hears how many there are so far. */
  recordingsSince(since: Date, onPage: (count: number) => void): Promise<ListedRecording[]>;
  /** Who called, and which number; undefined if that cannot be read. */
  numbersOf(call: string): Promise<{ from: string; to: string } | undefined>;
}

/** Signs in with what the environment has: the account's own token, or an API key. */
export function clientFrom(environment: Readonly<Record<string, string | undefined>>): Twilio {
  const sid = environment.ACCOUNT_SID || environment.TWILIO_ACCOUNT_SID;
  const token = environment.AUTH_TOKEN || environment.TWILIO_AUTH_TOKEN;
  const { TWILIO_API_KEY: key, TWILIO_API_SECRET: secret } = environment;
  if (!sid) throw new Error('ACCOUNT_SID is not set: put it into .env or the environment (AC…).');
  const options = { accountSid: sid, autoRetry: true, maxRetries: 3, timeout: 30_000 };
  if (key && secret) return new Twilio(key, secret, options);
  if (token) return new Twilio(sid, token, options);
  throw new Error('Set AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET, in .env or the environment.');
}

/** https://www.twilio.com/docs/voice/api/recording#read-multiple-recording-resources */
export function recordingsAccount(client: Twilio): RecordingsAccount {
  return {
    async recordingsSince(since, onPage) {
      const listed: ListedRecording[] = [];
      let page: Page | undefined = await client.recordings.page({ dateCreatedAfter: since, pageSize: 1000 });
      while (page) {
        listed.push(...page.instances.map(listedOf));
        onPage(listed.length);
        page = await page.nextPage();
      }
      // Twilio describes its filter in days.
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
