import type { Phone } from '../../phones/call-board';
import { nameOfNewCall, usualName } from '../../phones/phone-name';
import { AGENTS, phoneWith, SUPPORT } from './timeline';

const caller = (from: string) => usualName({ role: 'caller', from, to: SUPPORT });

describe('the usual name of', () => {
  test.each([
    ['the first caller', '+15550000001', 'Ana'],
    ['the last of the list', '+15550000026', 'Zoe'],
    ['the next one, who starts the list again', '+15550000027', 'Ana 2'],
    ['the 201st caller of a crowd', '+15550000201', 'Sam 8'],
    ['a caller with a number outside the series', '+15550000000', '+15550000000'],
    ['a caller whose number is not made of digits', 'anonymous', 'anonymous'],
    ['a caller without any number', '', 'Nameless'],
  ])('%s', (_who, from, name) => {
    expect(caller(from)).toBe(name);
  });

  test('agents has a count, and that of external numbers has their last digits', () => {
    expect(usualName({ role: 'agent', from: '+15550000902', to: AGENTS })).toBe('Agent 2');
    expect(usualName({ role: 'external', from: '+15550000001', to: '+14155550123' })).toBe('External 0123');
  });
});

describe('a new call', () => {
  const ana = phoneWith({ call: 'CA1', name: 'Ana', from: '+15550000001' });
  const over = (phone: Phone): Phone => ({ ...phone, doing: { kind: 'over' } });
  const agents = [{ id: 'eva', queues: ['support'], number: '+15550990001' }] as const;
  const name = (from: string, phones: readonly Phone[], wanted?: string) =>
    nameOfNewCall({ role: 'caller', from, to: SUPPORT }, wanted, phones, agents);
  const agentName = (from: string, phones: readonly Phone[], wanted?: string) =>
    nameOfNewCall({ role: 'agent', from, to: AGENTS }, wanted, phones, agents);

  test.each<[string, string, string]>([
    ['has the usual name of its number', name('+15550000001', []), 'Ana'],
    ['has the name that was typed', name('+15550000001', [], 'Eve'), 'Eve'],
    [
      'has the name that its number had before',
      name('+15550000009', [over({ ...ana, from: '+15550000009' })]),
      'Ana',
    ],
    ['has a different name from a caller with another number', name('+14150000001', [ana]), 'Ana 2'],
    ['has a different name from a caller who left', name('+14150000001', [over(ana)]), 'Ana 2'],
    ['has a different name from the second caller', name('+14150000027', [ana], 'Ana 2'), 'Ana 2'],
    ['has its own name if its number is already in a call', name('+15550000001', [ana]), 'Ana 2'],
    ['from an agent has the id in the config', agentName('+15550990001', []), 'eva'],
    [
      'to an agent has the name of their call before',
      nameOfNewCall(
        { role: 'external', from: SUPPORT, to: '+15550990001' },
        undefined,
        [over(phoneWith({ call: 'CA1', role: 'agent', name: 'eva', from: '+15550990001' }))],
        agents,
      ),
      'eva',
    ],
  ])('%s', (_, given, expected) => {
    expect(given).toBe(expected);
  });

  test('from an agent never has the name of another agent', () => {
    const first = phoneWith({ call: 'CA1', role: 'agent', name: 'Agent 1', from: '+15550000901' });
    expect(agentName('+14150000001', [first])).toBe('Agent 2');
    expect(agentName('+14150000101', [first, { ...first, call: 'CA2', name: 'Agent 2', from: '+1' }])).toBe(
      'Agent 3',
    );
  });
});
