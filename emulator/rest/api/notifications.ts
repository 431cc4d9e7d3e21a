import { twilioDate } from '../../platform/dates';
import { sidFrom } from '../../platform/sids';
import type { NumberedEvent } from '../../platform/timeline';
import type { Calls } from '../../voice/calls';
import { pageOf } from '../page';
import { integerIn, timeFilter } from '../parameters';
import { refusal } from '../refusal';
import { type Answer, type Asked, listing, type Resource, uriOf } from '../resource';
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

const listNotifications: Answer<Stores> = (asked) => {
  const { query } = asked.request;
  const log = integerIn(query, 'Log', { min: 0, max: 1 });
  const isAskedTime = timeFilter(query, 'MessageDate');
  const notifications = notificationsOf(asked).filter(
    ({ event }) => (log ?? logOf(event)) === logOf(event) && isAskedTime(event.at),
  );
  return pageOf(asked.request, {
    key: 'notifications',
    // The newest first, as Twilio's own lists.
    items: notifications.reverse(),
    sidOf: ({ sid }) => sid,
    show: (notification) => shown(asked, notification),
  });
};

const fetchNotification: Answer<Stores> = (asked) => {
  const notification = notificationsOf(asked).find(({ sid }) => sid === asked.names.Sid);
  if (!notification) throw refusal(404, 20404, asked.request.path);
  const { webhook } = notification;
  const details = {
    request_variables: webhook ? `${new URLSearchParams(webhook.parameters)}` : '',
    response_body: webhook?.answer ?? '',
    response_headers: '',
  };
  return { status: 200, body: { ...shown(asked, notification), ...details } };
};

/** What Twilio complains of in a call. https://www.twilio.com/docs/usage/api/notifications */
export const notificationResources: readonly Resource<Stores>[] = [
  {
    path: '/Calls/{CallSid}/Notifications.json',
    methods: { GET: listing('Log MessageDate MessageDate< MessageDate>', listNotifications) },
  },
  { path: '/Calls/{CallSid}/Notifications/{Sid}.json', methods: { GET: fetchNotification } },
];

/** From the first, as far as the timeline goes back. */
function notificationsOf(asked: Asked<Stores>): Notification[] {
  const call = callIn(asked);
  let webhook: WebhookEvent | undefined;
  return asked.platform.timeline.events(call.eventsBefore).flatMap((event) => {
    if (event.kind === 'webhook' && event.call === call.sid) webhook = event;
    if (event.kind !== 'fault' || event.call !== call.sid) return [];
    return [{ sid: sidFrom('NO', `${call.sid} ${event.number}`), event, webhook }];
  });
}

/** "0 is an error, 1 a warning." */
const logOf = ({ fault }: ErrorEvent): 0 | 1 => (fault.severity === 'error' ? 0 : 1);

function shown(asked: Asked<Stores>, { sid, event, webhook }: Notification) {
  const callSid = callIn(asked).sid;
  const date = twilioDate(event.at);
  return {
    sid,
    account_sid: asked.platform.account.sid,
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
    uri: uriOf(asked, `/Calls/${callSid}/Notifications/${sid}.json`),
  };
}

/** As in Twilio's example: `ErrorCode=15003&LogLevel=WARN&Msg=…`. */
function messageOf({ fault }: ErrorEvent): string {
  const level = fault.severity === 'error' ? 'ERROR' : 'WARN';
  return `${new URLSearchParams({ ErrorCode: String(fault.code), LogLevel: level, Msg: fault.message })}`;
}
