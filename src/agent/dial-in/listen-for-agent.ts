import type VoiceResponse from '../../twiml';

/** Listens for one key of an agent. Twilio requests `action` after the key, or after this many seconds without one. */
export const listenForAgent = (response: VoiceResponse, action: string, timeoutSeconds: number) =>
  response.gather({ action, actionOnEmptyResult: true, ...oneKey, timeout: timeoutSeconds });

/** Like `listenForAgent`, but the document continues if no key is pressed. */
export const listenBriefly = (response: VoiceResponse, action: string, timeoutSeconds: number) =>
  response.gather({ action, ...oneKey, timeout: timeoutSeconds });

const oneKey: VoiceResponse.GatherAttributes = { finishOnKey: '', input: ['dtmf'], numDigits: 1 };
