import { latestEpochSeconds } from '../epoch-seconds';
import { longestCallSeconds, type Parameters } from './parameters';

/**
 * The part of a waiting document in which a key is pressed. It travels in the URL that Twilio asks for then, so that the
 * answer can go on where the document was.
 */
export interface InterruptedDocument {
  /** The index of the piece in the config. Undefined: words took the place of music. */
  readonly pieceIndex: number | undefined;
  /** Every moment of messages up to this one has been told. */
  readonly latestMomentTold: number;
  /** When Twilio last told the time waited: that time, of the queue entry, and the moment, in seconds since 1970. */
  readonly queueTimeSeconds: number;
  readonly requestedAt: number;
}

/** The query of the URL for a key. */
export const interruptedDocumentQuery = (document: InterruptedDocument): Record<string, string> => ({
  told: String(document.latestMomentTold),
  ...(document.pieceIndex !== undefined && { piece: String(document.pieceIndex) }),
  second: String(document.queueTimeSeconds),
  asked: String(document.requestedAt),
});

/** What one of our URLs says of the document; undefined if it says nothing, as an older deployment's does. */
export function readInterruptedDocument(parameters: Parameters): InterruptedDocument | undefined {
  const latestMomentTold = parameters.count('told', longestCallSeconds);
  const queueTimeSeconds = parameters.count('second', longestCallSeconds);
  const requestedAt = parameters.count('asked', latestEpochSeconds);
  if (latestMomentTold === undefined || queueTimeSeconds === undefined || requestedAt === undefined) {
    return undefined;
  }
  return { latestMomentTold, queueTimeSeconds, requestedAt, pieceIndex: parameters.count('piece', 99) };
}
