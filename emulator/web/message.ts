/** A request on its way to an application. */
export interface WebRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** The form of a POST. */
  readonly form: URLSearchParams;
}

/** An application's answer. Header names are in lower case. */
export interface WebResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Sends a request to one host. A rejection means that there was no answer. */
export type WebHost = (request: WebRequest) => Promise<WebResponse>;

export const webResponse = (status: number, contentType: string, body: string | Buffer): WebResponse => ({
  status,
  headers: { 'content-type': contentType },
  body: Buffer.from(body),
});

/** Parameters as one object. A repeated name has a list. */
export function valuesOf(parameters: URLSearchParams): Record<string, string | string[]> {
  // Without a prototype, so that a parameter may have any name.
  const values: Record<string, string | string[]> = Object.create(null);
  parameters.forEach((value, name) => {
    const before = values[name];
    values[name] = before === undefined ? value : [before, value].flat();
  });
  return values;
}
