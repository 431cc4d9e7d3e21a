import type { TimelineCard } from '../call-board';

/** Which cards somebody wants to see. */
export interface Filter {
  readonly call?: string | undefined;
  readonly kind: 'all' | 'webhook' | 'fault';
}

/** Whether a card is one of those that somebody wants to see. */
export function passes(card: TimelineCard, { call, kind }: Filter): boolean {
  if (call !== undefined && card.call !== call) return false;
  const isFault = card.kind === 'fault' || (card.kind === 'webhook' && card.fault !== undefined);
  if (kind === 'fault') return isFault;
  return kind === 'all' || card.kind !== 'event';
}
