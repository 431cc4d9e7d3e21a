import type { DocumentRequest } from './documents';

/** A number of the account and where its calls lead. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export interface PhoneNumberSetup {
  readonly phoneNumber: string;
  readonly voiceUrl: string;
  readonly voiceMethod?: 'GET' | 'POST';
  readonly voiceFallbackUrl?: string;
  readonly voiceFallbackMethod?: 'GET' | 'POST';
  readonly statusCallback?: string;
  readonly statusCallbackMethod?: 'GET' | 'POST';
}

/** A number as its calls need it. */
export class PhoneLine {
  constructor(readonly setup: PhoneNumberSetup) {}

  voiceRequest(): DocumentRequest {
    const { voiceUrl, voiceMethod = 'POST' } = this.setup;
    return { url: new URL(voiceUrl), method: voiceMethod, parameters: {}, askedBy: 'number' };
  }

  /** What runs when a document fails. */
  fallbackRequest(parameters: Readonly<Record<string, string>>): DocumentRequest | undefined {
    const { voiceFallbackUrl, voiceFallbackMethod = 'POST' } = this.setup;
    if (!voiceFallbackUrl) return undefined;
    return { url: new URL(voiceFallbackUrl), method: voiceFallbackMethod, parameters, askedBy: 'number' };
  }

  statusCallback(): { url: URL; method: 'GET' | 'POST' } | undefined {
    const { statusCallback, statusCallbackMethod = 'POST' } = this.setup;
    return statusCallback ? { url: new URL(statusCallback), method: statusCallbackMethod } : undefined;
  }
}
