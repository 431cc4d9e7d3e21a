import type { Twilio } from 'twilio';

/**
 * The settings that decide where a number's calls go; empty text means unset. A trunk or an application overrides the
 * URLs. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
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

/** The names on Twilio's pages, in the order in which they are shown. */
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
  /** What the number accepts: its voice settings only count for calls. */
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

/** Sends these settings, and checks in the answer that no trunk or application overrides the URLs. */
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
  if (kept)
    throw new Error(`Twilio accepted the change, but ${settingNames[kept]} is ${now[kept] || 'empty'}`);
}

/** The settings that differ. */
export const differences = (before: VoiceSettings, after: VoiceSettings): Partial<VoiceSettings> =>
  Object.fromEntries(settingKeys.filter((key) => before[key] !== after[key]).map((key) => [key, after[key]]));

type NumberResource = Awaited<ReturnType<Twilio['incomingPhoneNumbers']['list']>>[number];

/** Unset values are empty or missing. */
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
