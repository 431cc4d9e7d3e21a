import { NotEmulated } from '../../platform/not-emulated';
import { isClient, isPhoneNumber } from '../../voice/address';
import type { Call } from '../../voice/call';
import { type ProgressCallback, progressEvents } from '../../voice/call-progress';
import { type DocumentRequest, documentOf } from '../../voice/document-request';
import { hasCountryCode } from '../../voice/geography';
import type { OutgoingCalls } from '../../voice/outgoing-calls';
import type { PhoneNetwork } from '../../voice/phone-network';
import type { PhoneNumbers } from '../../voice/phone-numbers';
import { WrittenUrl } from '../../web/written-url';
import { documentIn, integerIn } from '../parameters';
import { badParameter, refusal } from '../refusal';

export interface CallPlacing {
  readonly numbers: PhoneNumbers;
  readonly network: PhoneNetwork;
  readonly outgoing: OutgoingCalls;
}

/** The supported parameters. Machine detection, SIP, conferences and the like are not emulated. */
export const callParameters = `To From Url Method Twiml FallbackUrl FallbackMethod StatusCallback StatusCallbackMethod
  StatusCallbackEvent SendDigits Timeout TimeLimit Record CallReason`;

const longestRingSeconds = 600;

/** https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource */
export function createCall({ numbers, network, outgoing }: CallPlacing, form: URLSearchParams): Call {
  const to = readTo(form, network);
  const from = readFrom(form, numbers);
  const document = readDocument(form);
  const fallback = form.get('FallbackUrl');
  const call = outgoing.place({
    ...{ from, to },
    timeoutSeconds: integerIn(form, 'Timeout', { min: 1, max: longestRingSeconds }) ?? 60,
    timeLimitSeconds: integerIn(form, 'TimeLimit', { min: 1 }),
    sendDigits: readDigits(form),
    isRecorded: form.get('Record') === 'true',
    progress: readProgress(form),
    callReason: form.get('CallReason') ?? undefined,
    ...(fallback && { fallback: { url: fallback, method: methodIn(form, 'FallbackMethod') } }),
    whenAnswered: (_call, documents) => documents.runAll(document),
  });
  if (!call) throw refusal(429, 10004, 'the account has no room for another call');
  return call;
}

function readTo(form: URLSearchParams, network: PhoneNetwork): string {
  const to = form.get('To') ?? '';
  if (to === '') throw refusal(400, 21201, 'it is empty');
  if (to.startsWith('sip:')) throw new NotEmulated(`calls to ${to}`);
  if (!isClient(to) && !(isPhoneNumber(to) && hasCountryCode(to))) throw refusal(400, 21211, `it is "${to}"`);
  if (!network.mayCall(to)) throw refusal(400, 21215, to);
  return to;
}

function readFrom(form: URLSearchParams, numbers: PhoneNumbers): string {
  const from = form.get('From') ?? '';
  if (from === '') throw refusal(400, 21213, 'it is empty');
  if (isClient(from) || numbers.find(from)) return from;
  throw refusal(400, 21210, `it is "${from}"`);
}

/** `Twiml` is ignored if there is a `Url`. */
function readDocument(form: URLSearchParams): DocumentRequest {
  const twiml = form.get('Twiml');
  return twiml !== null && !form.has('Url') ? documentOf(twiml) : documentIn(form);
}

function readDigits(form: URLSearchParams): string | undefined {
  const digits = form.get('SendDigits') ?? undefined;
  if (digits === undefined || /^[0-9#*wW]{1,32}$/.test(digits)) return digits;
  throw badParameter('SendDigits', `"${digits}" is not valid. Send at most 32 of 0 to 9, #, * and w.`);
}

/** https://www.twilio.com/docs/api/errors/21609 */
function readProgress(form: URLSearchParams): ProgressCallback | undefined {
  const text = form.get('StatusCallback');
  if (text === null || text === '') return undefined;
  if (!URL.canParse(text))
    throw badParameter('StatusCallback', `"${text}" is not a URL. Send an absolute one.`);
  const names = form.getAll('StatusCallbackEvent').flatMap((one) => one.split(/[\s,]+/));
  const unknown = names.find((name) => !(progressEvents as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw badParameter(
      'StatusCallbackEvent',
      `"${unknown}" is not valid. Send some of ${progressEvents.join(', ')}.`,
    );
  }
  const events = names.length === 0 ? (['completed'] as const) : progressEvents;
  return {
    url: new WrittenUrl(text),
    method: methodIn(form, 'StatusCallbackMethod'),
    events: events.filter((event) => names.length === 0 || names.includes(event)),
  };
}

function methodIn(form: URLSearchParams, name: string): 'GET' | 'POST' {
  const method = form.get(name) ?? 'POST';
  if (method === 'GET' || method === 'POST') return method;
  throw badParameter(name, `"${method}" is not valid. Send GET or POST.`);
}
