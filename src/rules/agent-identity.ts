import { createHash, timingSafeEqual } from 'node:crypto';
import type { AgentPin, Environment } from '../config/environment';
import type { Agent } from '../config/queue-config';

/** What somebody on the agents' line must do next to be let in. */
export type IdentityCheck = 'ask-for-pin' | 'let-in' | 'refuse';

/** The carrier vouches that the caller may use this number. https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir */
const attested = 'TN-Validation-Passed-A';

/**
 * A PIN, once set, is asked of everybody: a telephone number is easily forged. Without one only a listed
 * number that the config trusts and the carrier attests gets in. A PIN that cannot be one lets nobody in.
 */
export function checkIdentity(
  { pins, malformedPins }: Environment,
  agent: Agent | undefined,
  stirVerstat: string | undefined,
): IdentityCheck {
  if (pins.length > 0) return 'ask-for-pin';
  if (malformedPins.length > 0) return 'refuse';
  return agent?.trustCallerId && stirVerstat === attested ? 'let-in' : 'refuse';
}

/** The listed agent whom a number names. */
export const agentWithNumber = (agents: readonly Agent[], from: string | undefined): Agent | undefined =>
  agents.find(({ number }) => number !== undefined && number === from);

/** The PIN that was keyed in, if it is one. Every PIN is compared, whether or not one has matched already. */
export function matchingPin(entered: string, pins: readonly AgentPin[]): AgentPin | undefined {
  const matching = pins.filter(({ digits }) => isSame(entered, digits));
  return matching.find(({ agent }) => agent !== undefined) ?? matching[0];
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing of how much was right: digests have one length. */
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
