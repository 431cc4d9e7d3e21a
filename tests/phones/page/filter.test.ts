import type { TimelineCard } from '../../../phones/call-board';
import { type Filter, passes } from '../../../phones/page/filter';

const fault = { code: 11200, severity: 'error', message: 'm', repair: 'r' } as const;
const webhook: TimelineCard = {
  kind: 'webhook',
  number: 1,
  at: '',
  call: 'CA1',
  method: 'POST',
  path: '/wait',
  parameters: {},
  answer: '',
  millis: 50,
  attempts: 1,
};
const cards: readonly TimelineCard[] = [
  webhook,
  { ...webhook, number: 2, call: 'CA2', fault },
  { kind: 'event', number: 3, at: '', call: 'CA1', text: 'Ana waits' },
  { kind: 'fault', number: 4, at: '', fault },
];

test.each<[string, Filter, number[]]>([
  ['everything', { kind: 'all' }, [1, 2, 3, 4]],
  ['webhooks and faults', { kind: 'webhook' }, [1, 2, 4]],
  ['faults, those of webhooks too', { kind: 'fault' }, [2, 4]],
  ['what is of one call', { kind: 'all', call: 'CA1' }, [1, 3]],
  ['faults of a call that has none', { kind: 'fault', call: 'CA1' }, []],
])('one can see %s', (_what, filter, numbers) => {
  expect(cards.filter((card) => passes(card, filter)).map(({ number }) => number)).toEqual(numbers);
});
