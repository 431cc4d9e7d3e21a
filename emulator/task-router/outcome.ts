/** Why TaskRouter refuses a request, with the HTTP status and error code of its REST API. */
export interface Refused {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** The result of a request: a value, or a refusal that changed nothing. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refused };

export const done = <T>(value: T): Outcome<T> => ({ kind: 'done', value });

export const refuse = (status: number, code: number, message: string): Outcome<never> => ({
  kind: 'refused',
  refusal: { status, code, message },
});

/** The code that real accounts use for bad values, duplicate names and missing fields. */
export const refuseValue = (message: string): Outcome<never> => refuse(400, 20001, message);

export const refuseMissing = (what: string, sid: string): Outcome<never> =>
  refuse(404, 20404, `${what} ${sid} was not found.`);

/** https://www.twilio.com/docs/api/errors does not list a code for this, but the status is documented. */
export const refuseVersion = (): Outcome<never> =>
  refuse(412, 20412, 'The resource has changed since the ETag in If-Match. Fetch it and decide again.');
