import { twilioDate } from '../../platform/dates';
import { sidFrom } from '../../platform/sids';
import type { NumberedEvent } from '../../platform/timeline';
import type { Calls } from '../../voice/calls';
import { pageOf } from '../page';
import { integerIn, timeFilter } from '../parameters';
import { refusal } from '../refusal';
import { type Handler, listing, type RequestContext, type Resource, uriOf } from '../resource';
import { callIn } from './calls';

interface Stores {
  readonly calls: Calls;
}

type ErrorEvent = Extract<NumberedEvent, { kind: 'fault' }>;
type WebhookEvent = Extract<NumberedEvent, { kind: 'webhook' }>;

/** An error in a call, and the request to the application in which it happened. */
interface Notification {
  readonly sid: string;
  readonly event: ErrorEvent;
  readonly webhook: WebhookEvent | undefined;
}

const listNotifications: Handler<Stores> = (context) => {
  const { query } = context.request;
  const log = integerIn(query, 'Log', { min: 0, max: 1 });
  const isInPeriod = timeFilter(query, 'MessageDate');
  const notifications = notificationsOf(context).filter(
    ({ event }) => (log ?? logOf(event)) === logOf(event) && isInPeriod(event.at),
  );
  return pageOf(context.request, {
    key: 'notifications',
    // Newest first, as in Twilio's lists.
    items: notifications.reverse(),
    sidOf: ({ sid }) => sid,
    show: (notification) => bodyOf(context, notification),
  });
};

const fetchNotification: Handler<Stores> = (context) => {
  const notification = notificationsOf(context).find(({ sid }) => sid === context.names.Sid);
  if (!notification) throw refusal(404, 20404, context.request.path);
  const { webhook } = notification;
  const details = {
    request_variables: webhook ? `${new URLSearchParams(webhook.parameters)}` : '',
    response_body: webhook?.answer ?? '',
    response_headers: '',
  };
  return { status: 200, body: { ...bodyOf(context, notification), ...details } };
};

/** The errors and warnings of a call. https://www.twilio.com/docs/usage/api/notifications */
export const notificationResources: readonly Resource<Stores>[] = [
  {
    path: '/Calls/{CallSid}/Notifications.json',
    methods: { GET: listing('Log MessageDate MessageDate< MessageDate>', listNotifications) },
  },
  { path: '/Calls/{CallSid}/Notifications/{Sid}.json', methods: { GET: fetchNotification } },
];

/** Oldest first, as far as the timeline goes back. */
function notificationsOf(context: RequestContext<Stores>): Notification[] {
  const call = callIn(context);
  let webhook: WebhookEvent | undefined;
  return context.platform.timeline.events(call.eventsBefore).flatMap((event) => {
    if (event.kind === 'webhook' && event.call === call.sid) webhook = event;
    if (event.kind !== 'fault' || event.call !== call.sid) return [];
    return [{ sid: sidFrom('NO', `${call.sid} ${event.number}`), event, webhook }];
  });
}

/** "0 is an error, 1 a warning." */
const logOf = ({ fault }: ErrorEvent): 0 | 1 => (fault.severity === 'error' ? 0 : 1);

function bodyOf(context: RequestContext<Stores>, { sid, event, webhook }: Notification) {
  const callSid = callIn(context).sid;
  const date = twilioDate(event.at);
  return {
    sid,
    account_sid: context.platform.account.sid,
    call_sid: callSid,
    api_version: '2010-04-01',
    log: String(logOf(event)),
    error_code: String(event.fault.code),
    message_text: messageOf(event),
    message_date: date,
    date_created: date,
    date_updated: date,
    more_info: `https://www.twilio.com/docs/errors/${event.fault.code}`,
    request_method: webhook?.method ?? null,
    request_url: webhook?.url ?? '',
    uri: uriOf(context, `/Calls/${callSid}/Notifications/${sid}.json`),
  };
}

/** As in Twilio's example: `ErrorCode=15003&LogLevel=WARN&Msg=…`. */
function messageOf({ fault }: ErrorEvent): string {
  const level = fault.severity === 'error' ? 'ERROR' : 'WARN';
  return `${new URLSearchParams({ ErrorCode: String(fault.code), LogLevel: level, Msg: fault.message })}`;
}
