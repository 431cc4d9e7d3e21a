import type { Agent, NamedQueue, QueuesConfig } from '../config/queue-config';
import { readQueue } from './caller-state';
import { longestCallSeconds, type Parameters } from './parameters';

/** A call to an agent for a caller. It is in the query of our own URLs. */
export interface RungCall {
  /** Undefined if the agent is no longer in the config. */
  readonly agent: Agent | undefined;
  readonly queue: NamedQueue;
  /** TaskRouter's SIDs of the agent (worker), of the caller (task) and of the reservation. */
  readonly worker: string;
  readonly task: string;
  readonly reservation: string;
  /** In the whole call, when the agent was rung. */
  readonly secondsWaited: number | undefined;
}

/** The query of the URLs that carry this call. */
export const rungCallQuery = (call: RungCall): Record<string, string> => ({
  agent: call.agent?.id ?? 'agent',
  queue: call.queue.name,
  worker: call.worker,
  task: call.task,
  reservation: call.reservation,
  ...(call.secondsWaited !== undefined && { waited: String(call.secondsWaited) }),
});

interface Given {
  readonly parameters: Parameters;
  readonly config: QueuesConfig;
}

export function readRungCall({ parameters, config }: Given): RungCall {
  const sid = (name: string) => {
    const text = parameters.expectedText(name);
    return text && /^W[A-Z][0-9a-f]{32}$/.test(text) ? text : '';
  };
  return {
    agent: config.agents.find(({ id }) => id === parameters.text('agent')),
    queue: readQueue({ parameters, config }),
    worker: sid('worker'),
    task: sid('task'),
    reservation: sid('reservation'),
    secondsWaited: parameters.count('waited', longestCallSeconds),
  };
}
