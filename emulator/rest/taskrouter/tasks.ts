import { isoDate } from '../../platform/dates';
import type { Task } from '../../task-router/workspace-records';
import { integerIn } from '../parameters';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import {
  booleanIn,
  deleted,
  ifMatchOf,
  listOf,
  matchesFilter,
  ofWorkspace,
  orRefused,
  product,
  sent,
  type TaskRouterContext,
  type TaskRouterHandler,
  type TaskRouterResource,
  textIn,
  urlIn,
  versioned,
  workspaceIn,
} from './context';
import { ordered } from './ordering';

const create: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const created = workspaceIn(context).tasks.create({
    ...fieldsIn(form),
    ...sent({
      timeout: integerIn(form, 'Timeout', { min: 0 }),
      workflowSid: textIn(form, 'WorkflowSid'),
      routingTarget: textIn(form, 'RoutingTarget'),
      ignoreCapacity: booleanIn(form, 'IgnoreCapacity'),
      taskQueueSid: textIn(form, 'TaskQueueSid'),
    }),
  });
  const task = orRefused(created);
  return versioned(201, task, bodyOf(context, task));
};

const list: TaskRouterHandler = (context) => {
  const { query } = context.request;
  const { workspace } = workspaceIn(context);
  const expression = query.get('EvaluateTaskAttributes');
  const fits = expression
    ? context.attributeSearches.byExpression('EvaluateTaskAttributes', expression)
    : () => true;
  const statuses = query.getAll('AssignmentStatus').flatMap((status) => status.split(','));
  const matches = (task: Task) =>
    matchesFilter(query, 'Priority', String(task.priority)) &&
    (statuses.length === 0 || statuses.includes(task.assignmentStatus)) &&
    matchesFilter(query, 'WorkflowSid', task.workflowSid) &&
    matchesFilter(query, 'WorkflowName', workspace.workflowOf(task)?.friendlyName) &&
    matchesFilter(query, 'TaskQueueSid', task.taskQueueSid) &&
    matchesFilter(query, 'TaskQueueName', workspace.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName) &&
    matchesFilter(query, 'RoutingTarget', task.routingTarget) &&
    matchesFilter(query, 'HasAddons', 'false') &&
    fits(task.attributeValues);
  return listOf(context, {
    key: 'tasks',
    items: ordered(query, [...workspace.tasks].filter(matches), {
      DateCreated: ({ dateCreated }) => dateCreated.getTime(),
      Priority: ({ priority }) => priority,
      VirtualStartTime: ({ virtualStartTime }) => virtualStartTime.getTime(),
    }),
    sidOf: ({ sid }) => sid,
    show: (task) => bodyOf(context, task),
  });
};

const fetch: TaskRouterHandler = (context) => {
  const task = orRefused(workspaceIn(context).workspace.tasks.fetch(context.names.Sid ?? ''));
  return versioned(200, task, bodyOf(context, task));
};

const update: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const changes = {
    ...fieldsIn(form),
    ...sent({ assignmentStatus: textIn(form, 'AssignmentStatus'), reason: textIn(form, 'Reason') }),
  };
  const updated = workspaceIn(context).tasks.update(
    context.names.Sid ?? '',
    changes,
    ifMatchOf(context.request),
  );
  const task = orRefused(updated);
  return versioned(200, task, bodyOf(context, task));
};

const remove: TaskRouterHandler = (context) => {
  orRefused(workspaceIn(context).tasks.delete(context.names.Sid ?? '', ifMatchOf(context.request)));
  return deleted;
};

const filters = `Priority AssignmentStatus WorkflowSid WorkflowName TaskQueueSid TaskQueueName EvaluateTaskAttributes
  RoutingTarget Ordering HasAddons`;
const changeable = 'Attributes Priority TaskChannel VirtualStartTime';

/** https://www.twilio.com/docs/taskrouter/api/task */
export const taskResources: readonly TaskRouterResource[] = [
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/Tasks',
    methods: {
      GET: listing(filters, list),
      POST: reading(`${changeable} Timeout WorkflowSid RoutingTarget IgnoreCapacity TaskQueueSid`, create),
    },
  },
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/Tasks/{Sid}',
    methods: { GET: fetch, POST: reading(`${changeable} AssignmentStatus Reason`, update), DELETE: remove },
  },
];

const fieldsIn = (form: URLSearchParams) =>
  sent({
    attributes: textIn(form, 'Attributes'),
    priority: integerIn(form, 'Priority', { min: 0 }),
    taskChannel: textIn(form, 'TaskChannel'),
    virtualStartTime: momentIn(form, 'VirtualStartTime'),
  });

function momentIn(form: URLSearchParams, name: string): Date | undefined {
  const text = form.get(name);
  if (text === null) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime()))
    throw badParameter(
      name,
      `"${text}" is not an ISO 8601 date and time. Send one such as 2026-01-31T15:00:00Z.`,
    );
  return moment;
}

function bodyOf(context: TaskRouterContext, task: Task) {
  const routed = workspaceIn(context);
  const { workspace } = routed;
  const { taskQueueSid, workflowSid, taskQueueEnteredDate } = task;
  const url = (path: string) => urlIn(workspace.sid, path);
  return {
    ...ofWorkspace(context, routed),
    sid: task.sid,
    age: Math.floor(workspace.ageMillis(task) / 1000),
    assignment_status: task.assignmentStatus,
    attributes: task.attributes,
    addons: '{}',
    priority: task.priority,
    reason: task.reason ?? null,
    timeout: task.timeoutSeconds,
    task_queue_sid: taskQueueSid ?? null,
    task_queue_friendly_name: workspace.taskQueues.get(taskQueueSid ?? '')?.friendlyName ?? null,
    task_queue_entered_date: taskQueueEnteredDate ? isoDate(taskQueueEnteredDate) : null,
    task_channel_sid: task.taskChannelSid,
    task_channel_unique_name: workspace.taskChannels.get(task.taskChannelSid)?.uniqueName ?? null,
    workflow_sid: workflowSid ?? null,
    workflow_friendly_name: workspace.workflowOf(task)?.friendlyName ?? null,
    virtual_start_time: isoDate(task.virtualStartTime),
    ignore_capacity: task.ignoreCapacity,
    routing_target: task.routingTarget ?? null,
    date_created: isoDate(task.dateCreated),
    date_updated: isoDate(task.dateUpdated),
    url: url(`/Tasks/${task.sid}`),
    links: {
      ...(taskQueueSid && { task_queue: url(`/TaskQueues/${taskQueueSid}`) }),
      ...(workflowSid && { workflow: url(`/Workflows/${workflowSid}`) }),
      workspace: url(''),
      reservations: url(`/Tasks/${task.sid}/Reservations`),
    },
  };
}
