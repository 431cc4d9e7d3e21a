import type { Twilio } from 'twilio';
import type {
  CallRecord,
  CallRecording,
  CallRecords,
  DialedCall,
  Notice,
  RecordedRequest,
} from '../../reporting/call-story/records';
import { asRead, itemsOf, type Source } from '../../reporting/call-story/source';
import { attempt, isOlderThan } from './attempt';
import type { CallQuestion } from './call-question';
import { readFunctionsLog } from './functions-log';
import { readRoutingEvents } from './routing-events';

const minute = 60_000;

/** "15 minutes after a call ends", "PII MTL: 30 days": https://www.twilio.com/docs/voice/api/call-event-resource */
const millisUntilEvents = 15 * minute;
const daysEventsAreKept = 30;

const mostEvents = 5000;
const mostOfOthers = 1000;

/** Reads all records of a call. Throws only if there is no such call. Records that cannot be read are reported. */
export async function readCallRecords(client: Twilio, question: CallQuestion): Promise<CallRecords> {
  const call = await readCall(client, question.sid);
  const events = await attempt(() => readEvents(client, call, question));
  const [notices, recordings, dialed, routing, log] = await Promise.all([
    attempt(() => readNotices(client, call)),
    attempt(() => readRecordings(client, call)),
    attempt(() => readDialed(client, call)),
    attempt(() => readRoutingEvents(client, call, itemsOf(events), question)),
    readFunctionsLog(client, call, question),
  ]);
  return { call, events, notices, recordings, dialed, routing, log: log.source, domain: log.domain };
}

/** https://www.twilio.com/docs/voice/api/call-resource */
async function readCall(client: Twilio, sid: string): Promise<CallRecord> {
  const call = await client
    .calls(sid)
    .fetch()
    .catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
      throw new Error(
        `The account ${client.accountSid} has no call ${sid}. Check the SID for typos. If the call belongs to a subaccount or another region, use --profile.`,
      );
    });
  const { from, to, status, startTime, dateCreated, endTime, duration, price, priceUnit } = call;
  return {
    sid,
    from,
    to,
    status,
    startedAt: startTime ?? dateCreated,
    endedAt: endTime ?? undefined,
    seconds: countIn(duration),
    price: price ? `${Math.abs(Number(price))} ${priceUnit}` : undefined,
    parent: call.parentCallSid || undefined,
  };
}

const isNotFound = (error: unknown) => (Object(error) as { status?: unknown }).status === 404;

function countIn(text: string | null | undefined): number | undefined {
  const count = Number.parseInt(text ?? '', 10);
  return Number.isNaN(count) ? undefined : count;
}

/** https://www.twilio.com/docs/voice/api/call-event-resource */
async function readEvents(
  client: Twilio,
  { sid, startedAt, endedAt }: CallRecord,
  { now }: CallQuestion,
): Promise<Source<RecordedRequest>> {
  const listed = await client
    .calls(sid)
    .events.list({ limit: mostEvents, pageSize: 1000 })
    .catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
      return [];
    });
  if (listed.length > 0) {
    return asRead(
      listed.map((event) => eventOf(event, startedAt)),
      listed.length === mostEvents,
    );
  }
  if (!endedAt) return { kind: 'early', from: undefined };
  const thereFrom = new Date(endedAt.getTime() + millisUntilEvents);
  if (now < thereFrom) return { kind: 'early', from: thereFrom };
  return isOlderThan(daysEventsAreKept, endedAt, now) ? { kind: 'expired' } : asRead([]);
}

/** The OpenAPI specification does not describe both parts; Twilio's page does. */
function eventOf(
  event: { readonly request: unknown; readonly response: unknown },
  startedAt: Date,
): RecordedRequest {
  const request = recordOf(event.request);
  const response = recordOf(event.response);
  const at = new Date(String(response.date_created));
  const texts = Object.entries(recordOf(request.parameters)).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return {
    at: Number.isNaN(at.getTime()) ? startedAt : at,
    url: String(request.url),
    parameters: Object.fromEntries(texts),
    status: typeof response.response_code === 'number' ? response.response_code : undefined,
    contentType: typeof response.content_type === 'string' ? response.content_type : undefined,
    body: typeof response.response_body === 'string' ? response.response_body : '',
  };
}

const recordOf = (value: unknown) => Object(value) as Readonly<Record<string, unknown>>;

/** https://www.twilio.com/docs/usage/api/notifications */
async function readNotices(client: Twilio, { sid }: CallRecord): Promise<Source<Notice>> {
  const listed = await client.calls(sid).notifications.list({ limit: mostOfOthers });
  const notices = listed.map(
    ({ messageDate, log, errorCode, messageText, requestUrl }): Notice => ({
      at: messageDate,
      level: log === '0' ? 'error' : 'warning',
      code: Number(errorCode),
      // Form-encoded, such as `ErrorCode=15003&LogLevel=WARN&Msg=…`.
      text: new URLSearchParams(messageText).get('Msg') ?? '',
      url: requestUrl,
    }),
  );
  return asRead(notices, listed.length === mostOfOthers);
}

async function readRecordings(client: Twilio, { sid }: CallRecord): Promise<Source<CallRecording>> {
  const listed = await client.recordings.list({ callSid: sid, limit: mostOfOthers });
  const recordings = listed.map(
    ({ sid, startTime, dateCreated, duration, status, source }): CallRecording => ({
      sid,
      at: startTime ?? dateCreated,
      seconds: countIn(duration),
      status,
      source,
    }),
  );
  return asRead(recordings, listed.length === mostOfOthers);
}

async function readDialed(client: Twilio, { sid }: CallRecord): Promise<Source<DialedCall>> {
  const listed = await client.calls.list({ parentCallSid: sid, limit: mostOfOthers });
  const dialed = listed.map(
    ({ sid, startTime, dateCreated, to, status, duration }): DialedCall => ({
      sid,
      at: startTime ?? dateCreated,
      to,
      status,
      seconds: countIn(duration),
    }),
  );
  return asRead(dialed, listed.length === mostOfOthers);
}
