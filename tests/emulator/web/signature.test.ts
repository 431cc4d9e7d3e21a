import fc from 'fast-check';
import { getExpectedTwilioSignature, validateRequest } from 'twilio';
import { isSigned, signatureOf, signed } from '../../../emulator/web/signature';
import { WrittenUrl } from '../../../emulator/web/written-url';
import { anyText } from '../../any-text';
import { runs } from '../../thorough';
import { application, domain } from '../application';

const post = (url: string, form: Record<string, string> | [string, string][]) =>
  ({ method: 'POST', url: new URL(url), headers: {}, form: new URLSearchParams(form) }) as const;

// The signature is the Base64 of the HMAC-SHA1, under the auth token, of the whole URL with its query and, for a POST, of each
// parameter's name and value in the order of their names. https://www.twilio.com/docs/usage/webhooks/webhooks-security
describe('the signature of a request', () => {
  test.each([
    ['+12349013030', '0/KCTR6DLpKmkAf8muzZqo1nDgQ='],
    ['+14158675309', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
  ])('matches Twilio’s own example, called by %s', (number, signature) => {
    const form = {
      CallSid: 'CA1234567890ABCDE',
      Caller: number,
      Digits: '1234',
      From: number,
      To: '+18005551212',
    };
    expect(signatureOf(post('https://mycompany.com/myapp.php?foo=1&bar=2', form), '12345')).toBe(signature);
  });

  // From the tests of Twilio's helper libraries: https://github.com/twilio/twilio-python/blob/main/tests/unit/test_request_validator.py
  test.each([
    ['https://mycompany.com:443/myapp.php?foo=1&bar=2', 'kvajT1Ptam85bY51eRf/AJRuM3w='],
    ['https://MyCompany.com/myapp.php?foo=1&bar=2', 'g9IN/x4Cft2g517EjYvEvM/W7LU='],
  ])('is of %s as it is written', (url, signature) => {
    const form = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    };
    const request = { ...post(url, form), url: new WrittenUrl(url) };
    expect(signatureOf(request, '12345')).toBe(signature);
    expect(isSigned(signed(request, '12345'), '12345')).toBe(true);
    // A server that gets it over HTTP does not see the port.
    const headers = { 'x-twilio-signature': signature };
    if (url.includes(':443')) expect(isSigned({ ...post(url, form), headers }, '12345')).toBe(true);
  });

  test('counts a repeated value once, as in Twilio’s own example', () => {
    const form: [string, string][] = [
      ['Sid', 'CA123'],
      ['SidAccount', 'AC123'],
      ['Digits', '5678'],
      ['Digits', '1234'],
      ['Digits', '1234'],
    ];
    const request = post('https://mycompany.com/myapp.php?foo=1&bar=2', form);
    expect(signatureOf(request, '12345')).toBe('IK+Dwps556ElfBT0I3Rgjkr1wJU=');
  });

  // From the number, a verb in a document, or a redirect by REST.
  test('covers a call’s URLs as written', async () => {
    const app = application({
      '/voice': '<Redirect>/next</Redirect>',
      '/next': `<Redirect>https://${domain.toUpperCase()}/last?a=1</Redirect>`,
      '/last': '',
    });
    app.twilio.setNumber({ phoneNumber: '+15550100', voiceUrl: `https://${domain}:443/voice` });
    app.twilio.placeCall({ from: '+15550101', to: '+15550100' });
    await app.seconds(1);
    const written = [
      `https://${domain}:443/voice`,
      `https://${domain}:443/next`,
      `https://${domain.toUpperCase()}/last?a=1`,
    ];
    const webhooks = app.events('webhook');
    expect(webhooks.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(webhooks.map(({ headers }) => headers?.['x-twilio-signature'])).toEqual(
      webhooks.map(({ parameters }, index) =>
        getExpectedTwilioSignature(app.twilio.account.authToken, written[index] ?? '', parameters),
      ),
    );
  });

  test('counts a repeated name with each of its values', () => {
    const request = post('https://mycompany.com/', [
      ['Event', 'ringing'],
      ['Event', 'answered'],
    ]);
    const form = { Event: ['answered', 'ringing'] };
    expect(validateRequest('12345', signatureOf(request, '12345'), request.url.href, form)).toBe(true);
  });

  const urls = fc
    .tuple(fc.domain(), fc.nat({ max: 65_535 }), anyText)
    .map(([host, port, pathname]) => Object.assign(new URL(`https://${host}:${port}`), { pathname }).href);

  test('is accepted by Twilio’s helper library, but not with another token, URL or form', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), urls, (form, url) => {
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
      runs(50),
    );
  });
});
