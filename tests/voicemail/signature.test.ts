import { webhookSignature } from '../../src/voicemail/signature';
import { now } from '../example-config';

const secret = '0123456789abcdef0123456789abcdef';

describe('the signature of a webhook', () => {
  // printf '1767625200.{"id":"RE1"}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
  test('is the HMAC that openssl makes of the moment and the body', () => {
    expect(webhookSignature('{"id":"RE1"}', secret, now)).toBe(
      't=1767625200,v1=3be06e1e8038575b2f4db15b8375e40ce593bfedddbfee8cd968007297f5c21a',
    );
  });

  test('is another one a second later, with another body, and with another secret', () => {
    const body = '{"id":"RE1"}';
    const later = new Date(now.getTime() + 1000);
    const signatures = [
      webhookSignature(body, secret, now),
      webhookSignature(body, secret, later),
      webhookSignature(`${body} `, secret, now),
      webhookSignature(body, `${secret}0`, now),
    ].map((header) => header.split('v1=')[1]);
    expect(new Set(signatures).size).toBe(4);
  });
});
