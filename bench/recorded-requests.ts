import { signatureOf, type WebhookEvent } from '../emulator/index';
import { LocalQueue } from '../simulation/local-queue';

/** A request as Twilio sends it, without the host and path. */
export interface RecordedRequest {
  readonly query: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The first request to each of these paths, recorded from a waiting call in the local Twilio. */
export async function recordRequests(paths: readonly string[]): Promise<Map<string, RecordedRequest>> {
  const queue = await LocalQueue.open();
  const { account, clock, timeline } = queue.twilio;
  queue.call('+15550000001');
  await clock.advance(60_000);
  const webhooks = timeline.events().filter((event) => event.kind === 'webhook');
  return new Map(
    paths.map((path) => {
      const event = webhooks.find(({ url }) => new URL(url).pathname === path);
      if (!event) throw new Error(`The local Twilio did not request ${path} within a minute of a call.`);
      return [path, recorded(event, account.authToken)];
    }),
  );
}

function recorded({ url: href, parameters }: WebhookEvent, authToken: string): RecordedRequest {
  const url = new URL(href);
  url.hash = '';
  const form = new URLSearchParams(parameters);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'user-agent': 'TwilioProxy/1.1',
    'x-twilio-signature': signatureOf({ url, form }, authToken),
  };
  return { query: url.search, body: form.toString(), headers };
}
