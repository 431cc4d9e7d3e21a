import { dirname, join } from 'node:path';
import TwiML from 'twilio/lib/twiml/TwiML';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import { type WebResponse, webResponse } from '../../web/message';

/** `Twilio.Response` from the installed runtime handler. */
const { Response: RuntimeResponse } = require(
  join(dirname(require.resolve('@twilio/runtime-handler/dev')), 'internal', 'response.js'),
) as { Response: new () => RuntimeAnswer };

interface RuntimeAnswer {
  readonly body: unknown;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

/** The global `Twilio` of functions. */
export const twilioGlobal = { Response: RuntimeResponse, twiml: { VoiceResponse } };

/** https://www.twilio.com/docs/serverless/functions-assets/functions/invocation says what each becomes. */
export function responseOf(payload: unknown): WebResponse {
  if (payload instanceof RuntimeResponse) return builtResponse(payload);
  if (payload instanceof TwiML) return webResponse(200, 'text/xml', payload.toString());
  if (typeof payload === 'string') return webResponse(200, 'text/plain', payload);
  if (payload === undefined || payload === null) return webResponse(200, 'text/plain', '');
  return webResponse(200, 'application/json', JSON.stringify(payload));
}

function builtResponse({ body, headers, statusCode }: RuntimeAnswer): WebResponse {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body ?? '');
  return { status: statusCode, headers: Object.fromEntries(named), body: Buffer.from(text) };
}
