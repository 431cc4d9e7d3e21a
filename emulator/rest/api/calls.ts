import { twilioDate } from '../../platform/dates';
import type { Call } from '../../voice/call';
import type { Calls } from '../../voice/calls';
import { documentOf } from '../../voice/document-request';
import { pageOf } from '../page';
import { documentIn, timeFilter } from '../parameters';
import { badParameter, refusal } from '../refusal';
import { type Handler, listing, type RequestContext, type Resource, reading, uriOf } from '../resource';
import { type CallPlacing, callParameters, createCall } from './create-call';
import { formattedNumber } from './formatted-number';

interface Stores {
  readonly calls: Calls;
}

type PlacingStores = Stores & CallPlacing;

const listCalls: Handler<Stores> = (context) => {
  const { calls, request } = context;
  const isInPeriod = timesIn(request.query);
  const found = [...calls.bySid.values()].filter((call) => matches(call, request.query) && isInPeriod(call));
  return pageOf(request, {
    key: 'calls',
    // Newest first, as in Twilio's lists.
    items: found.reverse(),
    sidOf: ({ sid }) => sid,
    show: (call) => bodyOf(context, call),
  });
};

const fetchCall: Handler<Stores> = (context) => ({ status: 200, body: bodyOf(context, callIn(context)) });

const updateCall: Handler<Stores> = (context) => {
  const call = callIn(context);
  const { form } = context.request;
  if (call.isGone) throw refusal(400, 21220, `${call.sid} is ${call.statusNow}`);
  if (form.has('Status')) end(call, `${form.get('Status')}`);
  else if (form.has('Url') || form.has('Twiml')) redirect(call, form);
  return { status: 200, body: bodyOf(context, call) };
};

const placeCall: Handler<PlacingStores> = (context) => ({
  status: 201,
  body: bodyOf(context, createCall(context, context.request.form)),
});

/** The call's recordings stay. https://www.twilio.com/docs/voice/api/call-resource#delete-a-call-resource */
const deleteCall: Handler<Stores> = (context) => {
  const { sid, isOver } = callIn(context);
  if (!isOver) throw refusal(400, 20009, sid);
  context.calls.bySid.delete(sid);
  return { status: 204 };
};

const times = ['StartTime', 'EndTime'].flatMap((name) => [name, `${name}<`, `${name}>`]).join(' ');

/** The calls of the account. https://www.twilio.com/docs/voice/api/call-resource */
export const callResources: readonly Resource<PlacingStores>[] = [
  {
    path: '/Calls.json',
    methods: {
      GET: listing(`To From ParentCallSid Status ${times}`, listCalls),
      POST: reading(callParameters, placeCall),
    },
  },
  {
    path: '/Calls/{CallSid}.json',
    methods: { GET: fetchCall, POST: reading('Url Method Status Twiml', updateCall), DELETE: deleteCall },
  },
];

/** The call that a path names. */
export function callIn({ calls, request, names }: RequestContext<Stores>): Call {
  const call = calls.bySid.get(names.CallSid ?? '');
  if (!call) throw refusal(404, 20404, request.path);
  return call;
}

/** A live call has not ended, so a filter by EndTime never matches it. */
function timesIn(query: URLSearchParams): (call: Call) => boolean {
  const isStart = timeFilter(query, 'StartTime');
  const isEnd = timeFilter(query, 'EndTime');
  const filtersByEnd = [...query.keys()].some((name) => name.startsWith('EndTime'));
  return ({ state: { startedAt, endedAt } }) =>
    isStart(startedAt) && (endedAt === undefined ? !filtersByEnd : isEnd(endedAt));
}

function matches(call: Call, query: URLSearchParams): boolean {
  const matchesFilter = (name: string, value: string) => (query.get(name) ?? value) === value;
  const { statusNow, from, to, parent } = call;
  return (
    matchesFilter('Status', statusNow) &&
    matchesFilter('To', to) &&
    matchesFilter('From', from) &&
    matchesFilter('ParentCallSid', parent?.sid ?? '')
  );
}

/** `canceled` "will not affect calls already in progress": https://www.twilio.com/docs/voice/api/call-resource */
function end(call: Call, status: string): void {
  if (status !== 'completed' && status !== 'canceled') {
    throw badParameter('Status', `"${status}" is not valid. Send completed or canceled.`);
  }
  if (status === 'completed' || call.state.isUnanswered) call.interrupt({ kind: 'hangup', by: 'rest' });
}

/** https://www.twilio.com/docs/api/errors/21220 */
function redirect(call: Call, form: URLSearchParams): void {
  const twiml = form.get('Twiml');
  const request = twiml !== null && !form.has('Url') ? documentOf(twiml) : documentIn(form);
  if (call.status !== 'in-progress') throw refusal(400, 21220, `${call.sid} is ${call.status}`);
  call.interrupt({ kind: 'redirect', request });
}

function bodyOf(context: RequestContext<Stores>, call: Call) {
  const { from, to, state } = call;
  const path = `/Calls/${call.sid}`;
  return {
    sid: call.sid,
    account_sid: context.platform.account.sid,
    api_version: '2010-04-01',
    status: call.statusNow,
    direction: call.direction,
    from,
    from_formatted: formattedNumber(from),
    to,
    to_formatted: formattedNumber(to),
    date_created: twilioDate(state.startedAt),
    date_updated: twilioDate(state.dateUpdated),
    start_time: twilioDate(state.startedAt),
    end_time: state.endedAt ? twilioDate(state.endedAt) : null,
    // Empty until the call ends, as the page of the resource says.
    duration: state.endedAt ? String(state.secondsLong()) : null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    answered_by: null,
    caller_name: null,
    forwarded_from: null,
    group_sid: null,
    parent_call_sid: call.parent?.sid ?? null,
    phone_number_sid: null,
    trunk_sid: null,
    uri: uriOf(context, `${path}.json`),
    subresource_uris: subresources(uriOf(context, path)),
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
