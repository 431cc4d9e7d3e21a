import { type AgentActivity, activityNames, type TaskRouterSettings } from '../../src/config/task-router';
import type { FoundResource, FoundTaskRouter } from './found';
import { named } from './plan';
import { timersName, type WantedTaskRouter } from './wanted';

/** What the functions must know of a workspace that has all that is wanted. */
export function settingsOf(wanted: WantedTaskRouter, { workspace }: FoundTaskRouter): TaskRouterSettings {
  if (!workspace) throw new Error(`The workspace ${wanted.workspace.name} is not there any more.`);
  const activities = Object.entries(activityNames) as [AgentActivity, string][];
  const queues = wanted.workflows.filter(({ name }) => name !== timersName);
  return {
    workspaceSid: workspace.sid,
    activitySids: Object.fromEntries(
      activities.map(([activity, name]) => [activity, sidOf(workspace.activities, name)]),
    ) as Record<AgentActivity, string>,
    workflowSids: new Map(queues.map(({ name }) => [name, sidOf(workspace.workflows, name)])),
    timerWorkflowSid: sidOf(workspace.workflows, timersName),
  };
}

function sidOf(found: readonly FoundResource[], name: string): string {
  const sid = named(found, name)?.sid;
  if (sid === undefined) throw new Error(`TaskRouter has no ${name} although it was just created.`);
  return sid;
}
