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
