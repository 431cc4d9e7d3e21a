import { byRinging } from '../../../src/agent/dial-in/by-ringing';
import { oneQueue } from '../../../src/agent/dial-in/one-queue';
import { severalQueues } from '../../../src/agent/dial-in/several-queues';
import { strategyFor } from '../../../src/agent/dial-in/strategy';
import type { AgentSession } from '../../../src/state/agent-session';
import { agentSession, queue } from '../../example-config';

describe('an agent who may simply wait in a dial of the queue', () => {
  test.each<[string, AgentSession['queues'], boolean]>([
    ['has one plain queue', [queue()], true],
    ['may have one that is recorded', [queue('support', { recording: { notice: 'Recorded.' } })], true],
    ['has no second queue', [queue(), queue('sales')], false],
    ['has no priority lane', [queue('support', { priority: { normalLaneFirstAfterSeconds: 60 } })], false],
    ['has no words before a conversation', [queue('support', { whisper: true })], false],
    ['has no time after a conversation', [queue('support', { wrapUpSeconds: 1 })], false],
    ['may have 0 seconds after a conversation', [queue('support', { wrapUpSeconds: 0 })], true],
  ])('%s', (_sentence, queues, mayWait) => {
    expect(strategyFor(agentSession({ queues }))).toBe(mayWait ? oneQueue : severalQueues);
  });
});

describe('an agent who is rung', () => {
  const session = agentSession({ queues: [queue('support', { ringing: {} })] });

  test.each<[string, AgentSession['queues']]>([
    ['one queue', session.queues],
    ['several queues', [...session.queues, queue('sales')]],
    ['a queue with time after a conversation', [queue('support', { ringing: {}, wrapUpSeconds: 20 })]],
  ])('for %s does not stay on the line', (_sentence, queues) => {
    expect(strategyFor(agentSession({ queues }))).toBe(byRinging);
  });

  test('only chooses a state on it', () => {
    const presence = { kind: 'presence', agent: 'agent-1' };
    expect(byRinging.firstStep(session, { kind: 'none' }, 0)).toEqual(presence);
    const free = {
      ...{ call: 'CA1', session, queue: session.queues[0], queueSizeWasUnknown: false },
      ...{ dialStatus: 'completed', hasTalked: true, secondsTalked: 60 },
    };
    expect(byRinging.nextStep(free, { kind: 'none' }, 0, 0)).toEqual(presence);
  });
});
