import { initials } from '../../../phones/page/names';

test.each([
  ['Ana', 'A'],
  ['ana maria de la cruz', 'AC'],
  ['  ', ''],
  ['🎧 Room', '🎧R'],
])('the initials of "%s" are "%s"', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
