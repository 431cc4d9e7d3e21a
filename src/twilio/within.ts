/** What this work comes to, or a rejection once so many milliseconds are over. The work itself goes on. */
export async function within<T>(millis: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${millis} ms`)), millis);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}
