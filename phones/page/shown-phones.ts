import type { Phone, WaitingQueue } from '../call-board';

export interface Choice {
  /** This tab's own telephone. */
  readonly yours?: string | undefined;
  /** Those that the user opened. */
  readonly opened: ReadonlySet<string>;
  /** How many are shown in full at most, not counting this tab's own and the opened ones. */
  readonly most: number;
}

/** The telephones of one side of the page. */
export interface Side {
  /** Shown in full: this tab's own first, then the others, oldest call first. */
  readonly whole: readonly Phone[];
  /** Shown as rows. */
  readonly rows: readonly Phone[];
  /** Their calls are over; the one that ended last comes first. */
  readonly over: readonly Phone[];
}

export interface ShownPhones {
  readonly callers: Side;
  readonly agents: Side;
}

/** Decides which telephones are shown in full: two hundred would be too many to look at. */
export function shownPhones(
  phones: readonly Phone[],
  queues: readonly WaitingQueue[],
  choice: Choice,
): ShownPhones {
  const { most, yours, opened } = choice;
  const isChosen = ({ call }: Phone) => call === yours || opened.has(call);
  const places = placesIn(queues);
  const candidates = phones
    .filter((phone) => !isOver(phone) && !isChosen(phone))
    .map((phone, index) => ({ call: phone.call, rank: rankOf(phone, places, yours), index }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index);
  const whole = new Set(candidates.slice(0, most).map(({ call }) => call));
  const isWhole = (phone: Phone) => isChosen(phone) || whole.has(phone.call);
  const side = (own: readonly Phone[]): Side => ({
    whole: [
      ...own.filter(({ call }) => call === yours),
      ...own.filter((phone) => phone.call !== yours && isWhole(phone)),
    ],
    rows: own.filter((phone) => !isWhole(phone) && !isOver(phone)),
    over: own.filter((phone) => !isChosen(phone) && isOver(phone)).reverse(),
  });
  return {
    callers: side(phones.filter(({ role }) => role === 'caller')),
    agents: side(phones.filter(({ role }) => role !== 'caller')),
  };
}

/** Lower comes first: this tab's partner, other conversations, agents, then the line from its front. */
function rankOf({ call, role, doing }: Phone, places: ReadonlyMap<string, number>, yours?: string): number {
  if (doing.kind === 'talking') return doing.with === yours ? 0 : 1;
  if (role !== 'caller') return 2;
  return 3 + (places.get(call) ?? 0);
}

/** Each waiting call’s place in its line, counted from 1. */
export const placesIn = (queues: readonly WaitingQueue[]): Map<string, number> =>
  new Map(queues.flatMap(({ places }) => places.map(({ call }, index) => [call, index + 1] as const)));

export const isOver = ({ doing }: Phone): boolean => doing.kind === 'over';
