import type { AgentSession } from '../../state/agent-session';
import { byRinging } from './by-ringing';
import { oneQueue } from './one-queue';
import type { ServingStrategy } from './serving';
import { severalQueues } from './several-queues';

/** How an agent gets callers. Chosen only here, by the queues that the agent serves. */
export function strategyFor({ queues }: Pick<AgentSession, 'queues'>): ServingStrategy {
  const [{ priority, ringing, whisper, wrapUpSeconds }, ...others] = queues;
  if (ringing) return byRinging;
  const needsRounds = others.length > 0 || priority || whisper || wrapUpSeconds;
  return needsRounds ? severalQueues : oneQueue;
}
