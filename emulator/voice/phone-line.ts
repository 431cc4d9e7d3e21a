import { WrittenUrl } from '../web/written-url';
import type { DocumentRequest } from './document-request';

/** Where the calls of a number or an application lead, and who hears of their end. Empty text is the same as none. */
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
  /** An application, whose settings then count instead of the number's own. */
  readonly voiceApplicationSid?: string;
  /** A SIP trunk, to which all calls then go; there are none here. */
  readonly trunkSid?: string;
  /** What it can do: some numbers take messages only. They can unless this is false. */
  readonly takesCalls?: boolean;
  /** A number that receives faxes answers no call; there are no faxes here. */
  readonly receives?: 'voice' | 'fax';
}

/** A number as its calls need it, for as long as the call lasts: whatever is changed meanwhile is for the next call. */
export class PhoneLine {
  constructor(
    private readonly settings: Partial<VoiceSettings>,
    /** The application that says so, if it is not the number itself. */
    readonly applicationSid?: string,
  ) {}

  /** Undefined: nothing says where the call leads. */
  voiceRequest(): DocumentRequest | undefined {
    const { voiceUrl, voiceMethod = 'POST' } = this.settings;
    if (!voiceUrl) return undefined;
    return { url: new WrittenUrl(voiceUrl), method: voiceMethod, parameters: {}, askedBy: 'number' };
  }

  /** What runs when a document fails. */
  fallbackRequest(parameters: Readonly<Record<string, string>>): DocumentRequest | undefined {
    const { voiceFallbackUrl, voiceFallbackMethod = 'POST' } = this.settings;
    if (!voiceFallbackUrl) return undefined;
    return {
      url: new WrittenUrl(voiceFallbackUrl),
      method: voiceFallbackMethod,
      parameters,
      askedBy: 'number',
    };
  }

  statusCallback(): { url: URL; method: 'GET' | 'POST' } | undefined {
    const { statusCallback, statusCallbackMethod = 'POST' } = this.settings;
    return statusCallback ? { url: new WrittenUrl(statusCallback), method: statusCallbackMethod } : undefined;
  }
}
