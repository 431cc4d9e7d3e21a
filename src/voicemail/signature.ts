import { createHmac } from 'node:crypto';
import { epochSeconds } from '../epoch-seconds';

/** The header that proves to a receiver that a request is ours, and when it was made. */
export const signatureHeader = 'X-Call-Queue-Signature';

/** Signs the time together with the body, so that an old request cannot be replayed as a new one. */
export function webhookSignature(body: string, secret: string, now: Date): string {
  const moment = epochSeconds(now);
  const signature = createHmac('sha256', secret).update(`${moment}.${body}`).digest('hex');
  return `t=${moment},v1=${signature}`;
}
