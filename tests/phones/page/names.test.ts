import { initials, usualName } from '../../../phones/page/names';

const caller = (from: string) => usualName({ role: 'caller', from, to: '+15550100001' });

describe('the name of somebody who was given none', () => {
  test.each([
    ['the first caller', '+15550000001', 'Ana'],
    ['the last of the list', '+15550000026', 'Zoe'],
    ['the next one, who begins the second round', '+15550000027', 'Ana 2'],
    ['the 201st, as a crowd has them', '+15550000201', 'Sam 8'],
    ['somebody with a number that counts nobody', '+15550000000', '+15550000000'],
    ['somebody without a number of digits', 'anonymous', 'anonymous'],
    ['somebody who shows no number at all', '', 'Nameless'],
  ])('%s', (_who, from, name) => {
    expect(caller(from)).toBe(name);
  });

  test('stays the same for the same number', () => {
    expect(caller('+15550000007')).toBe(caller('+15550000007'));
  });

  test('agents are counted, and numbers outside are told by their end', () => {
    expect(usualName({ role: 'agent', from: '+15550000902', to: '+15550100000' })).toBe('Agent 2');
    expect(usualName({ role: 'external', from: '+15550000001', to: '+14155550123' })).toBe('Outside 0123');
  });
});

test.each([
  ['Ana', 'A'],
  ['ana maria de la cruz', 'AC'],
  ['  ', ''],
  ['🎧 Room', '🎧R'],
])('the initials of "%s" are "%s"', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
