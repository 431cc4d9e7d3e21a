import { isoDate } from '../../platform/dates';
import { availableCapacityPercentage } from '../../task-router/worker-load';
import { fetchWorkerChannel, updateWorkerChannel } from '../../task-router/workers';
import type { WorkerChannel } from '../../task-router/workspace-records';
import { integerIn } from '../parameters';
import { listing, reading } from '../resource';
import {
  booleanIn,
  listOf,
  ofWorkspace,
  orRefused,
  product,
  sent,
  type TaskRouterContext,
  type TaskRouterHandler,
  type TaskRouterResource,
  urlIn,
  workspaceIn,
} from './context';

const list: TaskRouterHandler = (context) => {
  const worker = orRefused(workspaceIn(context).workspace.workers.fetch(context.names.WorkerSid ?? ''));
  return listOf(context, {
    key: 'channels',
    items: [...worker.channels.values()],
    sidOf: ({ sid }) => sid,
    show: (channel) => bodyOf(context, channel),
  });
};

const fetch: TaskRouterHandler = (context) => {
  const { WorkerSid = '', Sid = '' } = context.names;
  const { workerChannel } = orRefused(fetchWorkerChannel(workspaceIn(context).workspace, WorkerSid, Sid));
  return { status: 200, body: bodyOf(context, workerChannel) };
};

const update: TaskRouterHandler = (context) => {
  const { form } = context.request;
  const { WorkerSid = '', Sid = '' } = context.names;
  const changes = sent({
    capacity: integerIn(form, 'Capacity', { min: 0 }),
    available: booleanIn(form, 'Available'),
  });
  const updated = updateWorkerChannel(workspaceIn(context).workspace, WorkerSid, Sid, changes);
  return { status: 200, body: bodyOf(context, orRefused(updated)) };
};

/** Found by SID, or by the SID or unique name of the task channel. https://www.twilio.com/docs/taskrouter/api/worker-channel */
export const workerChannelResources: readonly TaskRouterResource[] = [
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels',
    methods: { GET: listing('', list) },
  },
  {
    product,
    path: '/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels/{Sid}',
    methods: { GET: fetch, POST: reading('Capacity Available', update) },
  },
];

function bodyOf(context: TaskRouterContext, channel: WorkerChannel) {
  const routed = workspaceIn(context);
  const { WorkerSid = '' } = context.names;
  return {
    ...ofWorkspace(context, routed),
    sid: channel.sid,
    worker_sid: WorkerSid,
    task_channel_sid: channel.taskChannelSid,
    task_channel_unique_name: channel.taskChannelUniqueName,
    configured_capacity: channel.configuredCapacity,
    available: channel.available,
    available_capacity_percentage: availableCapacityPercentage(channel),
    assigned_tasks: channel.reserved.accepted + channel.reserved.wrapping,
    date_created: isoDate(channel.dateCreated),
    date_updated: isoDate(channel.dateUpdated),
    url: urlIn(routed.workspace.sid, `/Workers/${WorkerSid}/Channels/${channel.sid}`),
  };
}
