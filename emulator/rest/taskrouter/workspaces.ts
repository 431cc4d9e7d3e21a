import { isoDate } from '../../platform/dates';
import type { RoutedWorkspace } from '../../task-router/task-router';
import { updateWorkspace } from '../../task-router/workspaces';
import { listing, reading } from '../resource';
import {
  booleanIn,
  choiceIn,
  deleted,
  listOf,
  matchesFilter,
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

const orders = ['FIFO', 'LIFO'] as const;

const createWorkspace: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const created = context.taskRouter.createWorkspace({
    friendlyName: form.get('FriendlyName') ?? '',
    ...sent({
      template: choiceIn(form, 'Template', ['NONE', 'FIFO']),
      multiTaskEnabled: booleanIn(form, 'MultiTaskEnabled'),
      eventCallbackUrl: urlParameter(form, 'EventCallbackUrl'),
      eventsFilter: textIn(form, 'EventsFilter'),
      prioritizeQueueOrder: choiceIn(form, 'PrioritizeQueueOrder', orders),
    }),
  });
  return { status: 201, body: bodyOf(context, orRefused(created)) };
};

const listWorkspaces: TaskRouterHandler = (context) => {
  const { query } = context.request;
  return listOf(context, {
    key: 'workspaces',
    items: [...context.taskRouter.workspaces].filter(({ workspace }) =>
      matchesFilter(query, 'FriendlyName', workspace.settings.friendlyName),
    ),
    sidOf: ({ workspace }) => workspace.sid,
    show: (routed) => bodyOf(context, routed),
  });
};

const fetchWorkspace: TaskRouterHandler = (context) => ({
  status: 200,
  body: bodyOf(context, workspaceIn(context)),
});

const changeWorkspace: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const routed = workspaceIn(context);
  const changes = sent({
    friendlyName: textIn(form, 'FriendlyName'),
    defaultActivitySid: textIn(form, 'DefaultActivitySid'),
    timeoutActivitySid: textIn(form, 'TimeoutActivitySid'),
    multiTaskEnabled: booleanIn(form, 'MultiTaskEnabled'),
    eventCallbackUrl: urlParameter(form, 'EventCallbackUrl'),
    eventsFilter: textIn(form, 'EventsFilter'),
    prioritizeQueueOrder: choiceIn(form, 'PrioritizeQueueOrder', orders),
  });
  orRefused(updateWorkspace(routed.workspace, changes));
  return { status: 200, body: bodyOf(context, routed) };
};

const deleteWorkspace: TaskRouterHandler = ({ taskRouter, names }) => {
  orRefused(taskRouter.deleteWorkspace(names.WorkspaceSid ?? ''));
  return deleted;
};

const fields = 'FriendlyName EventCallbackUrl EventsFilter MultiTaskEnabled PrioritizeQueueOrder';

/** https://www.twilio.com/docs/taskrouter/api/workspace */
export const workspaceResources: readonly TaskRouterResource[] = [
  {
    product,
    path: '/Workspaces',
    methods: {
      GET: listing('FriendlyName', listWorkspaces),
      POST: reading(`${fields} Template`, createWorkspace),
    },
  },
  {
    product,
    path: '/Workspaces/{WorkspaceSid}',
    methods: {
      GET: fetchWorkspace,
      POST: reading(`${fields} DefaultActivitySid TimeoutActivitySid`, changeWorkspace),
      DELETE: deleteWorkspace,
    },
  },
];

function bodyOf({ platform }: TaskRouterContext, { workspace }: RoutedWorkspace) {
  const { settings, activities, sid } = workspace;
  const { defaultActivitySid, timeoutActivitySid } = settings;
  const url = (path: string) => urlIn(sid, path);
  return {
    sid,
    account_sid: platform.account.sid,
    friendly_name: settings.friendlyName,
    default_activity_sid: defaultActivitySid,
    default_activity_name: activities.get(defaultActivitySid)?.friendlyName ?? null,
    timeout_activity_sid: timeoutActivitySid,
    timeout_activity_name: activities.get(timeoutActivitySid)?.friendlyName ?? null,
    event_callback_url: settings.eventCallbackUrl || null,
    events_filter: settings.eventsFilter ?? null,
    multi_task_enabled: settings.multiTaskEnabled,
    prioritize_queue_order: settings.prioritizeQueueOrder,
    date_created: isoDate(settings.dateCreated),
    date_updated: isoDate(settings.dateUpdated),
    url: url(''),
    links: {
      activities: url('/Activities'),
      statistics: url('/Statistics'),
      real_time_statistics: url('/RealTimeStatistics'),
      cumulative_statistics: url('/CumulativeStatistics'),
      task_queues: url('/TaskQueues'),
      tasks: url('/Tasks'),
      workers: url('/Workers'),
      workflows: url('/Workflows'),
      task_channels: url('/TaskChannels'),
      events: url('/Events'),
    },
  };
}
