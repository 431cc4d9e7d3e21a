import type RequestClient from 'twilio/lib/base/RequestClient';
import { exchange, type RestApi, type WireRequest } from './rest-exchange';

type Adapter = Extract<RequestClient['axios']['defaults']['adapter'], (...parameters: never) => unknown>;
type Config = Parameters<Adapter>[0];

/**
 * An `httpClient` for a twilio client in the same process, which calls the local Twilio without a network. It is Twilio's
 * own client with only the transport replaced, so the code that builds forms, queries, headers and errors is the one that
 * runs in production.
 */
export function restHttpClient(rest: RestApi): RequestClient {
  // Loaded on first use: it is large.
  const Client = require('twilio/lib/base/RequestClient') as typeof RequestClient;
  const client = new Client();
  client.axios.defaults.adapter = async (config) => {
    const answer = await exchange(rest, wireRequest(client.axios.getUri(config), config));
    const { status, content, headers } = answer;
    return { status, statusText: '', data: content?.bytes.toString() ?? '', headers: { ...headers }, config };
  };
  return client;
}

function wireRequest(uri: string, { method = 'get', headers, data }: Config): WireRequest {
  const named = Object.entries(headers.toJSON()).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    method: method.toUpperCase(),
    url: new URL(uri),
    headers: Object.fromEntries(named),
    body: Buffer.from(typeof data === 'string' ? data : ''),
  };
}
