import { ControlError, tooManyCalls as tooManyCallsAtTwilio } from '../emulator/index';
import type { LocalQueue } from '../simulation/local-queue';

/** The account allows no further call: Twilio's own words, and what to do about it here. */
export function tooManyCalls({ twilio }: LocalQueue): ControlError {
  const { maxConcurrentCalls } = twilio.settings;
  const { code, message } = tooManyCallsAtTwilio(maxConcurrentCalls);
  return new ControlError(
    409,
    `${code} ${message}. Hang up a call, or start with more: npm start -- --calls ${maxConcurrentCalls * 2}`,
  );
}
