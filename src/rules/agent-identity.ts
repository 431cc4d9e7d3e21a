import { createHash, timingSafeEqual } from 'node:crypto';
import type { AgentPin, Environment } from '../config/environment';
import { type Agent, numberOf } from '../config/queue-config';

/** What a caller on the agents' line must do next to sign in. */
export type IdentityCheck = 'ask-for-pin' | 'let-in' | 'refuse';

/** The carrier vouches that the caller may use this number. https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir */
const attested = 'TN-Validation-Passed-A';

/**
 * Once a PIN is set, everybody must enter one: a telephone number is easily forged. Without one, only a listed number
 * that the config trusts and the carrier attests gets in. An invalid or weak PIN lets nobody in.
 */
export function checkIdentity(
  { pins, malformedPins, weakPins }: Environment,
  agent: Agent | undefined,
  stirVerstat: string | undefined,
): IdentityCheck {
  if (pins.length > 0) return 'ask-for-pin';
  if (malformedPins.length + weakPins.length > 0) return 'refuse';
  return agent?.trustCallerId && stirVerstat === attested ? 'let-in' : 'refuse';
}

/** The agent listed with a number. */
export const agentWithNumber = (agents: readonly Agent[], from: string | undefined): Agent | undefined =>
  from === undefined ? undefined : agents.find((agent) => numberOf(agent) === from);

/** What was entered: a PIN, or an agent's code, a star and the PIN. */
interface Entry {
  readonly code: string | undefined;
  readonly digits: string;
}

function readEntry(entered: string): Entry {
  const star = entered.indexOf('*');
  return star < 0
    ? { code: undefined, digits: entered }
    : { code: entered.slice(0, star), digits: entered.slice(star + 1) };
}

/** The agent that the person claims to be: by code, or else by phone number. */
export function claimedBy(
  entered: string | undefined,
  withNumber: Agent | undefined,
  agents: readonly Agent[],
): Agent | undefined {
  const { code } = readEntry(entered ?? '');
  return code === undefined
    ? withNumber
    : agents.find((agent) => agent.code !== undefined && agent.code === code);
}

/**
 * The entered PIN, if it is right. An agent's own PIN counts only in a call from the agent's number or after the
 * agent's code. So each guess tests one agent's PIN and the shared one, no matter how many agents there are.
 */
export function matchingPin(
  entered: string,
  withNumber: Agent | undefined,
  pins: readonly AgentPin[],
): AgentPin | undefined {
  const { code, digits } = readEntry(entered);
  const counts = ({ agent }: AgentPin) =>
    code === undefined
      ? agent === undefined || agent.id === withNumber?.id
      : agent?.code !== undefined && agent.code === code;
  // Compare every PIN, even after a match, so that the time reveals nothing.
  const matching = pins.filter((pin) => isSame(digits, pin.digits) && counts(pin));
  return matching.find(({ agent }) => agent !== undefined) ?? matching[0];
}

/** What to ask a person for: whatever can let them in. */
export type PinRequest = 'pin' | 'code-and-pin' | 'pin-or-code-and-pin';

export function pinRequestFor(withNumber: Agent | undefined, pins: readonly AgentPin[]): PinRequest {
  if (pins.some(({ agent }) => agent !== undefined && agent.id === withNumber?.id)) return 'pin';
  if (!pins.some(({ agent }) => agent?.code !== undefined)) return 'pin';
  return pins.some(({ agent }) => agent === undefined) ? 'pin-or-code-and-pin' : 'code-and-pin';
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares in constant time; digests have equal length. */
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
