/** A mistake in `queues.config.ts`: where it is, what is there, and what to write. */
export interface ConfigProblem {
  /** Where it is, in JavaScript's notation: `queues.support.plans.full[0].say`. */
  readonly path: string;
  /** What is there, without a period at the end: `it is the text '100'`. */
  readonly found: string;
  /** What to write: one sentence or more. */
  readonly fix: string;
}

/** The problem as one line of text. */
export const inWords = ({ path, found, fix }: ConfigProblem): string =>
  `${path}: ${found}${/[.!?]'$/.test(found) ? '' : '.'} ${fix}`;

/** All of them, one line each. A problem that several queues share, such as a list of music, is reported once. */
export function linesOf(problems: readonly ConfigProblem[]): string[] {
  const same = new Map<string, ConfigProblem[]>();
  for (const problem of problems) {
    const key = JSON.stringify([
      problem.path.replace(/^queues(\.[\w$-]+|\['.*?'\])/, ''),
      problem.found,
      problem.fix,
    ]);
    same.set(key, [...(same.get(key) ?? []), problem]);
  }
  return [...same.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const places = others.length === 0 ? '' : ` The same in ${others.map(({ path }) => path).join(', ')}.`;
    return [`${inWords(first)}${places}`];
  });
}

/** The path of a part. A key that is not a JavaScript name is written in brackets. */
export function pathOf(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${parent}['${key}']`;
  return parent === '' ? key : `${parent}.${key}`;
}

const longestShown = 60;

/** A value of a config in a few words. Invisible characters are escaped. */
export function shown(value: unknown): string {
  if (value === undefined || value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `the text '${shortened(escaped(value))}'`;
  if (typeof value === 'number')
    return Number.isNaN(value) ? 'not a number: its calculation fails' : `the number ${value}`;
  if (value instanceof Date) return 'a Date';
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  const keys = Object.keys(value);
  if (keys.length === 0) return '{}';
  return `{ ${shortened(keys.map((key) => `${escaped(key)}: …`).join(', '))} }`;
}

const shortened = (text: string) => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);

/** Invisible characters, and characters that change how the text around them is shown. */
export const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

export const codePointOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const escaped = (text: string) => text.replace(invisible, (character) => `[${codePointOf(character)}]`);
