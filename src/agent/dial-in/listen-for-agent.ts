import type VoiceResponse from '../../twiml';

/** Hears one key of an agent. `action` is asked after the key, and also if none comes in so many seconds. */
export const listenForAgent = (response: VoiceResponse, action: string, timeoutSeconds: number) =>
  response.gather({ action, actionOnEmptyResult: true, ...oneKey, timeout: timeoutSeconds });

/** The same, but the document goes on if no key comes. */
export const listenBriefly = (response: VoiceResponse, action: string, timeoutSeconds: number) =>
  response.gather({ action, ...oneKey, timeout: timeoutSeconds });

const oneKey: VoiceResponse.GatherAttributes = { finishOnKey: '', input: ['dtmf'], numDigits: 1 };
