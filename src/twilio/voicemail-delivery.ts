import type { VoicemailSettings } from '../config/environment';
import type { Delivery, VoicemailMessage } from '../voicemail/recorded';
import { signatureHeader, webhookSignature } from '../voicemail/signature';
import { stoppedWithin } from './within';

/**
 * Sends a message to the team's receiver, once. Any 2xx answer accepts it. Redirects fail, because they would lose the
 * message. Errors never contain the receiver's address.
 */
export async function deliverVoicemail(
  message: VoicemailMessage,
  { url, secret }: Extract<VoicemailSettings, { kind: 'set' }>,
  { now, longestMillis }: { readonly now: Date; readonly longestMillis: number },
): Promise<Delivery> {
  const body = JSON.stringify(message);
  const headers = {
    'Content-Type': 'application/json',
    [signatureHeader]: webhookSignature(body, secret, now),
  };
  try {
    const { ok, status } = await stoppedWithin(longestMillis, (signal) =>
      fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal }),
    );
    return ok ? { kind: 'delivered' } : { kind: 'failed', why: `The receiver answered ${status}` };
  } catch (error) {
    return { kind: 'failed', why: whyUnanswered(error) };
  }
}

/** `fetch` only says that it failed; the reason is in its cause, as a code such as ECONNREFUSED. */
function whyUnanswered(error: unknown): string {
  const { message, cause } = Object(error) as { message?: unknown; cause?: unknown };
  const { code } = Object(cause) as { code?: unknown };
  if (typeof code === 'string') return `The receiver could not be reached: ${code}`;
  return String(message).startsWith('No answer') ? String(message) : 'The receiver could not be reached';
}
