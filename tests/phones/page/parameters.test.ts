import { pathOf, sortedParameters } from '../../../phones/page/parameters';

test('important parameters come first, and empty ones last', () => {
  const { important, others } = sortedParameters({
    ToZip: '',
    CallSid: 'CA1',
    From: '+15550000001',
    ApiVersion: '2010-04-01',
    QueueTime: '36',
    QueueResult: 'bridged',
    Digits: '',
  });
  expect(important.map(([name]) => name)).toEqual(['QueueResult', 'QueueTime', 'From']);
  expect(others.map(([name]) => name)).toEqual(['ApiVersion', 'CallSid', 'Digits', 'ToZip']);
});

test('a path is shown without the fragment for retries', () => {
  expect(pathOf('/wait?queue=support#ct=3000&rt=5000')).toBe('/wait?queue=support');
});
