import { isoDate } from '../../platform/dates';
import {
  createTaskChannel,
  deleteTaskChannel,
  fetchTaskChannel,
  updateTaskChannel,
} from '../../task-router/task-channels';
import type { TaskChannel } from '../../task-router/workspace-records';
import { listing, reading } from '../resource';
import {
  booleanIn,
  deleted,
  listOf,
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
    uniqueName: form.get('UniqueName') ?? '',
    ...sent({ channelOptimizedRouting: booleanIn(form, 'ChannelOptimizedRouting') }),
  };
  return {
    status: 201,
    body: bodyOf(context, orRefused(createTaskChannel(workspaceIn(context).workspace, fields))),
  };
};

const list: TaskRouterHandler = (context) =>
  listOf(context, {
    key: 'channels',
    items: [...workspaceIn(context).workspace.taskChannels],
    sidOf: ({ sid }) => sid,
    show: (channel) => bodyOf(context, channel),
  });

const fetch: TaskRouterHandler = (context) => {
  const found = fetchTaskChannel(workspaceIn(context).workspace, context.names.Sid ?? '');
  return { status: 200, body: bodyOf(context, orRefused(found)) };
};

const update: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const changes = sent({
    friendlyName: textIn(form, 'FriendlyName'),
    channelOptimizedRouting: booleanIn(form, 'ChannelOptimizedRouting'),
  });
  const updated = updateTaskChannel(workspaceIn(context).workspace, context.names.Sid ?? '', changes);
  return { status: 200, body: bodyOf(context, orRefused(updated)) };
};

const remove: TaskRouterHandler = (context) => {
  orRefused(deleteTaskChannel(workspaceIn(context).workspace, context.names.Sid ?? ''));
  return deleted;
};

/** Found by SID or unique name. https://www.twilio.com/docs/taskrouter/api/task-channel */
export const taskChannelResources: readonly TaskRouterResource[] = [
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/TaskChannels',
    methods: {
      GET: listing('', list),
      POST: reading('FriendlyName UniqueName ChannelOptimizedRouting', create),
    },
  },
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}',
    methods: { GET: fetch, POST: reading('FriendlyName ChannelOptimizedRouting', update), DELETE: remove },
  },
];

function bodyOf(context: TaskRouterContext, channel: TaskChannel) {
  const routed = workspaceIn(context);
  const { sid } = routed.workspace;
  return {
    ...ofWorkspace(context, routed),
    sid: channel.sid,
    friendly_name: channel.friendlyName,
    unique_name: channel.uniqueName,
    channel_optimized_routing: channel.channelOptimizedRouting,
    date_created: isoDate(channel.dateCreated),
    date_updated: isoDate(channel.dateUpdated),
    url: urlIn(sid, `/TaskChannels/${channel.sid}`),
    links: { workspace: urlIn(sid) },
  };
}
