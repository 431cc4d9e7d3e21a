import type { Phone } from '../call-board';

/** Two connected telephones. */
export interface Conversation {
  readonly caller: Phone;
  readonly other: Phone;
  readonly since: string;
  /** Both have the same color. */
  readonly hue: number;
}

/** The number of colors for conversations. */
export const hueCount = 6;

/** All conversations, each in the color that it had before or in a free one. */
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

/** With more pairs than colors, colors repeat. */
function freeHue(used: ReadonlySet<number>, index: number): number {
  for (let hue = 0; hue < hueCount; hue += 1) if (!used.has(hue)) return hue;
  return index % hueCount;
}
