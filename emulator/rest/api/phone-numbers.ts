import { twilioDate } from '../../platform/dates';
import type { PhoneNumberSetup } from '../../voice/phone-line';
import type { Kept, PhoneNumbers } from '../../voice/phone-numbers';
import { pageOf } from '../page';
import { badParameter, refusal } from '../refusal';
import { type Answer, type Asked, listing, missing, type Resource, reading, uriOf } from '../resource';
import {
  changedSettings,
  friendlyNameIn,
  shownSettings,
  textOrUnset,
  voiceParameters,
} from '../voice/settings';
import { formattedNumber } from './formatted-number';

interface Stores {
  readonly numbers: PhoneNumbers;
}

type PhoneNumber = Kept<PhoneNumberSetup>;

const listNumbers: Answer<Stores> = (asked) => {
  const { query } = asked.request;
  return pageOf(asked.request, {
    key: 'incoming_phone_numbers',
    items: [...asked.numbers.numbers.values()].filter(({ setup }) => isMeant(setup, query)),
    sidOf: ({ sid }) => sid,
    show: (number) => shown(asked, number),
  });
};

const fetchNumber: Answer<Stores> = (asked) => ({ status: 200, body: shown(asked, numberIn(asked)) });

const updateNumber: Answer<Stores> = (asked) => {
  const { form } = asked.request;
  const { setup } = numberIn(asked);
  const changed = { ...setup, ...changedSettings(form, setup), ...leadIn(asked, setup) };
  const friendlyName = friendlyNameIn(form);
  asked.numbers.setNumber(friendlyName === undefined ? changed : { ...changed, friendlyName });
  return { status: 200, body: shown(asked, numberIn(asked)) };
};

/** The numbers of the account. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export const phoneNumberResources: readonly Resource<Stores>[] = [
  {
    path: '/IncomingPhoneNumbers.json',
    methods: {
      GET: listing('FriendlyName PhoneNumber', listNumbers),
      POST: missing('numbers that are bought by REST'),
    },
  },
  {
    path: '/IncomingPhoneNumbers/{Sid}.json',
    methods: {
      GET: fetchNumber,
      POST: reading(`${voiceParameters} FriendlyName VoiceApplicationSid TrunkSid`, updateNumber),
      DELETE: missing('numbers that are given back by REST'),
    },
  },
];

function numberIn({ numbers, request, names }: Asked<Stores>): PhoneNumber {
  const number = numbers.numbers.get(names.Sid ?? '');
  if (!number) throw refusal(404, 20404, request.path);
  return number;
}

/** "You can specify partial numbers and use '*' as a wildcard for any digit." */
function isMeant({ phoneNumber, friendlyName }: PhoneNumberSetup, query: URLSearchParams): boolean {
  const parts = (query.get('PhoneNumber') ?? '').replace(/[^\d*]/g, '').replaceAll('*', '\\d');
  const name = friendlyName ?? formattedNumber(phoneNumber);
  return new RegExp(parts).test(phoneNumber.replace('+', '')) && (query.get('FriendlyName') ?? name) === name;
}

/** "Setting a trunk_sid will automatically delete your voice_application_sid and vice versa." */
function leadIn({ numbers, request }: Asked<Stores>, before: PhoneNumberSetup) {
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
  throw badParameter(name, `"${sid}" is no SID. It begins with ${prefix} and has 34 characters.`);
}

function shown(asked: Asked<Stores>, { sid, setup, dateCreated, dateUpdated }: PhoneNumber) {
  const { phoneNumber, friendlyName, voiceApplicationSid, trunkSid, takesCalls, receives } = setup;
  return {
    ...shownSettings(asked, setup),
    sid,
    account_sid: asked.platform.account.sid,
    phone_number: phoneNumber,
    friendly_name: friendlyName ?? formattedNumber(phoneNumber),
    voice_application_sid: textOrUnset(asked, voiceApplicationSid),
    sms_application_sid: textOrUnset(asked),
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
    uri: uriOf(asked, `/IncomingPhoneNumbers/${sid}.json`),
  };
}
