import { isOwnSignature, ownSignature } from '../../src/state/own-signature';

const query = { queue: 'support', call: 'CA1' };
const signature = ownSignature(query, 'secret');

test.each<[string, Parameters<typeof isOwnSignature>, boolean]>([
  ['with the token of the account counts', [signature, query, 'secret'], true],
  ['with another token does not', [signature, query, 'other'], false],
  ['of another query does not', [signature, { ...query, call: 'CA2' }, 'secret'], false],
  ['that is longer does not', [`${signature}A`, query, 'secret'], false],
  ['that is missing does not', [undefined, query, 'secret'], false],
  ['does not count where the token is unknown', [signature, query, undefined], false],
  ['with an empty token does not count', [ownSignature(query, ''), query, ''], false],
])('our signature %s', (_sentence, given, expected) => {
  expect(isOwnSignature(...given)).toBe(expected);
});
