/** A REST request as its resource reads it; `path` is still percent-encoded. */
export interface RestRequest {
  readonly method: RestMethod;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly authorization?: Credentials | undefined;
  /** Its headers, such as `if-match`, with names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Set if the body is not a form: a multipart upload, or JSON. */
  readonly upload?: Upload | undefined;
}

/** The methods that Twilio's REST API has. */
export type RestMethod = 'GET' | 'POST' | 'DELETE';

/** Basic authentication: an account or key SID, and its secret. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A body that is not a form, unread. */
export interface Upload {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Bytes and their content type. */
export interface Content {
  readonly type: string;
  readonly bytes: Buffer;
}

/** A resource's answer: JSON (`body`), other content (`media`) or, as after a delete, the status only. */
export interface RestResponse {
  readonly status: number;
  /** In addition to the content type, such as `ETag`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly media?: Content;
}

/** The REST API of the local Twilio: every host and path behind one function. */
export type RestApi = (request: RestRequest) => Promise<RestResponse>;

/** A request before it is parsed, from the twilio client or the proxy. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer ready to be sent. */
export interface WireResponse {
  readonly status: number;
  /** In addition to the content type. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content?: Content | undefined;
}

/** An error in the format of Twilio's REST API: https://www.twilio.com/docs/usage/twilios-response#errors */
export function restError(status: number, code: number, message: string): RestResponse {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

/** Parses a request, calls the API and encodes its answer. It always answers, even if the API throws. */
export async function exchange(rest: RestApi, wire: WireRequest): Promise<WireResponse> {
  try {
    const { method } = wire;
    if (!isRestMethod(method)) return toWire(restError(405, 20004, `Method ${method} is not allowed`));
    return toWire(await rest(read(method, wire)));
  } catch (error) {
    // The client gets an answer like Twilio's own, so the error is also printed here.
    console.error(error);
    return toWire(restError(500, 20500, `The local Twilio failed: ${error}`));
  }
}

/** Encodes an answer. */
export function toWire({ status, headers = {}, body, media }: RestResponse): WireResponse {
  if (body === undefined) return { status, headers, content: media };
  return { status, headers, content: { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) } };
}

function isRestMethod(method: string): method is RestMethod {
  return method === 'GET' || method === 'POST' || method === 'DELETE';
}

function read(method: RestMethod, { url, headers, body }: WireRequest): RestRequest {
  const { authorization, 'content-type': contentType = '' } = headers;
  const isForm = contentType.toLowerCase().startsWith('application/x-www-form-urlencoded');
  return {
    method,
    host: url.hostname,
    path: url.pathname,
    query: url.searchParams,
    form: new URLSearchParams(isForm ? body.toString() : ''),
    authorization: credentialsOf(authorization),
    headers,
    upload: isForm || body.length === 0 ? undefined : { contentType, bytes: body },
  };
}

function credentialsOf(authorization = ''): Credentials | undefined {
  const [, encoded] = /^Basic +(\S+)$/i.exec(authorization) ?? [];
  if (!encoded) return undefined;
  const [username = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
  return { username, password: rest.join(':') };
}
