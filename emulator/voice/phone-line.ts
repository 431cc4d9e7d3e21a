import { WrittenUrl } from '../web/written-url';
import type { DocumentRequest } from './document-request';

/** How a number or an application handles its calls, and where their end is reported. An empty URL is the same as none. */
export interface VoiceSettings {
  readonly voiceUrl: string;
  readonly voiceMethod?: 'GET' | 'POST';
  readonly voiceFallbackUrl?: string;
  readonly voiceFallbackMethod?: 'GET' | 'POST';
  readonly statusCallback?: string;
  readonly statusCallbackMethod?: 'GET' | 'POST';
}

/** A number of the account. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export interface PhoneNumberSetup extends VoiceSettings {
  readonly phoneNumber: string;
  readonly friendlyName?: string;
  /** An application, whose settings replace the number's own. */
  readonly voiceApplicationSid?: string;
  /** A SIP trunk, which would get all its calls. The local Twilio does not have trunks: such calls throw. */
  readonly trunkSid?: string;
  /** Whether it takes calls; true by default. Some numbers only take messages. */
  readonly takesCalls?: boolean;
  /** A fax number does not answer calls. The local Twilio does not have faxes: such calls throw. */
  readonly receives?: 'voice' | 'fax';
}

/** The settings of a number for the length of one call: later changes apply to the next call. */
export class PhoneLine {
  constructor(
    private readonly settings: Partial<VoiceSettings>,
    /** The application that the settings come from, if they are not the number's own. */
    readonly applicationSid?: string,
  ) {}

  /** Undefined if there is no voice URL. */
  voiceRequest(): DocumentRequest | undefined {
    const { voiceUrl, voiceMethod = 'POST' } = this.settings;
    if (!voiceUrl) return undefined;
    return { url: new WrittenUrl(voiceUrl), method: voiceMethod, parameters: {}, requestedBy: 'number' };
  }

  /** The document that runs when another one fails. */
  fallbackRequest(parameters: Readonly<Record<string, string>>): DocumentRequest | undefined {
    const { voiceFallbackUrl, voiceFallbackMethod = 'POST' } = this.settings;
    if (!voiceFallbackUrl) return undefined;
    return {
      url: new WrittenUrl(voiceFallbackUrl),
      method: voiceFallbackMethod,
      parameters,
      requestedBy: 'number',
    };
  }

  statusCallback(): { url: URL; method: 'GET' | 'POST' } | undefined {
    const { statusCallback, statusCallbackMethod = 'POST' } = this.settings;
    return statusCallback ? { url: new WrittenUrl(statusCallback), method: statusCallbackMethod } : undefined;
  }
}
