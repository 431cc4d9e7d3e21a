import { type Agent, numberOf as agentNumberOf } from '../src/config/queue-config';
import type { Phone } from './call-board';

/** Made-up people, in the order of the made-up numbers. */
const firstNames = [
  ...['Ana', 'Ben', 'Cleo', 'Dan', 'Eva', 'Fay', 'Gil', 'Hana', 'Ines', 'Jan', 'Kim', 'Luz', 'Max'],
  ...['Nora', 'Omar', 'Pia', 'Quinn', 'Rosa', 'Sam', 'Tess', 'Uma', 'Vito', 'Wren', 'Xavi', 'Yara', 'Zoe'],
];

type Caller = Pick<Phone, 'role' | 'from' | 'to'>;

/** The number of the person on a telephone. */
export const numberOf = ({ role, from, to }: Caller): string => (role === 'external' ? to : from);

/** The name of a person who has none: callers get a first name, agents a count, external numbers their last digits. */
export function usualName({ role, from, to }: Caller): string {
  if (role === 'external') return `External ${lastDigits(to, 4)}`;
  const count = Number(lastDigits(from, 4));
  if (!Number.isInteger(count) || count < 1) return from === '' ? 'Nameless' : from;
  if (role === 'agent') return `Agent ${count % 100 || count}`;
  const round = Math.floor((count - 1) / firstNames.length);
  const name = firstNames[(count - 1) % firstNames.length] ?? '';
  return round === 0 ? name : `${name} ${round + 1}`;
}

/**
 * The name for a new call: the wanted one, else the one that this number had before, else the agent's id or a usual name.
 * If another person has that name, a number is added, so two people never share one, and earlier calls keep theirs.
 */
export function nameOfNewCall(
  caller: Caller,
  wanted: string | undefined,
  phones: readonly Phone[],
  agents: readonly Agent[],
): string {
  const number = numberOf(caller);
  // An agent calls in and is rung.
  const isOwn = (phone: Phone) =>
    (phone.role === 'caller') === (caller.role === 'caller') &&
    numberOf(phone) === number &&
    phone.doing.kind === 'over';
  const taken = new Set(phones.filter((phone) => !isOwn(phone)).map(({ name }) => name));
  const listed = agents.find((agent) =>
    caller.role === 'agent' ? agentNumberOf(agent) === number : agent.contactUri === number,
  )?.id;
  const known = caller.role === 'caller' ? undefined : listed;
  const before = phones.findLast(isOwn)?.name;
  let name = wanted || before || known || usualName(caller);
  while (taken.has(name)) name = nextName(name);
  return name;
}

/** `Ana`, `Ana 2`, `Ana 3`. */
function nextName(name: string): string {
  const [, words = name, count = '1'] = /^(.*) (\d+)$/.exec(name) ?? [];
  return `${words} ${Number(count) + 1}`;
}

const lastDigits = (number: string, count: number) => number.replace(/\D/g, '').slice(-count);
