import { firstAgentsNumber, firstCallersNumber, freeNumber } from '../../phones/free-number';

test.each([
  ['the first caller has the first number', firstCallersNumber, [], '+15550000001'],
  [
    'the next caller has a number that nobody has',
    firstCallersNumber,
    ['+15550000001', '+15550000002'],
    '+15550000003',
  ],
  [
    'a number that is free again is used again',
    firstCallersNumber,
    ['+15550000002', 'anonymous'],
    '+15550000001',
  ],
  ['agents have their own numbers', firstAgentsNumber, ['+15550000001'], '+15550000901'],
])('%s', (_, first, taken, free) => {
  expect(
    freeNumber(
      taken.map((from) => ({ from })),
      first,
    ),
  ).toBe(free);
});
