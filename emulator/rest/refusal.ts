import { type TwilioErrorCode, twilioError } from '../platform/twilio-errors';

/** Thrown by a resource that refuses a request. The client gets it in the format of Twilio's errors. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** A refusal with one of Twilio's error codes and its repair. */
export function refusal(status: number, code: TwilioErrorCode, detail: string): Refusal {
  const { message, repair } = twilioError(code, detail);
  return new Refusal(status, code, `${message}. ${repair}`);
}

/**
 * An invalid parameter. Twilio does not document the code that queues and calls use for it; its newer APIs use 20001.
 */
export const badParameter = (name: string, message: string): Refusal =>
  new Refusal(400, 20001, `${name}: ${message}`);
