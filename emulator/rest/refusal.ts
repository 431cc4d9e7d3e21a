import { type TwilioErrorCode, twilioError } from '../platform/twilio-errors';

/** Thrown by a resource that does not do what it is asked; the client gets it in the form of Twilio's errors. */
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

/** A refusal under one of Twilio's numbers, with what a developer does about it. */
export function refusal(status: number, code: TwilioErrorCode, detail: string): Refusal {
  const { message, repair } = twilioError(code, detail);
  return new Refusal(status, code, `${message}. ${repair}`);
}

/**
 * A parameter whose value is of no use. No page names the number that queues and calls give for it; 20001 is
 * what Twilio's newer APIs give.
 */
export const badParameter = (name: string, message: string): Refusal =>
  new Refusal(400, 20001, `${name}: ${message}`);
