import { isoDate } from '../../platform/dates';
import { createActivity, deleteActivity, updateActivity } from '../../task-router/activities';
import type { Activity } from '../../task-router/workspace-records';
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
  workspaceIn,
} from './asked';

const create: TaskRouterAnswer = (asked) => {
  const { form } = asked.request;
  const fields = {
    friendlyName: form.get('FriendlyName') ?? '',
    ...sent({ available: booleanIn(form, 'Available') }),
  };
  return { status: 201, body: shown(asked, orRefused(createActivity(workspaceIn(asked).workspace, fields))) };
};

const list: TaskRouterAnswer = (asked) => {
  const { query } = asked.request;
  const isMeant = ({ friendlyName, available }: Activity) =>
    isAsked(query, 'FriendlyName', friendlyName) && isAsked(query, 'Available', String(available));
  return listOf(asked, {
    key: 'activities',
    items: [...workspaceIn(asked).workspace.activities].filter(isMeant),
    sidOf: ({ sid }) => sid,
    show: (activity) => shown(asked, activity),
  });
};

const fetch: TaskRouterAnswer = (asked) => {
  const { activities } = workspaceIn(asked).workspace;
  return { status: 200, body: shown(asked, orRefused(activities.fetch(asked.names.Sid ?? ''))) };
};

const update: TaskRouterAnswer = (asked) => {
  const changes = sent({ friendlyName: textIn(asked.request.form, 'FriendlyName') });
  const updated = updateActivity(workspaceIn(asked).workspace, asked.names.Sid ?? '', changes);
  return { status: 200, body: shown(asked, orRefused(updated)) };
};

const remove: TaskRouterAnswer = (asked) => {
  orRefused(deleteActivity(workspaceIn(asked).workspace, asked.names.Sid ?? ''));
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

function shown(asked: TaskRouterAsked, activity: Activity) {
  const routed = workspaceIn(asked);
  const { sid } = routed.workspace;
  return {
    ...ofWorkspace(asked, routed),
    sid: activity.sid,
    friendly_name: activity.friendlyName,
    available: activity.available,
    date_created: isoDate(activity.dateCreated),
    date_updated: isoDate(activity.dateUpdated),
    url: urlIn(sid, `/Activities/${activity.sid}`),
    links: { workspace: urlIn(sid) },
  };
}
