import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AccountAccess } from '../config/environment';
import { epochSeconds } from '../epoch-seconds';
import type { Parameters } from '../state/parameters';

/** How long a link works. */
const validSeconds = 7 * 24 * 3600;

/** Whether a text is exactly a recording SID: it becomes part of a URL. */
export const isRecordingSid = (text: string | undefined): text is string =>
  text !== undefined && /^RE[0-9a-fA-F]{32}$/.test(text);

/** Twilio's URL of a recording as MP3. https://www.twilio.com/docs/voice/api/recording#fetch-a-recordings-media-file */
export const recordingMediaUrl = (
  recording: string,
  { sid, apiHost }: Pick<AccountAccess, 'sid' | 'apiHost'>,
) => `https://${apiHost}/2010-04-01/Accounts/${sid}/Recordings/${recording}.mp3`;

/** A link to a voicemail. */
export interface VoicemailLink {
  readonly query: Record<string, string>;
  /** From this second on it no longer works. */
  readonly expiresAt: Date;
}

/** A link that opens one recording for anyone who has it. */
export function linkTo(recording: string, secret: string, now: Date): VoicemailLink {
  const expires = String(epochSeconds(now) + validSeconds);
  return {
    query: { recording, expires, signature: signatureOf(recording, expires, secret) },
    expiresAt: new Date(Number(expires) * 1000),
  };
}

/** The parts of a link that somebody opens; any of them may be missing or forged. */
export interface ShownLink {
  readonly recording: string | undefined;
  readonly expires: string | undefined;
  readonly signature: string | undefined;
}

export const readShownLink = (parameters: Parameters): ShownLink => ({
  recording: parameters.text('recording'),
  expires: parameters.text('expires'),
  signature: parameters.text('signature'),
});

export type LinkCheck =
  | { readonly kind: 'open'; readonly recording: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'not-ours' };

/** Only links that we signed are reported as expired. */
export function checkLink(link: ShownLink, secret: string | undefined, now: Date): LinkCheck {
  const { recording, expires, signature } = link;
  if (!secret || !isRecordingSid(recording) || expires === undefined || signature === undefined) {
    return { kind: 'not-ours' };
  }
  if (!isSame(signature, signatureOf(recording, expires, secret))) return { kind: 'not-ours' };
  return epochSeconds(now) < Number(expires) ? { kind: 'open', recording } : { kind: 'expired' };
}

/** Signs the texts exactly as written: any other spelling has a different signature. */
const signatureOf = (recording: string, expires: string, secret: string) =>
  createHmac('sha256', secret).update(`${recording}.${expires}`).digest('base64url');

/**
 * Compares in constant time. It compares the texts, not the decoded bytes: the last base64 character has unused bits,
 * and an altered link must not open.
 */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
