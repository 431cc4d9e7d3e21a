import {
  type InterruptedDocument,
  interruptedDocumentQuery,
  readInterruptedDocument,
} from '../../src/state/interrupted-document';
import { nowSeconds, parameters } from '../example-config';

const document: InterruptedDocument = {
  ...{ pieceIndex: 2, latestMomentPlayed: 1, queueTimeSeconds: 75, requestedAt: nowSeconds },
};
const query = interruptedDocumentQuery(document);

describe('the document in which a key was pressed', () => {
  test.each<[string, Partial<InterruptedDocument>]>([
    ['with music', {}],
    ['with the first piece', { pieceIndex: 0 }],
    ['with words for music', { pieceIndex: undefined }],
    ['at the start of a stay', { latestMomentPlayed: 0, queueTimeSeconds: 0 }],
  ])('is the same after a journey through a URL: %s', (_sentence, changes) => {
    const given = { ...document, ...changes };
    expect(readInterruptedDocument(parameters(interruptedDocumentQuery(given)))).toEqual(given);
  });

  test.each(['told', 'second', 'asked'])('is unknown without %s', (name) => {
    expect(readInterruptedDocument(parameters({ ...query, [name]: undefined }))).toBeUndefined();
  });
});
