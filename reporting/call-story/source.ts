import { failureInWords } from '../../account/credentials/failure';

/** What one of Twilio's records says, or why that is not known. */
export type Source<Item> =
  | { readonly kind: 'read'; readonly items: readonly Item[]; readonly isCut: boolean }
  /** Not there yet; undefined if it cannot be said from when on. */
  | { readonly kind: 'early'; readonly from: Date | undefined }
  /** Twilio has deleted it by now. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'unread'; readonly why: string };

/** Reads it, or tells in words why that cannot be. */
export async function attempt<Item>(read: () => Promise<Source<Item>>): Promise<Source<Item>> {
  try {
    return await read();
  } catch (error) {
    return { kind: 'unread', why: failureInWords(error) };
  }
}

export const asRead = <Item>(items: readonly Item[], isCut = false): Source<Item> => ({
  kind: 'read',
  items,
  isCut,
});

export const itemsOf = <Item>(source: Source<Item>): readonly Item[] =>
  source.kind === 'read' ? source.items : [];

const dayMillis = 24 * 3600_000;

export const isOlderThan = (days: number, moment: Date, now: Date) =>
  now.getTime() - moment.getTime() > days * dayMillis;
