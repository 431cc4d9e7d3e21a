import type { Phone } from '../../../phones/call-board';
import { conversationsOf, hueCount } from '../../../phones/page/conversations';
import { phoneWith } from '../timeline';

const since = '2026-01-05T15:00:00.000Z';

function pair(count: number): Phone[] {
  const phone = (call: string, other: string, role: Phone['role']) =>
    phoneWith({ call, role, doing: { kind: 'talking', with: other, since } });
  return [
    phone(`caller${count}`, `agent${count}`, 'caller'),
    phone(`agent${count}`, `caller${count}`, 'agent'),
  ];
}

const colorsOf = (phones: readonly Phone[], before: ReadonlyMap<string, number> = new Map()) =>
  conversationsOf(phones, before).map(({ caller, other, hue }) => [caller.call, other.call, hue]);

test('each conversation has its own color', () => {
  expect(colorsOf([...pair(1), ...pair(2)])).toEqual([
    ['caller1', 'agent1', 0],
    ['caller2', 'agent2', 1],
  ]);
});

test('a conversation keeps its color when another one ends, and the next one gets the free color', () => {
  const before = new Map([['caller2', 1]]);
  expect(colorsOf([...pair(2), ...pair(3)], before).map(([, , hue]) => hue)).toEqual([1, 0]);
});

test('with more conversations than colors, each still has one', () => {
  const many = Array.from({ length: hueCount + 2 }, (_, index) => pair(index)).flat();
  expect(colorsOf(many).every(([, , hue]) => Number(hue) >= 0 && Number(hue) < hueCount)).toBe(true);
});
