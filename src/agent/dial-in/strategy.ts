import type { AgentSession } from '../../state/agent-session';
import { oneQueue } from './one-queue';
import type { ServingStrategy } from './serving';
import { severalQueues } from './several-queues';

/** How an agent is served with callers. Chosen here and nowhere else, by the queues that the agent serves. */
export function strategyFor({ queues }: Pick<AgentSession, 'queues'>): ServingStrategy {
  const [{ priority, whisper, wrapUpSeconds }, ...others] = queues;
  const needsRounds = others.length > 0 || priority || whisper || wrapUpSeconds;
  return needsRounds ? severalQueues : oneQueue;
}
