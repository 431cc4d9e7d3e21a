/** The keys of a telephone, row by row. */
export const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

export type Key = (typeof keys)[number];

export const isKey = (text: string): text is Key => (keys as readonly string[]).includes(text);

/** What is printed on a key below its digit. */
export const lettersOn: Partial<Record<Key, string>> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
  0: '+',
};

/** The spoken name of a key, for people who cannot see it. */
export const spokenKey = (key: Key): string => ({ '*': 'star', '#': 'pound' })[key as '*' | '#'] ?? key;

const rowHertz = [697, 770, 852, 941] as const;
const columnHertz = [1209, 1336, 1477] as const;

/** The two tones of a key in hertz, the row's and the column's (ITU-T Q.23). */
export function keyTones(key: Key): readonly [row: number, column: number] {
  const index = keys.indexOf(key);
  return [rowHertz[Math.floor(index / 3)] ?? 0, columnHertz[index % 3] ?? 0];
}
