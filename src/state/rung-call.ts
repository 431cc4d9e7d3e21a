import type { Agent, NamedQueue, QueuesConfig } from '../config/queue-config';
import { readQueue } from './caller-state';
import { longestCallSeconds, type Parameters } from './parameters';

/** A call with which an agent is rung for a caller: it travels in the query of our own URLs. */
export interface RungCall {
  /** Undefined: the config does not have this agent any more. */
  readonly agent: Agent | undefined;
  readonly queue: NamedQueue;
  /** What TaskRouter calls the agent, the caller, and the two together. */
  readonly worker: string;
  readonly task: string;
  readonly reservation: string;
  /** Of the whole call, when the agent was rung. */
  readonly secondsWaited: number | undefined;
}

/** Everything but what the signature of another URL stands for. */
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
