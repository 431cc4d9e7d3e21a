import type { LineSources } from '../caller/caller-sources';
import type { QueuesConfig } from '../config/queue-config';
import { taskQueueOf, workspaceSidIn } from '../config/task-router';
import { isSurelyStaffed } from '../rules/surely-staffed';
import { ownSignature } from '../state/own-signature';
import { reconcileUrl } from '../state/urls';
import { callerSources } from './caller-sources';
import type { FunctionContext } from './http-function';
import { newestTasks, taskAmong } from './task-of-call';
import { stoppedWithin, within } from './within';
import { onePage, workspaceOf } from './workspace';

/** If reading takes longer, the queue counts as staffed. */
const longestReadMillis = 800;
/** How long an instance of a function keeps an answer about a queue's agents. */
const goodForMillis = 5000;

/** A cache: until when each queue is surely staffed. */
const sureUntil = new Map<string, number>();

/** The tasks of each queue that this instance has seen of late. Losing them changes nothing that is decided. */
const tasksSeen = new Map<string, { readonly tasks: ListedTasks; readonly until: number }>();

const isKnownToBeSure = (queue: string) => Date.now() < (sureUntil.get(queue) ?? 0);

type ListedTasks = Awaited<ReturnType<typeof newestTasks>>;

/** The files that this deployment serves, and the agents whom TaskRouter rings. */
export const lineSources =
  (config: QueuesConfig) =>
  (context: FunctionContext): LineSources => {
    async function isSure(queue: string): Promise<boolean> {
      const workspaceSid = workspaceSidIn(context);
      if (!workspaceSid) return false;
      const { workers } = workspaceOf(context, workspaceSid, longestReadMillis);
      const taskQueueName = taskQueueOf(config, queue);
      const found = await within(longestReadMillis, workers.list({ taskQueueName, ...onePage }));
      const ours = found.filter(({ friendlyName }) => config.agents.some(({ id }) => id === friendlyName));
      return isSurelyStaffed(ours, Date.now());
    }

    /** A separate function changes agents, so that callers' functions stay small. 204: no agent is available. */
    const reconcile = (query: { queue: string; call?: string }) =>
      stoppedWithin(2 * longestReadMillis, async (signal) => {
        const signature = ownSignature(query, `${context.AUTH_TOKEN}`);
        const url = reconcileUrl(`${context.DOMAIN_NAME}`, { ...query, signature });
        return (await fetch(url, { signal })).status !== 204;
      });

    async function hasAgentsOnSecondLook(queue: string, call?: string): Promise<boolean> {
      if (isKnownToBeSure(queue)) return true;
      try {
        if (!(await reconcile({ queue, ...(call && { call }) }))) return false;
        sureUntil.set(queue, Date.now() + goodForMillis);
      } catch {}
      return true;
    }

    async function listTasks(queue: string): Promise<ListedTasks> {
      const workspace = workspaceOf(context, workspaceSidIn(context) ?? '', longestReadMillis);
      const tasks = await within(longestReadMillis, newestTasks({ workflowName: queue }, workspace));
      tasksSeen.set(queue, { tasks, until: Date.now() + goodForMillis });
      return tasks;
    }

    return {
      ...callerSources(context),
      // A caller who has just joined or is just leaving may be missing from an older list.
      async waitingTaskOf(call, queue) {
        const { tasks = [], until = 0 } = { ...tasksSeen.get(queue) };
        const seen = Date.now() < until ? taskAmong(tasks, call) : 'none';
        if (seen !== 'none' && seen?.endsAs === 'canceled') return seen;
        return listTasks(queue).then(
          (listed) => taskAmong(listed, call),
          () => undefined,
        );
      },
      async hasAgents(queue, call) {
        if (isKnownToBeSure(queue)) return true;
        const isSeen = await isSure(queue).catch(() => undefined);
        if (isSeen === undefined) return true;
        if (!isSeen) return hasAgentsOnSecondLook(queue, call);
        sureUntil.set(queue, Date.now() + goodForMillis);
        return true;
      },
      hasAgentsOnSecondLook,
    };
  };
