import fc from 'fast-check';
import type { Agent } from '../../src/config/queue-config';
import { beginShift, isSimple, readShift, type Shift, shiftQuery } from '../../src/state/agent-session';
import { config, nowSeconds, parameters, queue, shift as shiftWith } from '../example-config';

const [first, , third] = config.agents as [Agent, Agent, Agent];
const ofBoth: Agent = { ...first, queues: ['sales', 'support'] };

describe('a shift', () => {
  test('is the same after a journey through a URL', () => {
    const moments = fc.integer({ min: 0, max: 99_999_999_999 });
    const shifts: fc.Arbitrary<Shift> = fc.record({
      agent: fc.constantFrom('agent', 'agent-1', 'agent-2', 'agent-3'),
      queues: fc.constantFrom<Shift['queues']>(
        [queue('support')],
        [queue('sales')],
        [queue('support'), queue('sales')],
        [queue('sales'), queue('support')],
      ),
      startedAt: moments,
      dialledAt: moments,
      idleSince: moments,
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
      queues: [queue()],
      startedAt: nowSeconds,
      dialledAt: nowSeconds,
      idleSince: nowSeconds,
    });
  });

  test('is of no agent that the config does not list', () => {
    expect(readShift(parameters({ agent: '+15550101009' }), config, nowSeconds).agent).toBe('agent');
  });
});

describe('the queues of a shift', () => {
  const read = (given: Record<string, unknown>, agents: readonly Agent[]) => {
    const request = parameters(given);
    const { queues } = readShift(request, { ...config, agents }, nowSeconds);
    return { names: queues.map(({ name }) => name), faults: request.faults };
  };

  test.each<[string, Record<string, unknown>, string[], string[]]>([
    ['are those of the URL, in its order', { queue: 'sales,support' }, ['sales', 'support'], []],
    ['are those of the URL that exist', { queue: 'sales,front' }, ['sales'], []],
    ['are the agent’s if the URL names none', { agent: 'agent-1' }, ['sales', 'support'], []],
    [
      'are the agent’s if the URL names none that exists',
      { agent: 'agent-1', queue: 'front,constructor' },
      ['sales', 'support'],
      ['queue: not in the config'],
    ],
    [
      'are the agent’s if the URL names nothing but a comma',
      { agent: 'agent-1', queue: ',' },
      ['sales', 'support'],
      ['queue: not in the config'],
    ],
    ['are the first of the config where nothing else is known', {}, ['support'], []],
  ])('%s', (_sentence, given, names, faults) => {
    expect(read(given, [ofBoth])).toEqual({ names, faults });
  });

  test('are the first of the config for an agent of none that exists, which the build refuses', () => {
    expect(read({ agent: 'agent-9' }, [{ id: 'agent-9', queues: ['front'] }]).names).toEqual(['support']);
  });
});

describe('somebody who begins a shift', () => {
  test.each<[string, Agent | undefined, Record<string, string>, string, string[]]>([
    ['serves the own queues, in their order', ofBoth, {}, 'agent-1', ['sales', 'support']],
    ['serves the own queue', third, {}, 'agent-3', ['support']],
    ['serves the queue of the URL instead, if it names one', third, { queue: 'sales' }, 'agent-3', ['sales']],
    [
      'serves the own queue when the URL names one that does not exist',
      first,
      { queue: 'x' },
      'agent-1',
      ['sales'],
    ],
    [
      'is nobody in particular with everybody’s PIN from an unlisted number',
      undefined,
      {},
      'agent',
      ['support'],
    ],
    ['is nobody in particular at a number of its own', undefined, { queue: 'sales' }, 'agent', ['sales']],
  ])('%s', (_sentence, agent, given, id, names) => {
    const shift = beginShift(agent, parameters(given), config, nowSeconds - 5, nowSeconds);
    expect(shift).toMatchObject({
      agent: id,
      startedAt: nowSeconds - 5,
      dialledAt: nowSeconds,
      idleSince: nowSeconds,
    });
    expect(shift.queues.map(({ name }) => name)).toEqual(names);
  });
});

describe('a shift that a single dial is enough for', () => {
  test.each<[string, Shift['queues'], boolean]>([
    ['has one plain queue', [queue()], true],
    ['may have one that is recorded', [queue('support', { recording: { notice: 'Recorded.' } })], true],
    ['has no second queue', [queue(), queue('sales')], false],
    ['has no priority lane', [queue('support', { priority: { normalLaneFirstAfterSeconds: 60 } })], false],
    ['has no words before a talk', [queue('support', { whisper: true })], false],
    ['has no time after a talk', [queue('support', { wrapUpSeconds: 1 })], false],
    ['may have a time of nought after a talk', [queue('support', { wrapUpSeconds: 0 })], true],
  ])('%s', (_sentence, queues, simple) => {
    expect(isSimple(shiftWith({ queues }))).toBe(simple);
  });
});
