import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import type { AgentSources } from '../agent/agent-sources';
import { waitingQueues } from './waiting-queues';

/** The variables of this deployment, and its account's queues. */
export const agentSources = (context: Context): AgentSources => ({
  variables: context,
  waitingQueues: waitingQueues(context),
});
