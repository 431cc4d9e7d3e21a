/** An answer by HTTP status rather than TwiML. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Caches must not keep what is for one person. */
export const notStored = { 'Cache-Control': 'private, no-store' };

/** An answer in plain text. */
export const sentence = (status: number, words: string): HttpAnswer => ({
  status,
  headers: { ...notStored, 'Content-Type': 'text/plain; charset=utf-8' },
  body: `${words}\n`,
});
