import { latestEpochSeconds } from '../epoch-seconds';
import { longestCallSeconds, type Parameters } from './parameters';

/**
 * The part of a waiting document in which a key is pressed. It is in the URL that Twilio then requests, so that the
 * answer can continue where the document was.
 */
export interface InterruptedDocument {
  /** The index of the piece in the config. Undefined if words replaced the music. */
  readonly pieceIndex: number | undefined;
  /** The messages of every moment up to this one have been played. */
  readonly latestMomentPlayed: number;
  /** The last `QueueTime` from Twilio, and when it came (`requestedAt`), in seconds since 1970. */
  readonly queueTimeSeconds: number;
  readonly requestedAt: number;
}

/** The query of the URL for a key. */
export const interruptedDocumentQuery = (document: InterruptedDocument): Record<string, string> => ({
  told: String(document.latestMomentPlayed),
  ...(document.pieceIndex !== undefined && { piece: String(document.pieceIndex) }),
  second: String(document.queueTimeSeconds),
  asked: String(document.requestedAt),
});

/** What one of our URLs says about the document; undefined if it says nothing, like URLs of older deployments. */
export function readInterruptedDocument(parameters: Parameters): InterruptedDocument | undefined {
  const latestMomentPlayed = parameters.count('told', longestCallSeconds);
  const queueTimeSeconds = parameters.count('second', longestCallSeconds);
  const requestedAt = parameters.count('asked', latestEpochSeconds);
  if (latestMomentPlayed === undefined || queueTimeSeconds === undefined || requestedAt === undefined) {
    return undefined;
  }
  return { latestMomentPlayed, queueTimeSeconds, requestedAt, pieceIndex: parameters.count('piece', 99) };
}
