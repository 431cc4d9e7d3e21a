import { twilioDate } from '../../platform/dates';
import type { PhoneNumberSetup } from '../../voice/phone-line';
import type { PhoneNumbers, Stored } from '../../voice/phone-numbers';
import { pageOf } from '../page';
import { badParameter, refusal } from '../refusal';
import {
  type Handler,
  listing,
  notEmulated,
  type RequestContext,
  type Resource,
  reading,
  uriOf,
} from '../resource';
import {
  changedSettings,
  friendlyNameIn,
  settingsBody,
  textOrUnset,
  voiceParameters,
} from '../voice/settings';
import { formattedNumber } from './formatted-number';

interface Stores {
  readonly numbers: PhoneNumbers;
}

type PhoneNumber = Stored<PhoneNumberSetup>;

const listNumbers: Handler<Stores> = (context) => {
  const { query } = context.request;
  return pageOf(context.request, {
    key: 'incoming_phone_numbers',
    items: [...context.numbers.numbers.values()].filter(({ setup }) => matches(setup, query)),
    sidOf: ({ sid }) => sid,
    show: (number) => bodyOf(context, number),
  });
};

const fetchNumber: Handler<Stores> = (context) => ({ status: 200, body: bodyOf(context, numberIn(context)) });

const updateNumber: Handler<Stores> = (context) => {
  const { form } = context.request;
  const { setup } = numberIn(context);
  const changed = { ...setup, ...changedSettings(form, setup), ...routeIn(context, setup) };
  const friendlyName = friendlyNameIn(form);
  context.numbers.setNumber(friendlyName === undefined ? changed : { ...changed, friendlyName });
  return { status: 200, body: bodyOf(context, numberIn(context)) };
};

/** The numbers of the account. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export const phoneNumberResources: readonly Resource<Stores>[] = [
  {
    path: '/IncomingPhoneNumbers.json',
    methods: {
      GET: listing('FriendlyName PhoneNumber', listNumbers),
      POST: notEmulated('buying numbers by REST'),
    },
  },
  {
    path: '/IncomingPhoneNumbers/{Sid}.json',
    methods: {
      GET: fetchNumber,
      POST: reading(`${voiceParameters} FriendlyName VoiceApplicationSid TrunkSid`, updateNumber),
      DELETE: notEmulated('releasing numbers by REST'),
    },
  },
];

function numberIn({ numbers, request, names }: RequestContext<Stores>): PhoneNumber {
  const number = numbers.numbers.get(names.Sid ?? '');
  if (!number) throw refusal(404, 20404, request.path);
  return number;
}

/** "You can specify partial numbers and use '*' as a wildcard for any digit." */
function matches({ phoneNumber, friendlyName }: PhoneNumberSetup, query: URLSearchParams): boolean {
  const parts = (query.get('PhoneNumber') ?? '').replace(/[^\d*]/g, '').replaceAll('*', '\\d');
  const name = friendlyName ?? formattedNumber(phoneNumber);
  return new RegExp(parts).test(phoneNumber.replace('+', '')) && (query.get('FriendlyName') ?? name) === name;
}

/** "Setting a trunk_sid will automatically delete your voice_application_sid and vice versa." */
function routeIn({ numbers, request }: RequestContext<Stores>, before: PhoneNumberSetup) {
  const trunkSid = sidIn(request.form, 'TrunkSid', 'TK');
  const voiceApplicationSid = sidIn(request.form, 'VoiceApplicationSid', 'AP');
  if (trunkSid && voiceApplicationSid)
    throw badParameter('TrunkSid', 'Send it or VoiceApplicationSid, not both.');
  if (voiceApplicationSid && !numbers.applications.has(voiceApplicationSid)) {
    throw refusal(400, 21420, voiceApplicationSid);
  }
  if (trunkSid) return { trunkSid, voiceApplicationSid: '' };
  if (voiceApplicationSid) return { trunkSid: '', voiceApplicationSid };
  const { trunkSid: trunk = '', voiceApplicationSid: application = '' } = before;
  return { trunkSid: trunkSid ?? trunk, voiceApplicationSid: voiceApplicationSid ?? application };
}

function sidIn(form: URLSearchParams, name: string, prefix: string): string | undefined {
  const sid = form.get(name) ?? undefined;
  if (!sid || new RegExp(`^${prefix}[0-9a-fA-F]{32}$`).test(sid)) return sid;
  throw badParameter(
    name,
    `"${sid}" is not a SID. Send one that starts with ${prefix} and has 34 characters.`,
  );
}

function bodyOf(context: RequestContext<Stores>, { sid, setup, dateCreated, dateUpdated }: PhoneNumber) {
  const { phoneNumber, friendlyName, voiceApplicationSid, trunkSid, takesCalls, receives } = setup;
  return {
    ...settingsBody(context, setup),
    sid,
    account_sid: context.platform.account.sid,
    phone_number: phoneNumber,
    friendly_name: friendlyName ?? formattedNumber(phoneNumber),
    voice_application_sid: textOrUnset(context, voiceApplicationSid),
    sms_application_sid: textOrUnset(context),
    trunk_sid: trunkSid || null,
    date_created: twilioDate(dateCreated),
    date_updated: twilioDate(dateUpdated),
    capabilities: { voice: takesCalls ?? true, sms: true, mms: true, fax: false },
    voice_receive_mode: receives ?? 'voice',
    status: 'in-use',
    type: 'local',
    origin: 'twilio',
    beta: false,
    address_requirements: 'none',
    address_sid: null,
    bundle_sid: null,
    identity_sid: null,
    emergency_status: 'Inactive',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    uri: uriOf(context, `/IncomingPhoneNumbers/${sid}.json`),
  };
}
