import { type AgentWorker, endsAt } from './reconcile-workers';

/** Whether a queue has agents: some are there; the last has just left; or nobody is there. */
export const staffings = ['there', 'just-left', 'nobody'] as const;

export type Staffing = (typeof staffings)[number];

/** Twilio ends every call by then: https://www.twilio.com/docs/voice/twiml/dial#timelimit */
const longestConversationSeconds = 4 * 3600;

/** Whether anybody can be expected to take a call. A state that should be over counts for nothing. */
export function staffing(agents: readonly AgentWorker[], now: number, graceSeconds: number): Staffing {
  if (agents.some((agent) => isThere(agent, now, graceSeconds))) return 'there';
  const lastLeft = Math.max(0, ...agents.map(({ since }) => since));
  return now < lastLeft + graceSeconds ? 'just-left' : 'nobody';
}

/** A break that ends within the grace period is none for callers. */
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
