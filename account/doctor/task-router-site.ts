import { rungQueueNames } from '../../src/config/task-router';
import type { FoundWorkspace } from '../task-router/found';
import { workspaceFaults } from '../task-router/plan';
import { type WantedTaskRouter, wantedTaskRouter } from '../task-router/wanted';
import { ownCommand } from '../typed-commands';
import { consolePages } from './console-pages';
import type { Facts, TaskRouterFacts } from './facts';
import { type Finding, whenKnown } from './finding';
import { both, known, type Read, skipped } from './read';

/** What TaskRouter has, and what it should have. */
export interface TaskRouterSite extends Omit<Extract<TaskRouterFacts, { kind: 'open' }>, 'kind'> {
  readonly wanted: WantedTaskRouter;
  /** The command that fixes the differences. */
  readonly repair: string;
}

/** The same, with a workspace that exists and is ours. */
export interface WorkspaceSite extends TaskRouterSite {
  readonly workspace: FoundWorkspace;
}

const whatIsSetUp = { what: 'What is set up at TaskRouter.', look: consolePages.taskRouter };

export const ringsAgents = ({ checkout }: Facts) => rungQueueNames(checkout.config).length > 0;

/** Findings about TaskRouter; none if no queue rings its agents. */
export const atTaskRouter = (
  facts: Facts,
  examine: (site: TaskRouterSite) => readonly Finding[],
): readonly Finding[] => (ringsAgents(facts) ? whenKnown(siteOf(facts), whatIsSetUp, examine) : []);

/** Findings about the workspace. If it is missing or not ours, another check reports that. */
export const inWorkspace = (
  facts: Facts,
  examine: (site: WorkspaceSite) => readonly Finding[],
): readonly Finding[] => atTaskRouter(facts, (site) => whenKnown(workspaceOf(site), whatIsSetUp, examine));

function siteOf({ taskRouter, deployment, checkout, environment }: Facts): Read<TaskRouterSite> {
  const read = both(taskRouter, deployment);
  if (read.kind !== 'known') return read;
  const [there, { domain }] = read.value;
  if (there.kind === 'refused') return skipped('the account cannot use TaskRouter');
  return known({
    ...there,
    wanted: wantedTaskRouter(checkout.config, environment, domain),
    repair: ownCommand('taskrouter', environment),
  });
}

function workspaceOf(site: TaskRouterSite): Read<WorkspaceSite> {
  const { workspace } = site.found;
  if (!workspace) return skipped('TaskRouter is not set up');
  if (workspaceFaults(workspace, site.wanted).length > 0) {
    return skipped('TaskRouter’s workspace cannot be set up as it is');
  }
  return known({ ...site, workspace });
}
