import { runInNewContext } from 'node:vm';
import { errorInWords } from '../../wording/error-in-words';

test.each<[string, unknown, string]>([
  ['an error', new Error('The file is missing.'), 'The file is missing.'],
  ['an error of another realm', runInNewContext('new RangeError("out of range")'), 'out of range'],
  ['an error without words', new TypeError(), 'TypeError'],
  ['a text', 'stopped', 'stopped'],
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
  ['an object with a message', { message: 'refused' }, 'refused'],
])('%s is put in words', (_what, thrown, words) => {
  expect(errorInWords(thrown)).toBe(words);
});
