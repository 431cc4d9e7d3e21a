import fc from 'fast-check';
import { validateRequest } from 'twilio';
import { isSigned, signatureOf, signed } from '../../../emulator/web/signature';

const post = (url: string, form: Record<string, string> | [string, string][]) =>
  ({ method: 'POST', url: new URL(url), headers: {}, form: new URLSearchParams(form) }) as const;

// The signature is the Base64 of the HMAC-SHA1, under the auth token, of the whole URL with its query and, for a POST, of each
// parameter's name and value in the order of their names. https://www.twilio.com/docs/usage/webhooks/webhooks-security
describe('the signature of a request', () => {
  test.each([
    ['+12349013030', '0/KCTR6DLpKmkAf8muzZqo1nDgQ='],
    ['+14158675309', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
  ])('is that of Twilio’s own example, called by %s', (number, signature) => {
    const form = {
      CallSid: 'CA1234567890ABCDE',
      Caller: number,
      Digits: '1234',
      From: number,
      To: '+18005551212',
    };
    expect(signatureOf(post('https://mycompany.com/myapp.php?foo=1&bar=2', form), '12345')).toBe(signature);
  });

  test('counts a name that is repeated with each of its values', () => {
    const request = post('https://mycompany.com/', [
      ['Event', 'ringing'],
      ['Event', 'answered'],
    ]);
    const form = { Event: ['answered', 'ringing'] };
    expect(validateRequest('12345', signatureOf(request, '12345'), request.url.href, form)).toBe(true);
  });

  test('is accepted by Twilio’s helper library, and by nobody with another token, URL or form', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), fc.webUrl(), (form, url) => {
        const request = signed(post(url, form), 'token');
        const header = request.headers['x-twilio-signature'] ?? '';
        expect(validateRequest('token', header, request.url.href, Object.fromEntries(request.form))).toBe(
          true,
        );
        expect(isSigned(request, 'token')).toBe(true);
        expect(isSigned(request, 'other')).toBe(false);
        expect(isSigned({ ...request, url: new URL(`${url}?more`) }, 'token')).toBe(false);
        expect(isSigned({ ...request, form: new URLSearchParams({ ...form, more: '1' }) }, 'token')).toBe(
          false,
        );
      }),
      { numRuns: 50 },
    );
  });
});
