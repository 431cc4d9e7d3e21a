import type { Twilio } from 'twilio';

/**
 * What decides where the calls of a number lead; empty text is nothing. A trunk or an application counts
 * instead of the URLs. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 */
export interface VoiceSettings {
  readonly trunkSid: string;
  readonly voiceApplicationSid: string;
  readonly voiceUrl: string;
  readonly voiceMethod: string;
  readonly voiceFallbackUrl: string;
  readonly voiceFallbackMethod: string;
  readonly statusCallback: string;
  readonly statusCallbackMethod: string;
}

/** By the names that Twilio's own pages have for them, in the order in which they are shown. */
export const settingNames = {
  trunkSid: 'TrunkSid',
  voiceApplicationSid: 'VoiceApplicationSid',
  voiceUrl: 'VoiceUrl',
  voiceMethod: 'VoiceMethod',
  voiceFallbackUrl: 'VoiceFallbackUrl',
  voiceFallbackMethod: 'VoiceFallbackMethod',
  statusCallback: 'StatusCallback',
  statusCallbackMethod: 'StatusCallbackMethod',
} as const satisfies Record<keyof VoiceSettings, string>;

export const settingKeys = Object.keys(settingNames) as (keyof VoiceSettings)[];

/** A number of the account. */
export interface FoundNumber {
  readonly sid: string;
  readonly phoneNumber: string;
  readonly friendlyName: string;
  /** What reaches its voice settings: nothing does at a number for messages only, or for faxes. */
  readonly takes: 'calls' | 'faxes' | 'messages';
  readonly settings: VoiceSettings;
}

/** Every number of the account, however many pages they take. */
export async function listNumbers(client: Twilio): Promise<FoundNumber[]> {
  const numbers = await client.incomingPhoneNumbers.list({ pageSize: 1000 });
  return numbers.map((number) => ({
    sid: number.sid,
    phoneNumber: number.phoneNumber,
    friendlyName: number.friendlyName,
    takes: takesOf(number),
    settings: settingsOf(number),
  }));
}

/** The settings of one number as they are now. */
export const fetchSettings = async (client: Twilio, sid: string): Promise<VoiceSettings> =>
  settingsOf(await client.incomingPhoneNumbers(sid).fetch());

/** Sends these settings, and makes sure from the answer that nothing counts instead of the URLs unasked. */
export async function changeSettings(
  client: Twilio,
  sid: string,
  settings: Partial<VoiceSettings>,
): Promise<void> {
  // Twilio refuses a fallback without a URL (https://www.twilio.com/docs/api/errors/21405); none would ever run.
  const accepted = settings.voiceUrl === '' ? { ...settings, voiceFallbackUrl: '' } : settings;
  const now = settingsOf(await client.incomingPhoneNumbers(sid).update(accepted));
  const kept = (['trunkSid', 'voiceApplicationSid'] as const).find(
    (key) => now[key] !== (settings[key] ?? now[key]),
  );
  if (kept) throw new Error(`Twilio took the change, but ${settingNames[kept]} is ${now[kept] || 'empty'}`);
}

/** What must be sent to get from one to the other. */
export const differences = (before: VoiceSettings, after: VoiceSettings): Partial<VoiceSettings> =>
  Object.fromEntries(settingKeys.filter((key) => before[key] !== after[key]).map((key) => [key, after[key]]));

type NumberResource = Awaited<ReturnType<Twilio['incomingPhoneNumbers']['list']>>[number];

/** What is not set is empty text, or missing. */
const settingsOf = (number: NumberResource): VoiceSettings => ({
  trunkSid: number.trunkSid ?? '',
  voiceApplicationSid: number.voiceApplicationSid ?? '',
  voiceUrl: number.voiceUrl ?? '',
  voiceMethod: number.voiceMethod ?? '',
  voiceFallbackUrl: number.voiceFallbackUrl ?? '',
  voiceFallbackMethod: number.voiceFallbackMethod ?? '',
  statusCallback: number.statusCallback ?? '',
  statusCallbackMethod: number.statusCallbackMethod ?? '',
});

function takesOf({ capabilities, voiceReceiveMode }: NumberResource): FoundNumber['takes'] {
  if (voiceReceiveMode === 'fax') return 'faxes';
  return capabilities?.voice === false ? 'messages' : 'calls';
}
