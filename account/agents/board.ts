import type { AgentWorker } from '../../src/rules/reconcile-workers';
import { levelIn } from '../../src/rules/routing';
import { readWorker } from '../../src/rules/worker-attributes';
import type { Office } from './office';

/** The state of every agent at this moment, and their waiting callers. */
export interface AgentsBoard {
  readonly agents: readonly AgentRow[];
  /** How many callers no agent has taken yet, by queue. */
  readonly waiting: Readonly<Record<string, number>>;
}

export interface AgentRow {
  /** The agent's id in the config. */
  readonly agent: string;
  readonly queues: readonly { readonly name: string; readonly level: number }[];
  /** Undefined if TaskRouter does not know the agent yet. */
  readonly worker: AgentWorker | undefined;
}

export async function readBoard({ client, config, agents, settings }: Office): Promise<AgentsBoard> {
  const { workspaceSid, workflowSids } = settings;
  const rest = client.taskrouter.v1.workspaces(workspaceSid);
  const [workers, tasks] = await Promise.all([
    rest.workers.list({ pageSize: 1000 }),
    rest.tasks.list({ assignmentStatus: ['pending', 'reserved'], pageSize: 1000 }),
  ]);
  const known = workers.flatMap((worker) => readWorker(worker, config) ?? []);
  return {
    agents: agents.map((agent) => ({
      agent: agent.id,
      queues: agent.queues.map((name) => ({ name, level: levelIn(agent, name) })),
      worker: known.find((worker) => worker.agent === agent.id),
    })),
    waiting: Object.fromEntries(
      [...workflowSids].map(([name, sid]) => [name, tasks.filter((task) => task.workflowSid === sid).length]),
    ),
  };
}
