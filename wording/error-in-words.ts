/**
 * What went wrong, in the words of whatever was thrown: anything may be, and most of it has a message.
 * Whoever adds where it happened keeps the error: `new Error(words, { cause: error })`.
 */
export function errorInWords(error: unknown): string {
  // Not `instanceof Error`: an error of another realm, such as that of a test runner, is none of ours.
  const { message } = Object(error) as { message?: unknown };
  return typeof message === 'string' && message !== '' ? message : String(error);
}
