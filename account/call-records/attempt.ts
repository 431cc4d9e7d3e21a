import type { Source } from '../../reporting/call-story/source';
import { failureInWords } from '../failure-in-words';

/** Reads it, or says why that failed. */
export async function attempt<Item>(read: () => Promise<Source<Item>>): Promise<Source<Item>> {
  try {
    return await read();
  } catch (error) {
    return { kind: 'unread', why: failureInWords(error) };
  }
}

const dayMillis = 24 * 3600_000;

export const isOlderThan = (days: number, moment: Date, now: Date) =>
  now.getTime() - moment.getTime() > days * dayMillis;
