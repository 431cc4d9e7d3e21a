import type { Twilio } from 'twilio';
import type { QueuesConfig } from '../../src/config/queue-config';
import { rungQueueNames, workspaceName } from '../../src/config/task-router';
import { domainSuffixes, type EnvironmentName } from '../environment';
import { type FoundTaskRouter, type FoundWorkspace, findTaskRouter } from '../task-router/found';
import type { TaskRouterFacts, VoiceChannel } from './facts';
import { known, type Read, skipped } from './read';
import type { Reader } from './reader';

/** Reads what `npm run taskrouter` has set up. Sends no request if no queue rings its agents. */
export async function readTaskRouter(
  client: Twilio,
  { config, environment }: { readonly config: QueuesConfig; readonly environment: EnvironmentName },
  reader: Reader,
): Promise<Read<TaskRouterFacts>> {
  if (rungQueueNames(config).length === 0) return skipped('no queue rings its agents');
  const name = workspaceName(domainSuffixes[environment]);
  const found = await reader.read(() => findIfOpen(client, name));
  if (found.kind !== 'known') return found;
  if ('refusedWith' in found.value) return known({ kind: 'refused', status: found.value.refusedWith });
  const { workspace } = found.value;
  if (!workspace) return known(open(found.value, [], []));
  const [voiceChannels, eligibleWorkers] = await Promise.all([
    readEach(workspace.workers, reader, ({ sid }) => readVoiceChannel(client, workspace, sid)),
    readEach(workspace.taskQueues, reader, ({ sid }) => countEligible(client, workspace, sid)),
  ]);
  if (voiceChannels.kind !== 'known') return voiceChannels;
  if (eligibleWorkers.kind !== 'known') return eligibleWorkers;
  return known(open(found.value, voiceChannels.value, eligibleWorkers.value));
}

/** Twilio does not document the answer for accounts without TaskRouter, so any refusal is reported as it is. */
async function findIfOpen(
  client: Twilio,
  name: string,
): Promise<FoundTaskRouter | { readonly refusedWith: number }> {
  try {
    return await findTaskRouter(client, name);
  } catch (error) {
    const { status } = Object(error) as { status?: unknown };
    if (status === 401 || status === 403) return { refusedWith: status };
    throw error;
  }
}

const open = (
  found: FoundTaskRouter,
  voiceChannels: Entries<VoiceChannel>,
  eligibleWorkers: Entries<number>,
): TaskRouterFacts => ({
  kind: 'open',
  found,
  voiceChannels: new Map(voiceChannels),
  eligibleWorkers: new Map(eligibleWorkers),
});

type Entries<Value> = readonly (readonly [string, Value])[];

/** One request for each. The first failure fails all. */
async function readEach<Value>(
  resources: readonly { readonly sid: string }[],
  reader: Reader,
  work: (resource: { readonly sid: string }) => Promise<Value>,
): Promise<Read<Entries<Value>>> {
  const all = await Promise.all(
    resources.map((resource) => reader.read(async () => [resource.sid, await work(resource)] as const)),
  );
  const failed = all.find((one) => one.kind !== 'known');
  return failed ?? known(all.flatMap((one) => (one.kind === 'known' ? [one.value] : [])));
}

async function readVoiceChannel(
  client: Twilio,
  { sid }: FoundWorkspace,
  worker: string,
): Promise<VoiceChannel> {
  const { workers } = client.taskrouter.v1.workspaces(sid);
  const { configuredCapacity, available } = await workers(worker).workerChannels('voice').fetch();
  return { capacity: configuredCapacity, isAvailable: available };
}

/** https://www.twilio.com/docs/taskrouter/api/taskqueue-statistics */
async function countEligible(client: Twilio, { sid }: FoundWorkspace, taskQueue: string): Promise<number> {
  const { taskQueues } = client.taskrouter.v1.workspaces(sid);
  const { totalEligibleWorkers } = await taskQueues(taskQueue).realTimeStatistics().fetch();
  return totalEligibleWorkers;
}
