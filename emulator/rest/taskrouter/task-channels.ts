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
    uniqueName: form.get('UniqueName') ?? '',
    ...sent({ channelOptimizedRouting: booleanIn(form, 'ChannelOptimizedRouting') }),
  };
  return {
    status: 201,
    body: shown(asked, orRefused(createTaskChannel(workspaceIn(asked).workspace, fields))),
  };
};

const list: TaskRouterAnswer = (asked) =>
  listOf(asked, {
    key: 'channels',
    items: [...workspaceIn(asked).workspace.taskChannels],
    sidOf: ({ sid }) => sid,
    show: (channel) => shown(asked, channel),
  });

const fetch: TaskRouterAnswer = (asked) => {
  const found = fetchTaskChannel(workspaceIn(asked).workspace, asked.names.Sid ?? '');
  return { status: 200, body: shown(asked, orRefused(found)) };
};

const update: TaskRouterAnswer = (asked) => {
  const { form } = asked.request;
  const changes = sent({
    friendlyName: textIn(form, 'FriendlyName'),
    channelOptimizedRouting: booleanIn(form, 'ChannelOptimizedRouting'),
  });
  const updated = updateTaskChannel(workspaceIn(asked).workspace, asked.names.Sid ?? '', changes);
  return { status: 200, body: shown(asked, orRefused(updated)) };
};

const remove: TaskRouterAnswer = (asked) => {
  orRefused(deleteTaskChannel(workspaceIn(asked).workspace, asked.names.Sid ?? ''));
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

function shown(asked: TaskRouterAsked, channel: TaskChannel) {
  const routed = workspaceIn(asked);
  const { sid } = routed.workspace;
  return {
    ...ofWorkspace(asked, routed),
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
