import { type LocalTwilio, signatureOf, type WebhookEvent } from '../emulator/index';
import { LocalQueue, localPin, type Project } from '../simulation/local-queue';
import { assignmentPath } from '../src/state/paths';
import { agentNumber } from './day/plan';

/** A request as Twilio sends it, without the host and path. */
export interface RecordedRequest {
  readonly query: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The first request to each of these paths, recorded from a waiting call in the local Twilio. */
export async function recordRequests(paths: readonly string[]): Promise<Map<string, RecordedRequest>> {
  const { twilio } = await withCaller(await LocalQueue.open());
  return new Map(paths.map((path) => [path, requestOf(path, twilio)]));
}

/** The question of TaskRouter which phone to ring, in a queue of a project that rings agents. */
export async function recordAssignment(project: Project): Promise<RecordedRequest> {
  const queue = await LocalQueue.open({ project });
  const { clock } = queue.twilio;
  const agent = queue.callAsAgent(agentNumber(0));
  await clock.advance(5_000);
  agent?.press(`${localPin}#`);
  await clock.advance(5_000);
  agent?.press('1');
  await clock.advance(30_000);
  const { twilio } = await withCaller(queue);
  return requestOf(assignmentPath, twilio);
}

async function withCaller(queue: LocalQueue): Promise<LocalQueue> {
  queue.call('+15550000001');
  await queue.twilio.clock.advance(60_000);
  return queue;
}

function requestOf(path: string, { timeline, account }: LocalTwilio): RecordedRequest {
  const asked = timeline.events().filter((event) => event.kind === 'webhook');
  const event = asked.find(({ url }) => new URL(url).pathname === path);
  if (!event) throw new Error(`The local Twilio has not asked ${path} within a minute of a call.`);
  return recorded(event, account.authToken);
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
