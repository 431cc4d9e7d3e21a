import type { Twilio } from 'twilio';
import { activityNames, type TaskRouterSettings } from '../../src/config/task-router';
import { counted } from '../../wording/phrases';
import { failureInWords } from '../failure-in-words';
import { changeInWords } from './changes-in-words';
import { type FoundResource, type FoundTaskRouter, findTaskRouter, readAttributes } from './found';
import { named, planTaskRouter, type TaskRouterChange } from './plan';
import { settingsOf } from './settings';
import type { WantedTaskRouter } from './wanted';
import { configurationText } from './workflow-configuration';

/** Sets up an account without asking, and returns the SIDs that the functions need. */
export async function ensureTaskRouter(
  client: Twilio,
  wanted: WantedTaskRouter,
): Promise<TaskRouterSettings> {
  const found = await findTaskRouter(client, wanted.workspace.name);
  const { changes, faults } = planTaskRouter(wanted, found);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  await applyTaskRouter(changes, { wanted, found, client });
  return readSettings(client, wanted);
}

/** Reads the SIDs from an account that has just been set up. */
export async function readSettings(client: Twilio, wanted: WantedTaskRouter): Promise<TaskRouterSettings> {
  const settings = settingsOf(wanted, await findTaskRouter(client, wanted.workspace.name));
  if (settings) return settings;
  throw new Error(
    'TaskRouter lacks what was just created there. Is somebody else changing it? Run it again.',
  );
}

/** What is needed to make changes. */
interface Work {
  readonly wanted: WantedTaskRouter;
  readonly found: FoundTaskRouter;
  readonly client: Twilio;
  readonly printMessage?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes the changes in order. If one fails or `signal` stops them, finished changes stay, and the next run continues
 * from there.
 */
export async function applyTaskRouter(changes: readonly TaskRouterChange[], work: Work): Promise<void> {
  const site = new Site(work);
  for (const [index, change] of changes.entries()) {
    const what = changeInWords(change);
    try {
      work.signal?.throwIfAborted();
      await site.apply(change);
    } catch (cause) {
      const done = index === 0 ? 'Nothing was changed.' : `Done before that: ${counted(index, 'change')}.`;
      throw new Error(
        `Failed: ${what}. ${failureInWords(cause)}\n${done} Run it again to continue from there.`,
        { cause },
      );
    }
    work.printMessage?.(`${index + 1} of ${changes.length}  ${what}`);
  }
}

/** The account during the changes: the SIDs so far, by name. */
class Site {
  private workspaceSid: string | undefined;
  private readonly activities = new Map<string, string>();
  private readonly taskQueues = new Map<string, string>();
  private readonly workflows = new Map<string, string>();

  private readonly client: Twilio;
  private readonly wanted: WantedTaskRouter;

  constructor({ client, wanted, found: { workspace } }: Work) {
    this.client = client;
    this.wanted = wanted;
    this.workspaceSid = workspace?.sid;
    for (const { name } of wanted.activities) this.learn(this.activities, name, workspace?.activities);
    for (const { name } of wanted.taskQueues) this.learn(this.taskQueues, name, workspace?.taskQueues);
    for (const { name } of wanted.workflows) this.learn(this.workflows, name, workspace?.workflows);
  }

  async apply(change: TaskRouterChange): Promise<void> {
    switch (change.kind) {
      case 'create-workspace': {
        // We recognize the workspace by the URL of its events, so it has that from the start.
        const { name: friendlyName, eventCallbackUrl, eventsFilter } = this.wanted.workspace;
        const { sid } = await this.client.taskrouter.v1.workspaces.create({
          ...{ friendlyName, eventCallbackUrl, eventsFilter },
          multiTaskEnabled: true,
        });
        this.workspaceSid = sid;
        // Twilio creates some activities in a new workspace, which may include ours.
        const activities = await this.rest.activities.list({ pageSize: 1000 });
        const found = activities.map(({ sid, friendlyName: name }) => ({ sid, name }));
        for (const { name } of this.wanted.activities) this.learn(this.activities, name, found);
        return;
      }
      case 'create-activity': {
        const { name: friendlyName, available } = change.activity;
        if (this.activities.has(friendlyName)) return;
        const { sid } = await this.rest.activities.create({ friendlyName, available });
        this.activities.set(friendlyName, sid);
        return;
      }
      case 'change-workspace': {
        const { defaultActivity, timeoutActivity, eventCallbackUrl, eventsFilter } = this.wanted.workspace;
        await this.rest.update({
          ...{ eventCallbackUrl, eventsFilter },
          defaultActivitySid: sidOf(this.activities, defaultActivity),
          timeoutActivitySid: sidOf(this.activities, timeoutActivity),
        });
        return;
      }
      case 'create-worker': {
        const { name: friendlyName, attributes } = change.worker;
        await this.rest.workers.create({
          friendlyName,
          attributes: JSON.stringify({ ...attributes, misses: 0 }),
          activitySid: sidOf(this.activities, activityNames.offline),
        });
        return;
      }
      case 'change-worker':
        return this.setAttributes(change.found.sid, change.worker.attributes, change.worker.name);
      case 'retire-worker':
        return this.setAttributes(change.found.sid, { levels: {} });
      case 'delete-worker': {
        const { sid, isAvailable } = change.found;
        if (isAvailable) {
          await this.rest.workers(sid).update({ activitySid: sidOf(this.activities, activityNames.offline) });
        }
        await this.rest.workers(sid).remove();
        return;
      }
      case 'create-task-queue': {
        const { name: friendlyName, targetWorkers } = change.taskQueue;
        const { sid } = await this.rest.taskQueues.create({ friendlyName, targetWorkers });
        this.taskQueues.set(friendlyName, sid);
        return;
      }
      case 'change-task-queue': {
        const { name: friendlyName, targetWorkers } = change.taskQueue;
        await this.rest.taskQueues(change.found.sid).update({ friendlyName, targetWorkers });
        return;
      }
      case 'create-workflow': {
        const { sid } = await this.rest.workflows.create(this.workflowFields(change.workflow));
        this.workflows.set(change.workflow.name, sid);
        return;
      }
      case 'change-workflow':
        await this.rest.workflows(change.found.sid).update(this.workflowFields(change.workflow));
        return;
      case 'create-line': {
        const { queueName, maxSize } = change;
        await this.client.queues.create({ friendlyName: sidOf(this.workflows, queueName), maxSize });
        return;
      }
      case 'resize-line':
        await this.client.queues(change.sid).update({ maxSize: change.after });
        return;
      case 'delete-line':
        await this.client.queues(change.sid).remove();
        return;
      case 'delete-workflow':
        await this.rest.workflows(change.found.sid).remove();
        return;
      case 'delete-task-queue':
        await this.rest.taskQueues(change.found.sid).remove();
        return;
      case 'delete-workspace':
        await this.client.taskrouter.v1.workspaces(change.sid).remove();
        return;
      default:
        change satisfies never;
    }
  }

  /** Keeps what the functions have written since we read it, such as missed calls. */
  private async setAttributes(sid: string, ours: object, friendlyName?: string): Promise<void> {
    const worker = this.rest.workers(sid);
    const { attributes } = await worker.fetch();
    await worker.update({
      ...(friendlyName !== undefined && { friendlyName }),
      attributes: JSON.stringify({ ...readAttributes(attributes), ...ours }),
    });
  }

  private workflowFields(workflow: WantedTaskRouter['workflows'][number]) {
    const { name: friendlyName, assignmentCallbackUrl, reservationSeconds } = workflow;
    return {
      ...{ friendlyName, assignmentCallbackUrl },
      // TaskRouter retries this URL only if it is also the fallback.
      fallbackAssignmentCallbackUrl: assignmentCallbackUrl,
      taskReservationTimeout: reservationSeconds,
      configuration: configurationText(workflow, (name) => sidOf(this.taskQueues, name)),
    };
  }

  private get rest() {
    return this.client.taskrouter.v1.workspaces(this.workspaceSid ?? '');
  }

  private learn(sids: Map<string, string>, name: string, found: readonly FoundResource[] | undefined): void {
    const sid = named(found, name)?.sid;
    if (sid !== undefined) sids.set(name, sid);
  }
}

function sidOf(sids: ReadonlyMap<string, string>, name: string): string {
  const sid = sids.get(name);
  if (sid === undefined) throw new Error(`There is no ${name} at TaskRouter.`);
  return sid;
}
