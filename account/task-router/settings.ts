import {
  type AgentActivity,
  activityNames,
  type TaskRouterSettings,
  timersName,
} from '../../src/config/task-router';
import type { FoundTaskRouter } from './found';
import { named } from './plan';
import type { WantedTaskRouter } from './wanted';

/** The SIDs that the functions need from a workspace; undefined if any is missing. */
export function settingsOf(
  wanted: WantedTaskRouter,
  { workspace }: FoundTaskRouter,
): TaskRouterSettings | undefined {
  if (!workspace) return undefined;
  const activities = Object.entries(activityNames).map(([activity, name]) => [
    activity as AgentActivity,
    named(workspace.activities, name)?.sid,
  ]);
  const workflows = wanted.workflows.map(
    ({ name }) => [name, named(workspace.workflows, name)?.sid] as const,
  );
  if ([...activities, ...workflows].some(([, sid]) => sid === undefined)) return undefined;
  const workflowSids = new Map(workflows.flatMap(([name, sid]) => (sid === undefined ? [] : [[name, sid]])));
  const timerWorkflowSid = workflowSids.get(timersName) ?? '';
  workflowSids.delete(timersName);
  return {
    workspaceSid: workspace.sid,
    activitySids: Object.fromEntries(activities) as Record<AgentActivity, string>,
    workflowSids,
    timerWorkflowSid,
  };
}
