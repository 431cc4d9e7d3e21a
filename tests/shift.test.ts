import fc from 'fast-check';
import { beginShift, readShift, type Shift, shiftQuery } from '../src/shift';
import { config, nowSeconds, parameters, queue } from './example-config';

describe('a shift', () => {
  test('is the same after a journey through a URL', () => {
    const moments = fc.integer({ min: 0, max: 99_999_999_999 });
    const shifts: fc.Arbitrary<Shift> = fc.record({
      agent: fc.constantFrom('agent', 'agent-1', 'agent-2', 'agent-3'),
      queue: fc.constantFrom(queue('support'), queue('sales')),
      startedAt: moments,
      dialledAt: moments,
    });
    fc.assert(
      fc.property(shifts, (shift) => {
        expect(readShift(parameters(shiftQuery(shift)), config, nowSeconds)).toEqual(shift);
      }),
    );
  });

  test('begins now, for nobody in particular, when the URL says nothing', () => {
    expect(readShift(parameters(), config, nowSeconds)).toEqual({
      agent: 'agent',
      queue: queue(),
      startedAt: nowSeconds,
      dialledAt: nowSeconds,
    });
  });

  test('is of no agent that the config does not list', () => {
    expect(readShift(parameters({ agent: '+15550101009' }), config, nowSeconds).agent).toBe('agent');
  });
});

describe('an agent who begins a shift', () => {
  test.each<[string, Record<string, string>, string, string]>([
    [
      'is the one whose number it is, and serves the queue of that agent',
      { From: '+15550101001' },
      'agent-1',
      'sales',
    ],
    [
      'serves the queue of the URL instead, if it names one',
      { From: '+15550101001', queue: 'support' },
      'agent-1',
      'support',
    ],
    [
      'serves the own queue when the URL names one that does not exist',
      { From: '+15550101001', queue: 'x' },
      'agent-1',
      'sales',
    ],
    ['is nobody in particular from an unlisted number', { From: '+15550109999' }, 'agent', 'support'],
    ['is nobody in particular without a number, though one agent has none', {}, 'agent', 'support'],
  ])('%s', (_sentence, given, agent, queueName) => {
    const shift = beginShift(parameters(given), config, nowSeconds - 5, nowSeconds);
    expect(shift).toMatchObject({ agent, startedAt: nowSeconds - 5, dialledAt: nowSeconds });
    expect(shift.queue.name).toBe(queueName);
  });
});
