import { isoDate } from '../../platform/dates';
import { createWorkflow, deleteWorkflow, updateWorkflow } from '../../task-router/workflows';
import type { Workflow } from '../../task-router/workspace-records';
import { integerIn } from '../parameters';
import { listing, reading } from '../resource';
import {
  booleanIn,
  deleted,
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
  urlParameter,
  workspaceIn,
} from './asked';

const create: TaskRouterAnswer = (asked) => {
  const { form } = asked.request;
  const created = createWorkflow(workspaceIn(asked).workspace, {
    friendlyName: form.get('FriendlyName') ?? '',
    configuration: form.get('Configuration') ?? '',
    ...callbacksIn(form),
  });
  return { status: 201, body: shown(asked, orRefused(created)) };
};

const list: TaskRouterAnswer = (asked) => {
  const { query } = asked.request;
  return listOf(asked, {
    key: 'workflows',
    items: [...workspaceIn(asked).workspace.workflows].filter(({ friendlyName }) =>
      isAsked(query, 'FriendlyName', friendlyName),
    ),
    sidOf: ({ sid }) => sid,
    show: (workflow) => shown(asked, workflow),
  });
};

const fetch: TaskRouterAnswer = (asked) => {
  const { workflows } = workspaceIn(asked).workspace;
  return { status: 200, body: shown(asked, orRefused(workflows.fetch(asked.names.Sid ?? ''))) };
};

const update: TaskRouterAnswer = (asked) => {
  const { form } = asked.request;
  const changes = sent({
    friendlyName: textIn(form, 'FriendlyName'),
    configuration: textIn(form, 'Configuration'),
    reEvaluateTasks: booleanIn(form, 'ReEvaluateTasks'),
  });
  const updated = updateWorkflow(workspaceIn(asked).workspace, asked.names.Sid ?? '', {
    ...changes,
    ...callbacksIn(form),
  });
  return { status: 200, body: shown(asked, orRefused(updated)) };
};

const remove: TaskRouterAnswer = (asked) => {
  orRefused(deleteWorkflow(workspaceIn(asked).workspace, asked.names.Sid ?? ''));
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

function shown(asked: TaskRouterAsked, workflow: Workflow) {
  const routed = workspaceIn(asked);
  const url = urlIn(routed.workspace.sid, `/Workflows/${workflow.sid}`);
  return {
    ...ofWorkspace(asked, routed),
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
