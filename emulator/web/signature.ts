import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { valuesOf, type WebRequest } from './message';

const header = 'x-twilio-signature';

/** Twilio's signature of a request. https://www.twilio.com/docs/usage/webhooks/webhooks-security */
export function signatureOf({ url, form }: Pick<WebRequest, 'url' | 'form'>, authToken: string): string {
  return getExpectedTwilioSignature(authToken, url.href, valuesOf(form));
}

/** The same request, signed. */
export const signed = (request: WebRequest, authToken: string): WebRequest => ({
  ...request,
  headers: { ...request.headers, [header]: signatureOf(request, authToken) },
});

/** Whether a request comes from Twilio, as far as its signature tells. */
export const isSigned = (request: WebRequest, authToken: string): boolean =>
  request.headers[header] === signatureOf(request, authToken);
