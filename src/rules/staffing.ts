import { type AgentWorker, endsAt } from './reconcile-workers';

/** Whether a queue has agents: some are available, the last has just left, or none is available. */
export const staffings = ['there', 'just-left', 'nobody'] as const;

export type Staffing = (typeof staffings)[number];

/** Twilio ends every call by then: https://www.twilio.com/docs/voice/twiml/dial#timelimit */
const longestConversationSeconds = 4 * 3600;

/** Whether an agent can be expected to take a call. Overdue states do not count. */
export function staffing(agents: readonly AgentWorker[], now: number, graceSeconds: number): Staffing {
  if (agents.some((agent) => isThere(agent, now, graceSeconds))) return 'there';
  return now < graceEndOf(agents, graceSeconds) ? 'just-left' : 'nobody';
}

/** If no agent is available: when the grace period is over, in seconds since 1970. */
export const graceEndOf = (agents: readonly AgentWorker[], graceSeconds: number): number =>
  Math.max(0, ...agents.map(({ since }) => since)) + graceSeconds;

/** Agents whose break ends within the grace period count as available. */
function isThere(agent: AgentWorker, now: number, graceSeconds: number): boolean {
  const { activity, since } = agent;
  const end = endsAt(agent);
  switch (activity) {
    case 'available':
      return true;
    case 'onCall':
      return now < since + longestConversationSeconds;
    case 'missed':
    case 'wrapUp':
      return end !== undefined && now < end;
    case 'onBreak':
      return end !== undefined && now < end && now >= end - graceSeconds;
    case 'offline':
      return false;
    default:
      return activity satisfies never;
  }
}
