import type { Phone } from '../call-board';

/** Invented people: whoever calls without a name of their own gets one by their number, and keeps it. */
const firstNames = [
  ...['Ana', 'Ben', 'Cleo', 'Dan', 'Eva', 'Fay', 'Gil', 'Hana', 'Ines', 'Jan', 'Kim', 'Luz', 'Max'],
  ...['Nora', 'Omar', 'Pia', 'Quinn', 'Rosa', 'Sam', 'Tess', 'Uma', 'Vito', 'Wren', 'Xavi', 'Yara', 'Zoe'],
];

/** What somebody is called who was given no name: callers are people, agents and outside numbers are counted. */
export function usualName({ role, from, to }: Pick<Phone, 'role' | 'from' | 'to'>): string {
  if (role === 'external') return `Outside ${lastDigits(to, 4)}`;
  const count = Number(lastDigits(from, 4));
  if (!Number.isInteger(count) || count < 1) return from === '' ? 'Nameless' : from;
  if (role === 'agent') return `Agent ${count % 100 || count}`;
  const round = Math.floor((count - 1) / firstNames.length);
  const name = firstNames[(count - 1) % firstNames.length] ?? '';
  return round === 0 ? name : `${name} ${round + 1}`;
}

/** Up to two letters for the circle next to a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

const lastDigits = (number: string, count: number) => number.replace(/\D/g, '').slice(-count);
