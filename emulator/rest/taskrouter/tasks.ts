import { isoDate } from '../../platform/dates';
import type { Task } from '../../task-router/workspace-records';
import { integerIn } from '../parameters';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import {
  booleanIn,
  deleted,
  ifMatchOf,
  isAsked,
  listOf,
  ofWorkspace,
  orRefused,
  product,
  sent,
  type TaskRouterAnswer,
  type TaskRouterAsked,
  type TaskRouterResource,
  textIn,
  urlIn,
  versioned,
  workspaceIn,
} from './asked';
import { ordered } from './ordering';

const create: TaskRouterAnswer = (asked) => {
  const { form } = asked.request;
  const created = workspaceIn(asked).tasks.create({
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
  return versioned(201, task, shown(asked, task));
};

const list: TaskRouterAnswer = (asked) => {
  const { query } = asked.request;
  const { workspace } = workspaceIn(asked);
  const expression = query.get('EvaluateTaskAttributes');
  const fits = expression
    ? asked.attributeSearches.byExpression('EvaluateTaskAttributes', expression)
    : () => true;
  const statuses = query.getAll('AssignmentStatus').flatMap((status) => status.split(','));
  const isMeant = (task: Task) =>
    isAsked(query, 'Priority', String(task.priority)) &&
    (statuses.length === 0 || statuses.includes(task.assignmentStatus)) &&
    isAsked(query, 'WorkflowSid', task.workflowSid) &&
    isAsked(query, 'WorkflowName', workspace.workflowOf(task)?.friendlyName) &&
    isAsked(query, 'TaskQueueSid', task.taskQueueSid) &&
    isAsked(query, 'TaskQueueName', workspace.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName) &&
    isAsked(query, 'RoutingTarget', task.routingTarget) &&
    isAsked(query, 'HasAddons', 'false') &&
    fits(task.attributeValues);
  return listOf(asked, {
    key: 'tasks',
    items: ordered(query, [...workspace.tasks].filter(isMeant), {
      DateCreated: ({ dateCreated }) => dateCreated.getTime(),
      Priority: ({ priority }) => priority,
      VirtualStartTime: ({ virtualStartTime }) => virtualStartTime.getTime(),
    }),
    sidOf: ({ sid }) => sid,
    show: (task) => shown(asked, task),
  });
};

const fetch: TaskRouterAnswer = (asked) => {
  const task = orRefused(workspaceIn(asked).workspace.tasks.fetch(asked.names.Sid ?? ''));
  return versioned(200, task, shown(asked, task));
};

const update: TaskRouterAnswer = (asked) => {
  const { form } = asked.request;
  const changes = {
    ...fieldsIn(form),
    ...sent({ assignmentStatus: textIn(form, 'AssignmentStatus'), reason: textIn(form, 'Reason') }),
  };
  const updated = workspaceIn(asked).tasks.update(asked.names.Sid ?? '', changes, ifMatchOf(asked.request));
  const task = orRefused(updated);
  return versioned(200, task, shown(asked, task));
};

const remove: TaskRouterAnswer = (asked) => {
  orRefused(workspaceIn(asked).tasks.delete(asked.names.Sid ?? '', ifMatchOf(asked.request)));
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
    throw badParameter(name, `"${text}" is not a date and time of ISO 8601.`);
  return moment;
}

function shown(asked: TaskRouterAsked, task: Task) {
  const routed = workspaceIn(asked);
  const { workspace } = routed;
  const { taskQueueSid, workflowSid, taskQueueEnteredDate } = task;
  const url = (path: string) => urlIn(workspace.sid, path);
  return {
    ...ofWorkspace(asked, routed),
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
