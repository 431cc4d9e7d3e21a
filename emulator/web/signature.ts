import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import type { WebRequest } from './message';

const header = 'x-twilio-signature';

/** The form as the helper library wants it: a name that is repeated has a list. */
function parametersOf(form: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** Twilio's signature of a request. https://www.twilio.com/docs/usage/webhooks/webhooks-security */
export function signatureOf({ url, form }: Pick<WebRequest, 'url' | 'form'>, authToken: string): string {
  return getExpectedTwilioSignature(authToken, url.href, parametersOf(form));
}

/** The same request, signed. */
export const signed = (request: WebRequest, authToken: string): WebRequest => ({
  ...request,
  headers: { ...request.headers, [header]: signatureOf(request, authToken) },
});

/** Whether a request comes from Twilio, as far as its signature tells. */
export const isSigned = (request: WebRequest, authToken: string): boolean =>
  request.headers[header] === signatureOf(request, authToken);
