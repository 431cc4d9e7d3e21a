import { createHash, timingSafeEqual } from 'node:crypto';
import type { AgentPin } from '../environment';
import type { QueuesConfig } from '../queue-config';

/** What somebody on the agents' line must do next to be let in. */
export type IdentityCheck = 'ask-for-pin' | 'let-in' | 'refuse';

/** The carrier vouches that the caller may use this number. https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir */
const attested = 'TN-Validation-Passed-A';

/**
 * A PIN, once set, is asked of everybody: a telephone number is easily forged. Without one only a listed
 * number that the config trusts and the carrier attests gets in. A PIN that cannot be one lets nobody in.
 */
export function checkIdentity(
  pin: AgentPin,
  from: string | undefined,
  stirVerstat: string | undefined,
  agents: QueuesConfig['agents'],
): IdentityCheck {
  switch (pin.kind) {
    case 'set':
      return 'ask-for-pin';
    case 'malformed':
      return 'refuse';
    case 'unset': {
      const agent = agents.find(({ number }) => number !== undefined && number === from);
      return agent?.trustCallerId && stirVerstat === attested ? 'let-in' : 'refuse';
    }
    default:
      return pin satisfies never;
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing of how much was right: digests have one length. */
export const pinIsRight = (entered: string, pin: string) => timingSafeEqual(digest(entered), digest(pin));
