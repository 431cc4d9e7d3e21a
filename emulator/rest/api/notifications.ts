import { sidFrom } from '../../platform/sids';
import type { NumberedEvent } from '../../platform/timeline';
import { pageOf } from '../page';
import { integerIn, timeFilter, twilioDate } from '../parameters';
import { refusal } from '../refusal';
import { type Answer, type Asked, type Resource, uriOf } from '../resource';
import { legIn } from './calls';

type FaultEvent = Extract<NumberedEvent, { kind: 'fault' }>;
type WebhookEvent = Extract<NumberedEvent, { kind: 'webhook' }>;

/** A fault of a call, and the request to the application that it was met in. */
interface Notification {
  readonly sid: string;
  readonly event: FaultEvent;
  readonly webhook: WebhookEvent | undefined;
}

const listNotifications: Answer = (asked) => {
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

const fetchNotification: Answer = (asked) => {
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
export const notificationResources: readonly Resource[] = [
  { path: '/Calls/{CallSid}/Notifications.json', methods: { GET: listNotifications } },
  { path: '/Calls/{CallSid}/Notifications/{Sid}.json', methods: { GET: fetchNotification } },
];

/** From the first, as far as the timeline goes back. */
function notificationsOf(asked: Asked): Notification[] {
  const leg = legIn(asked);
  let webhook: WebhookEvent | undefined;
  return asked.twilio.timeline.events(leg.eventsBefore).flatMap((event) => {
    if (event.kind === 'webhook' && event.call === leg.sid) webhook = event;
    if (event.kind !== 'fault' || event.call !== leg.sid) return [];
    return [{ sid: sidFrom('NO', `${leg.sid} ${event.number}`), event, webhook }];
  });
}

/** "0 is an error, 1 a warning." */
const logOf = ({ fault }: FaultEvent): 0 | 1 => (fault.severity === 'error' ? 0 : 1);

function shown(asked: Asked, { sid, event, webhook }: Notification) {
  const callSid = legIn(asked).sid;
  const date = twilioDate(event.at);
  return {
    sid,
    account_sid: asked.twilio.account.sid,
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
function messageOf({ fault }: FaultEvent): string {
  const level = fault.severity === 'error' ? 'ERROR' : 'WARN';
  return `${new URLSearchParams({ ErrorCode: String(fault.code), LogLevel: level, Msg: fault.message })}`;
}
