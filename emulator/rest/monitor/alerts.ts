import { isoDate } from '../../platform/dates';
import { sidFrom } from '../../platform/sids';
import type { NumberedEvent } from '../../platform/timeline';
import type { TwilioError } from '../../platform/twilio-errors';
import { metaPageOf } from '../page';
import { badParameter, refusal } from '../refusal';
import { type Handler, listing, type RequestContext, type Resource } from '../resource';

type WebhookEvent = Extract<NumberedEvent, { kind: 'webhook' }>;

/** An error or a warning, and the request to the application in which it happened. */
interface Alert {
  readonly sid: string;
  readonly at: Date;
  readonly call: string | undefined;
  readonly fault: TwilioError;
  readonly webhook: WebhookEvent | undefined;
}

const path = '/Alerts';
const dayMillis = 86_400_000;
const daysKept = 30;

const listAlerts: Handler = (context) => {
  const { query } = context.request;
  const level = query.get('LogLevel');
  const start = momentIn(context, 'StartDate', 0) ?? Number.NEGATIVE_INFINITY;
  const end = momentIn(context, 'EndDate', dayMillis - 1) ?? Number.POSITIVE_INFINITY;
  const alerts = alertsOf(context).filter(
    ({ fault, at }) =>
      (level ?? fault.severity) === fault.severity && at.getTime() >= start && at.getTime() <= end,
  );
  return metaPageOf(context.request, {
    key: 'alerts',
    // Newest first, as in Twilio's lists.
    items: alerts.reverse(),
    sidOf: ({ sid }) => sid,
    show: (alert) => bodyOf(context, alert),
  });
};

const fetchAlert: Handler = (context) => {
  const alert = alertsOf(context).find(({ sid }) => sid === context.names.Sid);
  if (!alert) throw refusal(404, 20404, context.request.path);
  const { webhook } = alert;
  const details = {
    request_variables: webhook ? `${new URLSearchParams(webhook.parameters)}` : '',
    request_headers: webhook ? `${new URLSearchParams(webhook.headers)}` : '',
    response_body: webhook?.answer ?? '',
    response_headers: '',
  };
  return { status: 200, body: { ...bodyOf(context, alert), ...details } };
};

/** The errors and warnings of the account, as in the Debugger. https://www.twilio.com/docs/usage/monitor-alert */
export const alertResources: readonly Resource[] = [
  { product: 'monitor', path, methods: { GET: listing('LogLevel StartDate EndDate', listAlerts) } },
  { product: 'monitor', path: `${path}/{Sid}`, methods: { GET: fetchAlert } },
];

/** "Specify the date and time in GMT and format as YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"; a day counts from its start or to its end. */
function momentIn(
  { platform, request }: RequestContext,
  name: string,
  untilEndOfDay: number,
): number | undefined {
  const text = request.query.get(name);
  if (text === null) return undefined;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const moment =
    isDay || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)
      ? Date.parse(text) + (isDay ? untilEndOfDay : 0)
      : Number.NaN;
  if (Number.isNaN(moment)) {
    throw badParameter(name, `"${text}" is not a date. Send one such as 2026-01-31 or 2026-01-31T15:00:00Z.`);
  }
  if (moment < platform.clock.now().getTime() - daysKept * dayMillis) {
    throw badParameter(
      name,
      `"${text}" is more than ${daysKept} days ago. Twilio only keeps alerts for ${daysKept} days.`,
    );
  }
  return moment;
}

/** Oldest first, as far as the timeline goes back. A failed request may be on the timeline twice but is one alert. */
function alertsOf({ platform }: Pick<RequestContext, 'platform'>): Alert[] {
  const alerts: Alert[] = [];
  const lastWebhooks = new Map<string | undefined, WebhookEvent>();
  for (const event of platform.timeline.events()) {
    if (event.kind === 'webhook') lastWebhooks.set(event.call, event);
    if (event.kind !== 'webhook' && event.kind !== 'fault') continue;
    const { fault, call, at } = event;
    if (!fault) continue;
    const before = alerts.findLastIndex((alert) => alert.call === call);
    const sid = sidFrom('NO', `alert ${event.number}`);
    const alert = { sid, at, call, fault, webhook: lastWebhooks.get(call) };
    // The later one says how the failure was handled, such as 15003 for a callback.
    if (event.kind === 'fault' && alerts[before]?.fault.message === fault.message) alerts[before] = alert;
    else alerts.push(alert);
  }
  return alerts;
}

function bodyOf({ platform, request }: RequestContext, alert: Alert) {
  const { sid, at, call, fault, webhook } = alert;
  const date = isoDate(at);
  return {
    sid,
    account_sid: platform.account.sid,
    alert_text: textOf(alert),
    api_version: '2010-04-01',
    date_created: date,
    date_generated: date,
    date_updated: date,
    error_code: String(fault.code),
    log_level: fault.severity,
    more_info: `https://www.twilio.com/docs/errors/${fault.code}`,
    request_method: webhook?.method ?? null,
    request_url: webhook?.url ?? '',
    resource_sid: call ?? null,
    service_sid: null,
    url: `https://${request.host}/v1${path}/${sid}`,
  };
}

/**
 * The page calls it "the text of the alert". What Twilio sends is a form, such as
 * `Msg&sourceComponent=12000&ErrorCode=11200&httpResponse=405&url=https%3A%2F%2F…&LogLevel=ERROR`; its names are not documented.
 * If there was no answer, it says 502: https://www.twilio.com/docs/api/errors/11200
 */
function textOf({ fault, webhook }: Alert): string {
  return `${new URLSearchParams({
    Msg: fault.message,
    sourceComponent: '12000',
    ErrorCode: String(fault.code),
    ...(webhook && { httpResponse: String(webhook.status ?? 502), url: webhook.url }),
    LogLevel: fault.severity.toUpperCase(),
  })}`;
}
