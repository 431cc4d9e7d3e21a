/** An answer whose status says what became of a request. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What is for one person is kept nowhere on its way. */
export const notStored = { 'Cache-Control': 'private, no-store' };

/** A sentence for whoever reads the answer. */
export const sentence = (status: number, words: string): HttpAnswer => ({
  status,
  headers: { ...notStored, 'Content-Type': 'text/plain; charset=utf-8' },
  body: `${words}\n`,
});
