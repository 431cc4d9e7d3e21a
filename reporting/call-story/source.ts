/** What one of Twilio's records says, or why that is not known. */
export type Source<Item> =
  | { readonly kind: 'read'; readonly items: readonly Item[]; readonly isCut: boolean }
  /** Not there yet; undefined if it cannot be said from when on. */
  | { readonly kind: 'early'; readonly from: Date | undefined }
  /** Twilio has deleted it by now. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'unread'; readonly why: string };

export const asRead = <Item>(items: readonly Item[], isCut = false): Source<Item> => ({
  kind: 'read',
  items,
  isCut,
});

export const itemsOf = <Item>(source: Source<Item>): readonly Item[] =>
  source.kind === 'read' ? source.items : [];
