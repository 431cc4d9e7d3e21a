import type { Phone } from '../call-board';

/** Two telephones that are joined. */
export interface Conversation {
  readonly caller: Phone;
  readonly other: Phone;
  readonly since: string;
  /** Both have the same colour. */
  readonly hue: number;
}

/** How many colours there are for those who talk. */
export const hueCount = 6;

/** Everybody who talks, two by two, each pair in the colour that it had before or in one that is free. */
export function conversationsOf(
  phones: readonly Phone[],
  before: ReadonlyMap<string, number>,
): Conversation[] {
  const byCall = new Map(phones.map((phone) => [phone.call, phone]));
  const pairs = phones.flatMap((caller) => {
    if (caller.role !== 'caller' || caller.doing.kind !== 'talking') return [];
    const other = byCall.get(caller.doing.with);
    return other ? [{ caller, other, since: caller.doing.since }] : [];
  });
  const used = new Set(pairs.flatMap(({ caller }) => before.get(caller.call) ?? []));
  return pairs.map((pair, index) => {
    const hue = before.get(pair.caller.call) ?? freeHue(used, index);
    used.add(hue);
    return { ...pair, hue };
  });
}

/** Where there are more pairs than colours, colours come twice. */
function freeHue(used: ReadonlySet<number>, index: number): number {
  for (let hue = 0; hue < hueCount; hue += 1) if (!used.has(hue)) return hue;
  return index % hueCount;
}
