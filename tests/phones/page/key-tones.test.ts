import { isKey, keys, keyTones, spokenKey } from '../../../phones/page/key-tones';

test.each([
  ['1', 697, 1209],
  ['3', 697, 1477],
  ['5', 770, 1336],
  ['*', 941, 1209],
  ['0', 941, 1336],
  ['#', 941, 1477],
] as const)('key %s sounds at %d and %d hertz', (key, row, column) => {
  expect(keyTones(key)).toEqual([row, column]);
});

test('no two keys sound alike', () => {
  expect(new Set(keys.map((key) => keyTones(key).join())).size).toBe(12);
});

test('most keys of a keyboard are not keys of a telephone', () => {
  expect(['7', '#', 'm', 'Enter', ''].map(isKey)).toEqual([true, true, false, false, false]);
});

test('star and pound have spoken names', () => {
  expect([spokenKey('*'), spokenKey('#'), spokenKey('7')]).toEqual(['star', 'pound', '7']);
});
