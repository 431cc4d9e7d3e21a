import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks';
import { valuesOf, type WebRequest } from './message';
import { WrittenUrl } from './written-url';

const header = 'x-twilio-signature';

/** Twilio's signature of a request, whose URL is signed as it was written. https://www.twilio.com/docs/usage/webhooks/webhooks-security */
export function signatureOf({ url, form }: Pick<WebRequest, 'url' | 'form'>, authToken: string): string {
  return getExpectedTwilioSignature(authToken, WrittenUrl.textOf(url), valuesOf(form));
}

/** The same request, signed. */
export const signed = (request: WebRequest, authToken: string): WebRequest => ({
  ...request,
  headers: { ...request.headers, [header]: signatureOf(request, authToken) },
});

/** Whether a request comes from Twilio, as far as its signature tells, with the usual port in its URL or without. */
export const isSigned = ({ url, form, headers }: WebRequest, authToken: string): boolean =>
  validateRequest(authToken, headers[header] ?? '', WrittenUrl.textOf(url), valuesOf(form));
