import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks';
import { valuesOf, type WebRequest } from './message';
import { WrittenUrl } from './written-url';

const header = 'x-twilio-signature';

/** Twilio's signature of a request. It covers the URL as it was written. https://www.twilio.com/docs/usage/webhooks/webhooks-security */
export function signatureOf({ url, form }: Pick<WebRequest, 'url' | 'form'>, authToken: string): string {
  return getExpectedTwilioSignature(authToken, WrittenUrl.textOf(url), valuesOf(form));
}

/** Requests that were signed in this process, with their tokens: nothing changes them afterward. */
const signedHere = new WeakMap<WebRequest, string>();

/** The same request, signed. `values` are those of its form. */
export function signed(
  request: WebRequest,
  authToken: string,
  values: Readonly<Record<string, string | string[]>> = valuesOf(request.form),
): WebRequest {
  const signature = getExpectedTwilioSignature(authToken, WrittenUrl.textOf(request.url), values);
  const headers = { ...request.headers, [header]: signature };
  const ready = { ...request, headers };
  signedHere.set(ready, authToken);
  return ready;
}

/** Whether a request has Twilio's signature, for its URL with or without the default port. */
export const isSigned = (request: WebRequest, authToken: string): boolean =>
  signedHere.get(request) === authToken || hasValidSignature(request, authToken);

const hasValidSignature = ({ url, form, headers }: WebRequest, authToken: string): boolean =>
  validateRequest(authToken, headers[header] ?? '', WrittenUrl.textOf(url), valuesOf(form));
