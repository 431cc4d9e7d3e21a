import { isoDate } from '../../platform/dates';
import { createWorkflow, deleteWorkflow, updateWorkflow } from '../../task-router/workflows';
import type { Workflow } from '../../task-router/workspace-records';
import { integerIn } from '../parameters';
import { listing, reading } from '../resource';
import {
  booleanIn,
  deleted,
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
  urlParameter,
  workspaceIn,
} from './context';

const create: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const created = createWorkflow(workspaceIn(context).workspace, {
    friendlyName: form.get('FriendlyName') ?? '',
    configuration: form.get('Configuration') ?? '',
    ...callbacksIn(form),
  });
  return { status: 201, body: bodyOf(context, orRefused(created)) };
};

const list: TaskRouterHandler = (context) => {
  const { query } = context.request;
  return listOf(context, {
    key: 'workflows',
    items: [...workspaceIn(context).workspace.workflows].filter(({ friendlyName }) =>
      matchesFilter(query, 'FriendlyName', friendlyName),
    ),
    sidOf: ({ sid }) => sid,
    show: (workflow) => bodyOf(context, workflow),
  });
};

const fetch: TaskRouterHandler = (context) => {
  const { workflows } = workspaceIn(context).workspace;
  return { status: 200, body: bodyOf(context, orRefused(workflows.fetch(context.names.Sid ?? ''))) };
};

const update: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const changes = sent({
    friendlyName: textIn(form, 'FriendlyName'),
    configuration: textIn(form, 'Configuration'),
    reEvaluateTasks: booleanIn(form, 'ReEvaluateTasks'),
  });
  const updated = updateWorkflow(workspaceIn(context).workspace, context.names.Sid ?? '', {
    ...changes,
    ...callbacksIn(form),
  });
  return { status: 200, body: bodyOf(context, orRefused(updated)) };
};

const remove: TaskRouterHandler = (context) => {
  orRefused(deleteWorkflow(workspaceIn(context).workspace, context.names.Sid ?? ''));
  return deleted;
};

const fields = `FriendlyName Configuration AssignmentCallbackUrl FallbackAssignmentCallbackUrl TaskReservationTimeout`;

/** https://www.twilio.com/docs/taskrouter/api/workflow */
export const workflowResources: readonly TaskRouterResource[] = [
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/Workflows',
    methods: { GET: listing('FriendlyName', list), POST: reading(fields, create) },
  },
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/Workflows/{Sid}',
    methods: { GET: fetch, POST: reading(`${fields} ReEvaluateTasks`, update), DELETE: remove },
  },
];

const callbacksIn = (form: URLSearchParams) =>
  sent({
    assignmentCallbackUrl: urlParameter(form, 'AssignmentCallbackUrl'),
    fallbackAssignmentCallbackUrl: urlParameter(form, 'FallbackAssignmentCallbackUrl'),
    taskReservationTimeout: integerIn(form, 'TaskReservationTimeout', { min: 0 }),
  });

function bodyOf(context: TaskRouterContext, workflow: Workflow) {
  const routed = workspaceIn(context);
  const url = urlIn(routed.workspace.sid, `/Workflows/${workflow.sid}`);
  return {
    ...ofWorkspace(context, routed),
    sid: workflow.sid,
    friendly_name: workflow.friendlyName,
    configuration: workflow.configurationText,
    document_content_type: 'application/json',
    assignment_callback_url: workflow.assignmentCallbackUrl || null,
    fallback_assignment_callback_url: workflow.fallbackAssignmentCallbackUrl || null,
    task_reservation_timeout: workflow.taskReservationTimeoutSeconds,
    date_created: isoDate(workflow.dateCreated),
    date_updated: isoDate(workflow.dateUpdated),
    url,
    links: {
      statistics: `${url}/Statistics`,
      real_time_statistics: `${url}/RealTimeStatistics`,
      cumulative_statistics: `${url}/CumulativeStatistics`,
    },
  };
}
