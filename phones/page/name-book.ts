import type { Phone } from '../call-board';
import type { SimulationState } from '../protocol';
import { usualName } from './names';
import { withNames } from './words';

const place = 'call-queue-names';
const namesKept = 200;

/** Who is who: by the names that somebody typed on a page of this browser, else by invented ones. Labels, nothing more. */
export class NameBook {
  private typed = readNames();
  private phones: readonly Phone[] = [];
  private lines: ReadonlyMap<string, string> = new Map();

  constructor() {
    addEventListener('storage', ({ key }) => {
      if (key === place) this.typed = readNames();
    });
  }

  /** The numbers that people ring have names as well. */
  show({ numbers, agentsNumber }: SimulationState): void {
    this.lines = new Map([
      [agentsNumber, 'the agents’ number'],
      ...numbers.map(({ phoneNumber, queue }) => [phoneNumber, queue] as const),
    ]);
  }

  update(phones: readonly Phone[]): void {
    this.phones = phones;
  }

  of(phone: Pick<Phone, 'role' | 'from' | 'to'>): string {
    return this.typed.get(numberOf(phone)) ?? usualName(phone);
  }

  /** Who is on a call; undefined if nobody knows any more. */
  on(call: string): string | undefined {
    const phone = this.phones.find((one) => one.call === call);
    return phone && this.of(phone);
  }

  /** A sentence that tells people by their numbers, with their names. */
  inSentence(text: string): string {
    return withNames(text, (number) => this.lines.get(number) ?? this.withNumber(number));
  }

  give(phoneNumber: string, name: string): void {
    this.typed.delete(phoneNumber);
    if (name !== '') this.typed.set(phoneNumber, name);
    const kept = [...this.typed].slice(-namesKept);
    localStorage.setItem(place, JSON.stringify(kept));
  }

  private withNumber(number: string): string | undefined {
    const phone = this.phones.findLast((one) => numberOf(one) === number);
    return phone && this.of(phone);
  }
}

/** The number of whoever is on a telephone. */
export const numberOf = ({ role, from, to }: Pick<Phone, 'role' | 'from' | 'to'>): string =>
  role === 'external' ? to : from;

function readNames(): Map<string, string> {
  try {
    const entries: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return new Map(Array.isArray(entries) ? entries.filter(isNaming) : []);
  } catch {
    return new Map();
  }
}

const isNaming = (entry: unknown): entry is [string, string] =>
  Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string';
