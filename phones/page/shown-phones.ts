import type { Phone, WaitingQueue } from '../call-board';

export interface Choice {
  /** The telephone in this tab's hand. */
  readonly yours?: string | undefined;
  /** Those that somebody opened. */
  readonly opened: ReadonlySet<string>;
  /** How many are shown whole, at most; what is in hand or opened comes on top. */
  readonly most: number;
}

/** The telephones of one side of the page. */
export interface Side {
  /** Shown whole: what is in hand first, the others from the oldest call. */
  readonly whole: readonly Phone[];
  /** Shown as a row each. */
  readonly rows: readonly Phone[];
  /** Their calls are over; the last that ended comes first. */
  readonly over: readonly Phone[];
}

export interface ShownPhones {
  readonly callers: Side;
  readonly agents: Side;
}

/** Which telephones are shown whole: two hundred of them would be more than anybody looks at. */
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

/** Lower comes first: who talks to the one in hand, who talks, agents, then the line from its front. */
function rankOf({ call, role, doing }: Phone, places: ReadonlyMap<string, number>, yours?: string): number {
  if (doing.kind === 'talking') return doing.with === yours ? 0 : 1;
  if (role !== 'caller') return 2;
  return 3 + (places.get(call) ?? 0);
}

/** Each waiting call’s place in its line, from 1 up. */
export const placesIn = (queues: readonly WaitingQueue[]): Map<string, number> =>
  new Map(queues.flatMap(({ places }) => places.map(({ call }, index) => [call, index + 1] as const)));

export const isOver = ({ doing }: Phone): boolean => doing.kind === 'over';
