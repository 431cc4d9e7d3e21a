import type { WaitingQueues } from './dial-in/waiting-queues';

/** Where an agent's endpoint finds out what no request carries. */
export interface AgentSources {
  /** The variables of the deployment, including PINs. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly waitingQueues: WaitingQueues;
}
