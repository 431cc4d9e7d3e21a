import type { Twilio } from 'twilio';
import { readLog } from '../../reporting/log/read-log';
import { isWrongPin } from '../../reporting/log/wrong-pin';
import type { LoggedLine } from '../../src/log';
import type { Deployment } from '../deployment';
import type { Alert, FallbackCalls } from './facts';

/** The most alerts, and lines of the log, that are read. */
const mostRead = 1000;
/** For how many calls, newest first, we read whether they got the static fallback: one request each. */
const mostCallsLookedAt = 20;
const dayMillis = 86_400_000;
/** "You can access the Call Event resource 15 minutes after a call ends": https://www.twilio.com/docs/voice/api/call-event-resource */
const mostEvents = 1000;

/** Twilio's alerts of the last day about requests to a deployment. https://www.twilio.com/docs/usage/monitor-alert */
export async function readAlerts(client: Twilio, { domain }: Deployment, now: Date): Promise<Alert[]> {
  const startDate = new Date(now.getTime() - dayMillis);
  const listed = await client.monitor.v1.alerts.list({ startDate, limit: mostRead, pageSize: mostRead });
  return listed
    .filter(({ requestUrl }) => URL.canParse(requestUrl) && new URL(requestUrl).host === domain)
    .map(({ dateGenerated, errorCode, requestUrl, resourceSid, alertText }) => ({
      at: dateGenerated,
      code: Number(errorCode),
      path: new URL(requestUrl).pathname,
      call: resourceSid?.startsWith('CA') ? resourceSid : undefined,
      status: statusIn(alertText),
    }));
}

/** The text is form-encoded, such as `Msg&sourceComponent=12000&ErrorCode=11200&httpResponse=429&url=…`. */
function statusIn(alertText: string): number | undefined {
  const status = Number.parseInt(new URLSearchParams(alertText).get('httpResponse') ?? '', 10);
  return Number.isNaN(status) ? undefined : status;
}

/** Which calls with an alert got a static document. Twilio has this some time after a call ends. */
export async function readFallbackCalls(client: Twilio, alerts: readonly Alert[]): Promise<FallbackCalls> {
  const failed = [...new Set(alerts.flatMap(({ call }) => call ?? []))];
  const calls = await Promise.all(
    failed.slice(0, mostCallsLookedAt).map(async (sid) => ({ sid, paths: await pathsAsked(client, sid) })),
  );
  return {
    heard: calls.flatMap(({ sid, paths }) =>
      paths.some((path) => path.startsWith('/fallback/')) ? [sid] : [],
    ),
    notKnownYet: calls.filter(({ paths }) => paths.length === 0).length,
    notLookedAt: Math.max(0, failed.length - mostCallsLookedAt),
  };
}

async function pathsAsked(client: Twilio, sid: string): Promise<string[]> {
  const events = await client
    .calls(sid)
    .events.list({ limit: mostEvents, pageSize: mostEvents })
    .catch((error: unknown) => {
      if ((Object(error) as { status?: unknown }).status !== 404) throw error;
      return [];
    });
  return events.flatMap(({ request }) => {
    const { url } = Object(request) as { url?: unknown };
    return typeof url === 'string' && URL.canParse(url) ? [new URL(url).pathname] : [];
  });
}

/**
 * The log lines about PINs in the last day, for calls with a wrong PIN, from the log of the one function that checks
 * PINs.
 */
export async function readWrongPins(
  client: Twilio,
  { serviceSid, environmentSid }: Deployment,
  functionSid: string | undefined,
): Promise<LoggedLine[]> {
  if (functionSid === undefined) return [];
  const { logs } = client.serverless.v1.services(serviceSid).environments(environmentSid);
  const messages = await logs.list({ functionSid, limit: mostRead, pageSize: mostRead });
  const { lines } = readLog(messages.map(({ message }) => message).join('\n'));
  const withWrong = new Set(lines.filter(isWrongPin).map(({ call }) => call));
  return lines.filter((line) => line.event === 'agent-pin' && withWrong.has(line.call));
}
