import { createHash, timingSafeEqual } from 'node:crypto';
import type { AgentPin, Environment } from '../config/environment';
import { type Agent, numberOf } from '../config/queue-config';

/** What somebody on the agents' line must do next to be let in. */
export type IdentityCheck = 'ask-for-pin' | 'let-in' | 'refuse';

/** The carrier vouches that the caller may use this number. https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir */
const attested = 'TN-Validation-Passed-A';

/**
 * A PIN, once set, is asked of everybody: a telephone number is easily forged. Without one only a listed
 * number that the config trusts and the carrier attests gets in. A PIN that cannot be one, or is weak, lets nobody in.
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

/** The listed agent whom a number names. */
export const agentWithNumber = (agents: readonly Agent[], from: string | undefined): Agent | undefined =>
  from === undefined ? undefined : agents.find((agent) => numberOf(agent) === from);

/** What was keyed in: the PIN, and before it the code of the agent whose it is, with a star between them. */
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

/** The agent whom somebody on the line says they are: by the code, or else by the number that they call from. */
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
 * The PIN that was entered, if it is right. An agent's own counts only for that agent: in a call from the agent's number, or
 * after the agent's code. So each guess is a guess at one agent's PIN, however many agents there are, and at the shared one.
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
  // Every PIN is compared, whether or not it counts or one has matched already.
  const matching = pins.filter((pin) => isSame(digits, pin.digits) && counts(pin));
  return matching.find(({ agent }) => agent !== undefined) ?? matching[0];
}

/** What somebody must be asked for: what can let them in. */
export type PinRequest = 'pin' | 'code-and-pin' | 'pin-or-code-and-pin';

export function pinRequestFor(withNumber: Agent | undefined, pins: readonly AgentPin[]): PinRequest {
  if (pins.some(({ agent }) => agent !== undefined && agent.id === withNumber?.id)) return 'pin';
  if (!pins.some(({ agent }) => agent?.code !== undefined)) return 'pin';
  return pins.some(({ agent }) => agent === undefined) ? 'pin-or-code-and-pin' : 'code-and-pin';
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing of how much was right: digests have one length. */
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
