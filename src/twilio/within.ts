/** The result of this work, or a rejection after this many milliseconds. The work itself goes on. */
export async function within<T>(millis: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${millis} ms`)), millis);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

/** Like `within`, for work that a signal can stop: after the time it is aborted and leaves nothing open. */
export async function stoppedWithin<T>(
  millis: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  return within(millis, work(stop.signal)).finally(() => stop.abort());
}
