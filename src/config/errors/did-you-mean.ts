import { closest, distance } from 'fastest-levenshtein';

/** The known name that was most likely meant, if one is close enough. */
export function meant(name: string, known: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const named = (lowerCase: string) => known.find((one) => one.toLowerCase() === lowerCase);
  if (known.length === 0 || wanted === '') return undefined;
  const near = closest(
    wanted,
    known.map((one) => one.toLowerCase()),
  );
  const mostEdits = wanted.length < 3 ? 1 : Math.max(2, Math.floor(wanted.length * 0.4));
  if (distance(wanted, near) <= mostEdits) return named(near);
  return wanted.length < 4 ? undefined : known.find((one) => one.toLowerCase().includes(wanted));
}

/** A list in words: `a`, `a or b`, `a, b or c`. */
export const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? `${names[0] ?? ''}` : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
