/** What one of Twilio's records contains, or why it is missing. */
export type Source<Item> =
  | { readonly kind: 'read'; readonly items: readonly Item[]; readonly isCut: boolean }
  /** Not there yet; undefined if we cannot say when it will be. */
  | { readonly kind: 'early'; readonly from: Date | undefined }
  /** Twilio has already deleted it. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'unread'; readonly why: string };

export const asRead = <Item>(items: readonly Item[], isCut = false): Source<Item> => ({
  kind: 'read',
  items,
  isCut,
});

export const itemsOf = <Item>(source: Source<Item>): readonly Item[] =>
  source.kind === 'read' ? source.items : [];
