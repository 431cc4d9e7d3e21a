import fc from 'fast-check';
import type { Agent } from '../../src/config/queue-config';
import {
  type AgentSession,
  agentSessionQuery,
  readAgentSession,
  startAgentSession,
} from '../../src/state/agent-session';
import { config, nowSeconds, queue, webhookRequest } from '../example-config';

const [first, , third] = config.agents as [Agent, Agent, Agent];
const ofBoth: Agent = { ...first, queues: ['sales', 'support'] };

describe('an agent’s session', () => {
  test('is the same after a journey through a URL', () => {
    const moments = fc.integer({ min: 0, max: 99_999_999_999 });
    const sessions: fc.Arbitrary<AgentSession> = fc.record({
      agent: fc.constantFrom('agent', 'agent-1', 'agent-2', 'agent-3'),
      queues: fc.constantFrom<AgentSession['queues']>(
        [queue('support')],
        [queue('sales')],
        [queue('support'), queue('sales')],
        [queue('sales'), queue('support')],
      ),
      startedAt: moments,
      dialedAt: moments,
      idleSince: moments,
    });
    fc.assert(
      fc.property(sessions, (session) => {
        expect(readAgentSession(webhookRequest(agentSessionQuery(session)))).toEqual(session);
      }),
    );
  });

  test('begins now, for nobody in particular, when the URL says nothing', () => {
    expect(readAgentSession(webhookRequest())).toEqual({
      agent: 'agent',
      queues: [queue()],
      startedAt: nowSeconds,
      dialedAt: nowSeconds,
      idleSince: nowSeconds,
    });
  });

  test('is of no agent that the config does not list', () => {
    expect(readAgentSession(webhookRequest({ agent: '+15550101009' })).agent).toBe('agent');
  });
});

describe('the queues of an agent’s session', () => {
  const read = (given: Record<string, unknown>, agents: readonly Agent[]) => {
    const request = webhookRequest(given);
    const { queues } = readAgentSession({ ...request, config: { ...config, agents } });
    return { names: queues.map(({ name }) => name), issues: request.parameters.issues };
  };

  test.each<[string, Record<string, unknown>, string[], string[]]>([
    ['are those of the URL, in its order', { queue: 'sales,support' }, ['sales', 'support'], []],
    ['are those of the URL that exist', { queue: 'sales,front' }, ['sales'], []],
    [
      'are those of the URL that exist, and then the agent’s own, where one has been dropped since',
      { agent: 'agent-1', queue: 'support,front' },
      ['support', 'sales'],
      [],
    ],
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
  ])('%s', (_sentence, given, names, issues) => {
    expect(read(given, [ofBoth])).toEqual({ names, issues });
  });

  test('are the first of the config for an agent of none that exists, which the build refuses', () => {
    expect(read({ agent: 'agent-9' }, [{ id: 'agent-9', queues: ['front'] }]).names).toEqual(['support']);
  });
});

describe('somebody who begins a session', () => {
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
    ['is no particular agent at a separate number', undefined, { queue: 'sales' }, 'agent', ['sales']],
  ])('%s', (_sentence, agent, given, id, names) => {
    const session = startAgentSession(agent, webhookRequest(given), nowSeconds - 5);
    expect(session).toMatchObject({
      agent: id,
      startedAt: nowSeconds - 5,
      dialedAt: nowSeconds,
      idleSince: nowSeconds,
    });
    expect(session.queues.map(({ name }) => name)).toEqual(names);
  });
});
