/**
 * What went wrong, in words. Anything can be thrown, and most of it has a message.
 * To add where it happened, keep the error as the cause: `new Error(words, { cause: error })`.
 */
export function errorInWords(error: unknown): string {
  // Not `instanceof Error`: that is false for an error of another realm, such as a test runner's.
  const { message } = Object(error) as { message?: unknown };
  return typeof message === 'string' && message !== '' ? message : String(error);
}
