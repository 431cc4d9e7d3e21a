import { ControlError, tooManyCalls as tooManyCallsAtTwilio } from '../emulator/index';
import type { LocalQueue } from '../simulation/local-queue';

/** The account carries no further call: said as Twilio says it, and what to do about it here. */
export function tooManyCalls({ twilio }: LocalQueue): ControlError {
  const { mostConcurrentCalls } = twilio.settings;
  const { code, message } = tooManyCallsAtTwilio(mostConcurrentCalls);
  return new ControlError(
    409,
    `${code} ${message}. Have somebody hang up, or start with more: npm start -- --calls ${mostConcurrentCalls * 2}`,
  );
}
