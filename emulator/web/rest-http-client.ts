import RequestClient from 'twilio/lib/base/RequestClient';
import { exchange, type RestApi, type WireRequest } from './rest-exchange';

type Adapter = Extract<RequestClient['axios']['defaults']['adapter'], (...parameters: never) => unknown>;
type Config = Parameters<Adapter>[0];

/**
 * An `httpClient` for the twilio client of the same process, which asks the local Twilio without a network.
 * It is Twilio's own client with only the transport replaced, so that forms, queries, headers and
 * errors are made by the very code that makes them in production.
 */
export function restHttpClient(rest: RestApi): RequestClient {
  const client = new RequestClient();
  client.axios.defaults.adapter = async (config) => {
    const { status, content } = await exchange(rest, wireRequest(client.axios.getUri(config), config));
    return { status, statusText: '', data: content?.bytes.toString() ?? '', headers: {}, config };
  };
  return client;
}

function wireRequest(uri: string, { method = 'get', headers, data }: Config): WireRequest {
  return {
    method: method.toUpperCase(),
    url: new URL(uri),
    authorization: headers.get('Authorization')?.toString(),
    contentType: headers.get('Content-Type')?.toString(),
    body: Buffer.from(typeof data === 'string' ? data : ''),
  };
}
