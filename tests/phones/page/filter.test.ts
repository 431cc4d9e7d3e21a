import type { RequestCard, TimelineCard } from '../../../phones/call-board';
import {
  everything,
  type Filter,
  filterFromAddress,
  filterInAddress,
  inOrderShown,
  passes,
} from '../../../phones/page/filter';

const fault = { code: 11200, severity: 'error', message: 'm', repair: 'r' } as const;
const request: RequestCard = {
  kind: 'request',
  number: 1,
  at: '',
  call: 'CA1',
  name: 'Ana',
  method: 'POST',
  host: 'call-queue-1234.twil.io',
  path: '/wait?queue=support',
  parameters: { QueuePosition: '3' },
  headers: {},
  answer: '<Response><Say>Three callers are ahead of you.</Say></Response>',
  millis: 50,
  status: 200,
  attempts: [{ millis: 50, status: 200 }],
  logLines: [{ at: '', path: '/wait', level: 'log', text: '{"event":"announced"}' }],
};
const cards: readonly TimelineCard[] = [
  request,
  { ...request, number: 2, call: 'CA2', name: 'Ben', answer: '', logLines: [], fault },
  { kind: 'event', number: 3, at: '', call: 'CA1', name: 'Ana', text: 'Ana waits in support' },
  { kind: 'fault', number: 4, at: '', fault },
  {
    ...request,
    number: 5,
    call: 'CA3',
    name: 'Cleo',
    attempts: [
      { millis: 1, status: 500, failure: '5xx' },
      { millis: 50, status: 200 },
    ],
  },
];

test.each<[string, Partial<Filter>, number[]]>([
  ['everything', {}, [1, 2, 3, 4, 5]],
  ['requests and faults', { kind: 'request' }, [1, 2, 4, 5]],
  ['faults, including those of requests and of failed attempts', { kind: 'fault' }, [2, 4, 5]],
  ['what happened on one call', { call: 'CA1' }, [1, 3]],
  ['nothing, for the faults of a call without faults', { kind: 'fault', call: 'CA1' }, []],
  ['cards with a name', { text: 'BEN' }, [2]],
  ['cards with a path and status', { text: 'post /wait?queue=support 200' }, [1, 2, 5]],
  ['cards with a parameter', { text: 'QueuePosition=3', call: 'CA1' }, [1]],
  ['cards with spoken words', { text: 'ahead of you' }, [1, 5]],
  ['cards with what the function logged', { text: 'announced' }, [1, 5]],
  ['cards with an error code', { text: '11200' }, [2, 4]],
  ['cards with the words of an event', { text: 'waits in' }, [3]],
])('a filter shows %s', (_what, filter, numbers) => {
  const shown = cards.filter((card) => passes(card, { ...everything, ...filter }));
  expect(shown.map(({ number }) => number)).toEqual(numbers);
});

test.each<[Filter, string]>([
  [everything, ''],
  [
    { call: 'CA1', kind: 'fault', text: 'a b&c', isGrouped: true },
    '?call=CA1&kind=fault&search=a+b%26c&group=call',
  ],
])('the address of the page keeps %j', (filter, address) => {
  expect(filterInAddress(filter)).toBe(address);
  expect(filterFromAddress(address)).toEqual({ ...filter, call: filter.call });
});

test('an address with an unknown kind shows everything', () => {
  expect(filterFromAddress('?kind=toString')).toMatchObject({ kind: 'all' });
});

test('cards are grouped by call, the call with the newest card first', () => {
  const numbers = (isGrouped: boolean) => inOrderShown(cards, isGrouped).map(({ number }) => number);
  expect(numbers(false)).toEqual([5, 4, 3, 2, 1]);
  expect(numbers(true)).toEqual([5, 4, 3, 1, 2]);
});
