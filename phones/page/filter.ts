import type { TimelineCard } from '../call-board';

/** Which cards to show. */
export interface Filter {
  readonly call?: string | undefined;
  readonly kind: 'all' | 'request' | 'fault';
  /** Words that a card must contain, in upper or lower case. */
  readonly text: string;
  readonly isGrouped: boolean;
}

export const everything: Filter = { kind: 'all', text: '', isGrouped: false };

/** Whether to show a card. */
export function passes(card: TimelineCard, { call, kind, text }: Filter): boolean {
  if (call !== undefined && card.call !== call) return false;
  const isFault = card.kind === 'fault' || (card.kind === 'request' && hasFailed(card));
  if (kind === 'fault' && !isFault) return false;
  if (kind === 'request' && card.kind === 'event') return false;
  return text === '' || textOf(card).includes(text.toLowerCase());
}

const hasFailed = ({ fault, attempts }: Extract<TimelineCard, { kind: 'request' }>) =>
  fault !== undefined || attempts.some(({ failure }) => failure !== undefined);

const texts = new WeakMap<TimelineCard, string>();

/** All text in a card that a search can find. */
function textOf(card: TimelineCard): string {
  const known = texts.get(card);
  if (known !== undefined) return known;
  const parts = [card.name ?? '', ...partsOf(card)];
  const text = parts.join('\n').toLowerCase();
  texts.set(card, text);
  return text;
}

function partsOf(card: TimelineCard): readonly string[] {
  switch (card.kind) {
    case 'event':
      return [card.text];
    case 'fault':
      return [String(card.fault.code), card.fault.message, card.fault.repair];
    case 'request':
      return [
        `${card.method} ${card.path} ${card.status ?? ''}`,
        ...Object.entries(card.parameters).map(([name, value]) => `${name}=${value}`),
        card.answer,
        ...(card.fault ? [String(card.fault.code), card.fault.message] : []),
        ...card.logLines.map(({ text }) => text),
      ];
    default:
      return card satisfies never;
  }
}

/** A filter as the query of the page's address: a link to it shows the same cards. */
export function filterInAddress({ call, kind, text, isGrouped }: Filter): string {
  const query = new URLSearchParams({
    ...(call !== undefined && { call }),
    ...(kind !== 'all' && { kind }),
    ...(text !== '' && { search: text }),
    ...(isGrouped && { group: 'call' }),
  }).toString();
  return query && `?${query}`;
}

/** The filter in an address. */
export function filterFromAddress(search: string): Filter {
  const query = new URLSearchParams(search);
  const kind = query.get('kind');
  return {
    call: query.get('call') ?? undefined,
    kind: kind === 'request' || kind === 'fault' ? kind : 'all',
    text: query.get('search') ?? '',
    isGrouped: query.get('group') === 'call',
  };
}

/** Cards, newest first; when grouped, those of a call are together, and the call with the newest card comes first. */
export function inOrderShown(cards: readonly TimelineCard[], isGrouped: boolean): readonly TimelineCard[] {
  const newestFirst = cards.toReversed();
  if (!isGrouped) return newestFirst;
  const groups = new Map<string, TimelineCard[]>();
  for (const card of newestFirst) {
    const group = groups.get(card.call ?? '');
    if (group) group.push(card);
    else groups.set(card.call ?? '', [card]);
  }
  return [...groups.values()].flat();
}
