import type RequestClient from 'twilio/lib/base/RequestClient';
import { exchange, type RestApi, type WireRequest } from './rest-exchange';

/** What Twilio's client asks its transport for. */
interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A form is text already. */
  readonly data?: unknown;
  readonly params?: object;
  readonly paramsSerializer?: (params: object) => string;
}

/**
 * An `httpClient` for a twilio client in the same process, which calls the local Twilio without a network. It is Twilio's
 * own client with only the transport replaced, so the code that builds forms, queries, headers and errors is the one that
 * runs in production.
 */
export function restHttpClient(rest: RestApi): RequestClient {
  // Loaded on first use: it is large.
  const Client = require('twilio/lib/base/RequestClient') as typeof RequestClient;
  const client = new Client();
  const transport = async (sent: Sent) => {
    const { status, content, headers } = await exchange(rest, wireRequest(sent));
    return { status, data: readIfJson(content?.bytes.toString() ?? ''), headers: { ...headers } };
  };
  return Object.assign(client, { axios: transport });
}

function wireRequest({ url, method, headers = {}, data = '', params, paramsSerializer }: Sent): WireRequest {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const target = new URL(url);
  const query = params && paramsSerializer?.(params);
  if (query) target.search += `${target.search ? '&' : ''}${query}`;
  return {
    method: method.toUpperCase(),
    url: target,
    headers: Object.fromEntries(named),
    body: Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)),
  };
}

/** Twilio's client takes an answer as an object where it is one. */
function readIfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
