import type { ServerResponse } from 'node:http';
import type { LocalTwilio } from '../local-twilio';
import { controlApi } from './control-api';
import { ControlError, type Fields } from './request';

/** A route's answer. Without a body only the status is sent. */
export interface ControlAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** The answer to a request that cannot be served, or whose code failed. */
export function refused(error: unknown): ControlAnswer {
  if (error instanceof ControlError) {
    const { status, message, field } = error;
    return { status, body: { error: message, ...(field !== undefined && { field }) } };
  }
  // Unexpected, so it is also printed here.
  console.error(error);
  return { status: 500, body: { error: `The server failed: ${error}` } };
}

export function send(response: ServerResponse, { status, body }: ControlAnswer): void {
  const json = body === undefined ? undefined : JSON.stringify(body);
  response.writeHead(status, json === undefined ? {} : { 'Content-Type': 'application/json' }).end(json);
}

/** The control API's answer to a request that another server has parsed. */
export async function answerTo(
  method: string,
  path: string,
  { twilio, fields, query }: { twilio: LocalTwilio; fields: Fields; query: URLSearchParams },
): Promise<ControlAnswer> {
  const body = method === 'GET' ? null : JSON.stringify(fields);
  const response = await controlApi({ twilio }).request(`${path}?${query}`, {
    method,
    body,
    headers: { 'Content-Type': 'application/json' },
  });
  const text = await response.text();
  return { status: response.status, ...(text !== '' && { body: JSON.parse(text) }) };
}
