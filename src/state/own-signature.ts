import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Signs the query of a URL with the account's auth token. For requests that Twilio does not sign, and for those between
 * our own functions.
 */
export const ownSignature = (query: Readonly<Record<string, string>>, token: string) =>
  createHmac('sha256', token)
    .update(`${new URLSearchParams(query)}`)
    .digest('base64url');

/** Compares in constant time. */
export function isOwnSignature(
  given: string | undefined,
  query: Readonly<Record<string, string>>,
  token: string | undefined,
): boolean {
  if (!token || given === undefined) return false;
  const [shown, expected] = [Buffer.from(given), Buffer.from(ownSignature(query, token))];
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}
