import { NotEmulated } from '../../voice/documents';
import type { Leg } from '../../voice/leg';
import { pageOf } from '../page';
import { documentIn, twilioDate } from '../parameters';
import { badParameter, refusal } from '../refusal';
import { type Answer, type Asked, type Resource, uriOf } from '../resource';
import { formattedNumber } from './formatted-number';

/** What Twilio's OpenAPI has and the local Twilio has not: better refused than passed over in silence. */
const missingFilters = ['StartTime', 'StartTime<', 'StartTime>', 'EndTime', 'EndTime<', 'EndTime>'];
const missingChanges = 'Twiml FallbackUrl FallbackMethod StatusCallback StatusCallbackMethod TimeLimit'.split(
  ' ',
);

const listCalls: Answer = (asked) => {
  const { twilio, request } = asked;
  refuseMissing(request.query, missingFilters);
  const legs = [...twilio.legs.values()].filter((leg) => isMeant(leg, request.query));
  return pageOf(request, {
    key: 'calls',
    // The newest first, as Twilio's own lists of calls.
    items: legs.reverse(),
    sidOf: ({ sid }) => sid,
    show: (leg) => shown(asked, leg),
  });
};

const fetchCall: Answer = (asked) => ({ status: 200, body: shown(asked, legIn(asked)) });

const updateCall: Answer = (asked) => {
  const leg = legIn(asked);
  const { form } = asked.request;
  refuseMissing(form, missingChanges);
  if (leg.isGone) throw refusal(400, 21220, `${leg.sid} is ${leg.statusNow}`);
  if (form.has('Status')) end(leg, `${form.get('Status')}`);
  else if (form.has('Url')) redirect(leg, form);
  return { status: 200, body: shown(asked, leg) };
};

const missing = (what: string): Answer => {
  return () => {
    throw new NotEmulated(what);
  };
};

/** The calls of the account. https://www.twilio.com/docs/voice/api/call-resource */
export const callResources: readonly Resource[] = [
  { path: '/Calls.json', methods: { GET: listCalls, POST: missing('calls that are placed by REST') } },
  {
    path: '/Calls/{CallSid}.json',
    methods: { GET: fetchCall, POST: updateCall, DELETE: missing('the deletion of a call by REST') },
  },
];

/** The call that a path names. */
export function legIn({ twilio, request, names }: Asked): Leg {
  const leg = twilio.legs.get(names.CallSid ?? '');
  if (!leg) throw refusal(404, 20404, request.path);
  return leg;
}

function refuseMissing(parameters: URLSearchParams, missingNames: readonly string[]): void {
  const found = missingNames.find((name) => parameters.has(name));
  if (found) throw new NotEmulated(`the parameter ${found} of calls`);
}

function isMeant(leg: Leg, query: URLSearchParams): boolean {
  const isAsked = (name: string, value: string) => (query.get(name) ?? value) === value;
  const { statusNow, setup, parent } = leg;
  return (
    isAsked('Status', statusNow) &&
    isAsked('To', setup.to) &&
    isAsked('From', setup.from) &&
    isAsked('ParentCallSid', parent?.sid ?? '')
  );
}

/** `canceled` "will not affect calls already in progress": https://www.twilio.com/docs/voice/api/call-resource */
function end(leg: Leg, status: string): void {
  if (status !== 'completed' && status !== 'canceled') {
    throw badParameter('Status', `"${status}" cannot be asked for. Send completed or canceled.`);
  }
  if (status === 'completed' || leg.status === 'ringing') leg.interrupt({ kind: 'hangup', by: 'rest' });
}

/** https://www.twilio.com/docs/api/errors/21220 */
function redirect(leg: Leg, form: URLSearchParams): void {
  const request = documentIn(form);
  if (leg.status !== 'in-progress') throw refusal(400, 21220, `${leg.sid} is ${leg.status}`);
  leg.interrupt({ kind: 'redirect', request });
}

function shown(asked: Asked, leg: Leg) {
  const { from, to } = leg.setup;
  const path = `/Calls/${leg.sid}`;
  return {
    sid: leg.sid,
    account_sid: asked.twilio.account.sid,
    api_version: '2010-04-01',
    status: leg.statusNow,
    direction: leg.direction,
    from,
    from_formatted: formattedNumber(from),
    to,
    to_formatted: formattedNumber(to),
    date_created: twilioDate(leg.startedAt),
    date_updated: twilioDate(leg.dateUpdated),
    start_time: twilioDate(leg.startedAt),
    end_time: leg.endedAt ? twilioDate(leg.endedAt) : null,
    // Empty while the call goes on, as the page of the resource says.
    duration: leg.endedAt ? String(leg.secondsLong()) : null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    answered_by: null,
    caller_name: null,
    forwarded_from: null,
    group_sid: null,
    parent_call_sid: leg.parent?.sid ?? null,
    phone_number_sid: null,
    trunk_sid: null,
    uri: uriOf(asked, `${path}.json`),
    subresource_uris: subresources(uriOf(asked, path)),
  };
}

function subresources(uri: string) {
  return {
    events: `${uri}/Events.json`,
    notifications: `${uri}/Notifications.json`,
    payments: `${uri}/Payments.json`,
    recordings: `${uri}/Recordings.json`,
    siprec: `${uri}/Siprec.json`,
    streams: `${uri}/Streams.json`,
    transcriptions: `${uri}/Transcriptions.json`,
    user_defined_message_subscriptions: `${uri}/UserDefinedMessageSubscriptions.json`,
    user_defined_messages: `${uri}/UserDefinedMessages.json`,
  };
}
