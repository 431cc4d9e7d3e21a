import { workflowParameters } from './events';
import { readInteger, readName } from './fields';
import { done, type Outcome, refuseValue } from './outcome';
import { readWorkflowConfiguration, type WorkflowConfiguration } from './workflow-configuration';
import type { Workspace } from './workspace';
import type { Workflow } from './workspace-records';

export interface WorkflowFields {
  friendlyName: string;
  /** JSON. */
  configuration: string;
  assignmentCallbackUrl?: string;
  fallbackAssignmentCallbackUrl?: string;
  /** In seconds; 120 by default. */
  taskReservationTimeout?: number;
}

const longestReservationTimeout = 86_400;

/** https://www.twilio.com/docs/taskrouter/api/workflow */
export function createWorkflow(workspace: Workspace, fields: WorkflowFields): Outcome<Workflow> {
  const { friendlyName, configuration, taskReservationTimeout = 120 } = fields;
  const refusal = refusalOf(workspace, fields);
  if (refusal) return refusal;
  const read = readConfiguration(workspace, configuration);
  if (read.kind === 'refused') return read;
  const workflow = workspace.workflows.add(workspace.environment.nextSid('WW'), {
    friendlyName,
    configurationText: configuration,
    configuration: read.value,
    assignmentCallbackUrl: fields.assignmentCallbackUrl,
    fallbackAssignmentCallbackUrl: fields.fallbackAssignmentCallbackUrl,
    taskReservationTimeoutSeconds: taskReservationTimeout,
  });
  workspace.publish(
    'workflow.created',
    'workflow',
    workflow.sid,
    `Workflow ${friendlyName} created`,
    workflowParameters(workflow),
  );
  return done(workflow);
}

/** Waiting tasks keep the rules with which they entered, unless `reEvaluateTasks` is set. */
export function updateWorkflow(
  workspace: Workspace,
  sid: string,
  changes: Partial<WorkflowFields> & { reEvaluateTasks?: boolean },
): Outcome<Workflow> {
  const found = workspace.workflows.fetch(sid);
  if (found.kind === 'refused') return found;
  const workflow = found.value;
  const refusal = refusalOf(workspace, changes, workflow);
  if (refusal) return refusal;
  const { friendlyName, configuration, assignmentCallbackUrl, fallbackAssignmentCallbackUrl } = changes;
  const read = configuration === undefined ? undefined : readConfiguration(workspace, configuration);
  if (read?.kind === 'refused') return read;
  const { taskReservationTimeout } = changes;
  workspace.workflows.change(workflow, {
    ...(friendlyName !== undefined && { friendlyName }),
    ...(read && { configuration: read.value, configurationText: configuration ?? '' }),
    ...(assignmentCallbackUrl !== undefined && { assignmentCallbackUrl }),
    ...(fallbackAssignmentCallbackUrl !== undefined && { fallbackAssignmentCallbackUrl }),
    ...(taskReservationTimeout !== undefined && { taskReservationTimeoutSeconds: taskReservationTimeout }),
  });
  workspace.publish(
    'workflow.updated',
    'workflow',
    sid,
    `Workflow ${workflow.friendlyName} updated`,
    workflowParameters(workflow),
  );
  if (changes.reEvaluateTasks === true) workspace.workflowReplaced.emit(workflow);
  return found;
}

/** Twilio refuses to delete a workflow with pending tasks. Here, any task that has not ended prevents it. */
export function deleteWorkflow(workspace: Workspace, sid: string): Outcome<void> {
  const found = workspace.workflows.fetch(sid);
  if (found.kind === 'refused') return found;
  const task = workspace.tasks.find(
    ({ workflowSid, assignmentStatus }) =>
      workflowSid === sid && assignmentStatus !== 'completed' && assignmentStatus !== 'canceled',
  );
  if (task) {
    return refuseValue(
      `Workflow ${sid} still has task ${task.sid}, which is ${task.assignmentStatus}. Complete or delete it first.`,
    );
  }
  workspace.workflows.remove(found.value);
  workspace.publish(
    'workflow.deleted',
    'workflow',
    sid,
    `Workflow ${sid} deleted`,
    workflowParameters(found.value),
  );
  return done(undefined);
}

/** The refusal of an invalid field, except for the configuration. */
function refusalOf(
  workspace: Workspace,
  { friendlyName, taskReservationTimeout }: Partial<WorkflowFields>,
  own?: Workflow,
): Outcome<never> | undefined {
  if (friendlyName !== undefined) {
    const name = readName(friendlyName, workspace.workflows, own);
    if (name.kind === 'refused') return name;
  }
  if (taskReservationTimeout === undefined) return undefined;
  const seconds = readInteger('TaskReservationTimeout', taskReservationTimeout, 1, longestReservationTimeout);
  return seconds.kind === 'refused' ? seconds : undefined;
}

const readConfiguration = (workspace: Workspace, configuration: string): Outcome<WorkflowConfiguration> =>
  readWorkflowConfiguration(configuration, (queue) => workspace.taskQueues.get(queue) !== undefined);
