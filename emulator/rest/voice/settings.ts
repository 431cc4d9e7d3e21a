import type { VoiceSettings } from '../../voice/phone-line';
import { Refusal, refusal } from '../refusal';
import type { RequestContext } from '../resource';

const longestName = 64;

export const voiceParameters =
  'VoiceUrl VoiceMethod VoiceFallbackUrl VoiceFallbackMethod StatusCallback StatusCallbackMethod';

/** The settings after a request: those that it does not name stay. */
export function changedSettings(form: URLSearchParams, before: Partial<VoiceSettings>): VoiceSettings {
  const url = (name: string, now: string | undefined, code: 21402 | 21502) =>
    urlIn(form, name, code) ?? now ?? '';
  const voiceUrl = url('VoiceUrl', before.voiceUrl, 21402);
  if (form.get('VoiceFallbackUrl') && !voiceUrl) throw refusal(400, 21405, 'VoiceFallbackUrl');
  return {
    voiceUrl,
    voiceMethod: methodIn(form, 'VoiceMethod') ?? before.voiceMethod ?? 'POST',
    voiceFallbackUrl: url('VoiceFallbackUrl', before.voiceFallbackUrl, 21402),
    voiceFallbackMethod: methodIn(form, 'VoiceFallbackMethod') ?? before.voiceFallbackMethod ?? 'POST',
    statusCallback: url('StatusCallback', before.statusCallback, 21502),
    statusCallbackMethod: methodIn(form, 'StatusCallbackMethod') ?? before.statusCallbackMethod ?? 'POST',
  };
}

/** An empty value removes the URL. */
function urlIn(form: URLSearchParams, name: string, code: 21402 | 21502): string | undefined {
  const text = form.get(name) ?? undefined;
  if (!text) return text;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw refusal(400, code, `${name} is "${text}"`);
}

function methodIn(form: URLSearchParams, name: string): 'GET' | 'POST' | undefined {
  const method = form.get(name) ?? undefined;
  if (method === undefined || method === 'GET' || method === 'POST') return method;
  throw refusal(400, 21403, `${name} is "${method}"`);
}

/** "It can be up to 64 characters long", for numbers and applications. */
export function friendlyNameIn(form: URLSearchParams): string | undefined {
  const name = form.get('FriendlyName') ?? undefined;
  if (name === undefined || name.length <= longestName) return name;
  throw new Refusal(400, 20002, `FriendlyName has ${name.length} characters. Use at most ${longestName}.`);
}

/** The settings as numbers and applications show them. */
export function settingsBody(context: RequestContext, settings: VoiceSettings) {
  const { voiceUrl, voiceFallbackUrl, statusCallback } = settings;
  const { voiceMethod = 'POST', voiceFallbackMethod = 'POST', statusCallbackMethod = 'POST' } = settings;
  return {
    api_version: '2010-04-01',
    voice_url: textOrUnset(context, voiceUrl),
    voice_method: voiceMethod,
    voice_fallback_url: textOrUnset(context, voiceFallbackUrl),
    voice_fallback_method: voiceFallbackMethod,
    status_callback: textOrUnset(context, statusCallback),
    status_callback_method: statusCallbackMethod,
    voice_caller_id_lookup: false,
    sms_url: textOrUnset(context, ''),
    sms_method: 'POST',
    sms_fallback_url: textOrUnset(context, ''),
    sms_fallback_method: 'POST',
  };
}

/** The value of a setting, or how Twilio shows that it is not set. */
export const textOrUnset = ({ platform }: RequestContext, text = ''): string | null =>
  text === '' && platform.assumptions.unsetSettings === 'null' ? null : text;
