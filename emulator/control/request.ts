import type { IncomingMessage } from 'node:http';

/** Thrown where a request cannot be served; the client gets the status and the reason with its repair. */
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

/** A request body: an object whose fields are still to be read. */
export type Fields = Readonly<Record<string, unknown>>;

/** In bytes. */
const largestBody = 64 * 1024;

/** What a request asks for, as a URL of this machine. */
export function urlOf({ url = '/' }: IncomingMessage): URL {
  const address = `http://127.0.0.1${url}`;
  if (URL.canParse(address)) return new URL(address);
  throw new ControlError(400, `${url} is no path.`);
}

/** The object that a request sends as JSON; an empty one if it sends nothing. */
export async function readFields(body: AsyncIterable<Uint8Array> | null): Promise<Fields> {
  const text = await readText(body ?? []);
  const value = text === '' ? {} : parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new ControlError(400, 'The body is no JSON object. Send one, such as {"advanceSeconds": 5}.');
}

/** A text that is not empty. */
export function textField(fields: Fields, field: string, example: string): string {
  const value = optionalText(fields, field);
  if (value) return value;
  throw new ControlError(400, `${field} is missing. Send a text, such as "${example}".`, field);
}

export function optionalText(fields: Fields, field: string): string | undefined {
  const value = fields[field];
  if (value === undefined || typeof value === 'string') return value;
  throw new ControlError(400, `${field} is no text. Write it in quotation marks.`, field);
}

/** A number within bounds; whole, unless said otherwise. */
export function optionalNumber(
  fields: Fields,
  field: string,
  { min, max, isWhole = true }: { readonly min: number; readonly max: number; readonly isWhole?: boolean },
): number | undefined {
  const value = fields[field];
  if (value === undefined) return undefined;
  const isNumber = typeof value === 'number' && value >= min && value <= max;
  if (isNumber && (!isWhole || Number.isInteger(value))) return value;
  throw new ControlError(400, `${field} is not right. Send a number from ${min} to ${max}.`, field);
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
    // What is too much is read and dropped, so that the client hears why.
    if (size <= largestBody) chunks.push(chunk);
  }
  if (size <= largestBody) return Buffer.concat(chunks).toString();
  throw new ControlError(413, `The body has more than ${largestBody} bytes. Send less.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ControlError(400, `The body is no JSON: ${error instanceof Error ? error.message : error}.`);
  }
}
