import type { IncomingMessage } from 'node:http';

/** Thrown if a request cannot be served. The client gets the status and the message, which says how to fix it. */
export class ControlError extends Error {
  override readonly name = 'ControlError';

  constructor(
    readonly status: number,
    message: string,
    /** The field at fault. */
    readonly field?: string,
  ) {
    super(message);
  }
}

/** The body of a request: an object whose fields are not validated yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** In bytes. */
const largestBody = 64 * 1024;

/** The URL of a request, on this machine. Throws a `ControlError` (400) for an invalid path. */
export function urlOf({ url = '/' }: IncomingMessage): URL {
  const address = `http://127.0.0.1${url}`;
  if (URL.canParse(address)) return new URL(address);
  throw new ControlError(400, `${url} is not a path. Send one such as /calls.`);
}

/** The JSON object in a request; an empty one without a body. Throws a `ControlError` (400, 413) for anything else. */
export async function readFields(body: AsyncIterable<Uint8Array> | null): Promise<Fields> {
  const text = await readText(body ?? []);
  const value = text === '' ? {} : parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new ControlError(400, 'The body is not a JSON object. Send one such as {"advanceSeconds": 5}.');
}

/** A string field that is not empty. Throws a `ControlError` (400) if it is missing. */
export function textField(fields: Fields, field: string, example: string): string {
  const value = optionalText(fields, field);
  if (value) return value;
  throw new ControlError(400, `${field} is missing. Send a string such as "${example}".`, field);
}

export function optionalText(fields: Fields, field: string): string | undefined {
  const value = fields[field];
  if (value === undefined || typeof value === 'string') return value;
  throw new ControlError(400, `${field} is not a string. Write it in quotation marks.`, field);
}

/** A number within bounds; whole by default. Throws a `ControlError` (400) for anything else. */
export function optionalNumber(
  fields: Fields,
  field: string,
  { min, max, isWhole = true }: { readonly min: number; readonly max: number; readonly isWhole?: boolean },
): number | undefined {
  const value = fields[field];
  if (value === undefined) return undefined;
  const isNumber = typeof value === 'number' && value >= min && value <= max;
  if (isNumber && (!isWhole || Number.isInteger(value))) return value;
  throw new ControlError(
    400,
    `${field} is not valid. Send a ${isWhole ? 'whole number' : 'number'} from ${min} to ${max}.`,
    field,
  );
}

export function numberField(...[fields, field, bounds]: Parameters<typeof optionalNumber>): number {
  const value = optionalNumber(fields, field, bounds);
  if (value !== undefined) return value;
  throw new ControlError(
    400,
    `${field} is missing. Send a number from ${bounds.min} to ${bounds.max}.`,
    field,
  );
}

async function readText(body: AsyncIterable<Uint8Array> | readonly Uint8Array[]): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    // Excess bytes are still read, so that the client gets the answer.
    if (size <= largestBody) chunks.push(chunk);
  }
  if (size <= largestBody) return Buffer.concat(chunks).toString();
  throw new ControlError(413, `The body is larger than ${largestBody} bytes. Send less.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ControlError(
      400,
      `The body is not JSON: ${error instanceof Error ? error.message : error}. Send a JSON object.`,
    );
  }
}
