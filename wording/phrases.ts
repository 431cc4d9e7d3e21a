/** A thing with its count: `1 agent`, `2 agents`. */
export const counted = (count: number, thing: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? thing : `${thing}s`}`;

/** `a`, `a and b`, `a, b and c`. */
export function inARow(things: readonly string[]): string {
  const last = things.at(-1) ?? '';
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} and ${last}`;
}

/** Spoken words, in quotation marks. */
export const quoted = (text: string) => `“${text}”`;

/** The same words at the start of a sentence. */
export const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
