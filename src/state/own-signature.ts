import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Twilio does not sign every request that it makes for us, and never those that our functions make of each other: the
 * account's token vouches for what the query of such a URL says.
 */
export const ownSignature = (query: Readonly<Record<string, string>>, token: string) =>
  createHmac('sha256', token)
    .update(`${new URLSearchParams(query)}`)
    .digest('base64url');

/** Takes equally long wherever the two differ. */
export function isOwnSignature(
  given: string | undefined,
  query: Readonly<Record<string, string>>,
  token: string | undefined,
): boolean {
  if (!token || given === undefined) return false;
  const [shown, expected] = [Buffer.from(given), Buffer.from(ownSignature(query, token))];
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}
