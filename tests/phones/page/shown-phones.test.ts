import type { Phone } from '../../../phones/call-board';
import { type Choice, shownPhones } from '../../../phones/page/shown-phones';
import { phoneWith } from '../timeline';

const since = '2026-01-05T15:00:00.000Z';

const phone = (call: string, doing: Phone['doing'], role: Phone['role'] = 'caller') =>
  phoneWith({ call, role, doing });

const waiting = (call: string) => phone(call, { kind: 'waiting', queue: 'support', since });
const talking = (call: string, other: string, role?: Phone['role']) =>
  phone(call, { kind: 'talking', with: other, since }, role);
const lineOf = (...calls: string[]) => [{ queue: 'support', places: calls.map((call) => ({ call, since })) }];
const sids = (phones: readonly Phone[]) => phones.map(({ call }) => call);

function shown(phones: readonly Phone[], line: readonly string[], choice: Partial<Choice> = {}) {
  const { callers, agents } = shownPhones(phones, lineOf(...line), {
    opened: new Set(),
    most: 12,
    ...choice,
  });
  return {
    callers: { whole: sids(callers.whole), rows: sids(callers.rows), over: sids(callers.over) },
    agents: { whole: sids(agents.whole), rows: sids(agents.rows), over: sids(agents.over) },
  };
}

describe('of more telephones than fit', () => {
  const calls = Array.from({ length: 20 }, (_, index) => `CA${index}`);

  test('the first in line are shown in full', () => {
    const { callers } = shown(calls.map(waiting), calls, { most: 3 });
    expect(callers.whole).toEqual(['CA0', 'CA1', 'CA2']);
    expect(callers.rows).toHaveLength(17);
  });

  test('this tab’s own comes first, and does not count toward the limit', () => {
    const { callers } = shown(calls.map(waiting), calls, { most: 2, yours: 'CA19' });
    expect(callers.whole).toEqual(['CA19', 'CA0', 'CA1']);
  });

  test('opened ones are shown in full', () => {
    const { callers } = shown(calls.map(waiting), calls, { most: 1, opened: new Set(['CA7']) });
    expect(callers.whole).toEqual(['CA0', 'CA7']);
  });

  test('conversations and agents come before waiting callers', () => {
    const phones = [
      ...calls.map(waiting),
      talking('CA30', 'CA31'),
      talking('CA31', 'CA30', 'agent'),
      phone('CA32', { kind: 'listening', stage: 'listening', since }, 'agent'),
    ];
    const { callers, agents } = shown(phones, calls, { most: 4 });
    expect(callers.whole).toEqual(['CA0', 'CA30']);
    expect(agents).toEqual({ whole: ['CA31', 'CA32'], rows: [], over: [] });
  });

  test('this tab’s partner comes before other conversations', () => {
    const phones = [
      talking('CA1', 'CA2'),
      talking('CA2', 'CA1', 'agent'),
      talking('CA3', 'CA4'),
      talking('CA4', 'CA3', 'agent'),
    ];
    expect(shown(phones, [], { most: 1, yours: 'CA3' }).agents.whole).toEqual(['CA4']);
  });
});

test('ended calls are listed separately, the last one first, except this tab’s own', () => {
  const over = (call: string) => phone(call, { kind: 'over' });
  const { callers } = shown([over('CA1'), over('CA2'), over('CA3')], [], { yours: 'CA2' });
  expect(callers).toEqual({ whole: ['CA2'], rows: [], over: ['CA3', 'CA1'] });
});

test('external numbers are with the agents', () => {
  expect(shown([phone('CA1', { kind: 'ringing' }, 'external')], []).agents.whole).toEqual(['CA1']);
});
