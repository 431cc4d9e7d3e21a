import type VoiceResponse from '../../twiml';

/** Hears one key of an agent. `action` is asked after the key, and also if none comes in so many seconds. */
export const listenForAgent = (response: VoiceResponse, action: string, timeoutSeconds: number) =>
  response.gather({
    action,
    actionOnEmptyResult: true,
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: timeoutSeconds,
  });
