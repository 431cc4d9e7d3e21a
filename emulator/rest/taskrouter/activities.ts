import { isoDate } from '../../platform/dates';
import { createActivity, deleteActivity, updateActivity } from '../../task-router/activities';
import type { Activity } from '../../task-router/workspace-records';
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
  workspaceIn,
} from './context';

const create: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const fields = {
    friendlyName: form.get('FriendlyName') ?? '',
    ...sent({ available: booleanIn(form, 'Available') }),
  };
  return {
    status: 201,
    body: bodyOf(context, orRefused(createActivity(workspaceIn(context).workspace, fields))),
  };
};

const list: TaskRouterHandler = (context) => {
  const { query } = context.request;
  const matches = ({ friendlyName, available }: Activity) =>
    matchesFilter(query, 'FriendlyName', friendlyName) &&
    matchesFilter(query, 'Available', String(available));
  return listOf(context, {
    key: 'activities',
    items: [...workspaceIn(context).workspace.activities].filter(matches),
    sidOf: ({ sid }) => sid,
    show: (activity) => bodyOf(context, activity),
  });
};

const fetch: TaskRouterHandler = (context) => {
  const { activities } = workspaceIn(context).workspace;
  return { status: 200, body: bodyOf(context, orRefused(activities.fetch(context.names.Sid ?? ''))) };
};

const update: TaskRouterHandler = (context) => {
  const changes = sent({ friendlyName: textIn(context.request.form, 'FriendlyName') });
  const updated = updateActivity(workspaceIn(context).workspace, context.names.Sid ?? '', changes);
  return { status: 200, body: bodyOf(context, orRefused(updated)) };
};

const remove: TaskRouterHandler = (context) => {
  orRefused(deleteActivity(workspaceIn(context).workspace, context.names.Sid ?? ''));
  return deleted;
};

/** https://www.twilio.com/docs/taskrouter/api/activity */
export const activityResources: readonly TaskRouterResource[] = [
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/Activities',
    methods: {
      GET: listing('FriendlyName Available', list),
      POST: reading('FriendlyName Available', create),
    },
  },
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/Activities/{Sid}',
    methods: { GET: fetch, POST: reading('FriendlyName', update), DELETE: remove },
  },
];

function bodyOf(context: TaskRouterContext, activity: Activity) {
  const routed = workspaceIn(context);
  const { sid } = routed.workspace;
  return {
    ...ofWorkspace(context, routed),
    sid: activity.sid,
    friendly_name: activity.friendlyName,
    available: activity.available,
    date_created: isoDate(activity.dateCreated),
    date_updated: isoDate(activity.dateUpdated),
    url: urlIn(sid, `/Activities/${activity.sid}`),
    links: { workspace: urlIn(sid) },
  };
}
