/** What this work comes to, or a rejection once so many milliseconds are over. The work itself goes on. */
export async function within<T>(millis: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${millis} ms`)), millis);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

/** As `within`, for work that stops by a signal: it ends with its time, and leaves nothing open behind it. */
export async function stoppedWithin<T>(
  millis: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  return within(millis, work(stop.signal)).finally(() => stop.abort());
}
