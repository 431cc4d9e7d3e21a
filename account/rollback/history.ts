/** The activation of a build in an environment; without a build, nothing was live from then on. */
export interface Activation {
  readonly buildSid: string | undefined;
  readonly at: Date;
}

/** Everything that was ever live in an environment. */
export interface DeployHistory {
  /** In any order. */
  readonly activations: readonly Activation[];
  readonly liveBuildSid: string;
  /** The builds that can be activated: finished, and not deleted. */
  readonly usableBuilds: ReadonlySet<string>;
}

export type RollbackPlan =
  | { readonly kind: 'activate'; readonly buildSid: string }
  | { readonly kind: 'already-live' }
  | { readonly kind: 'nothing-before' }
  /** `earlier` is the newest one before it that still exists. */
  | { readonly kind: 'not-usable'; readonly buildSid: string; readonly earlier: string | undefined };

/**
 * The build to go back to. Builds are ordered by when they were first live, so going back twice goes two builds back
 * instead of toggling.
 */
export function planRollback(history: DeployHistory, wanted: string | undefined): RollbackPlan {
  const { liveBuildSid, usableBuilds } = history;
  if (wanted === liveBuildSid) return { kind: 'already-live' };
  const order = buildsInOrder(history);
  const live = order.indexOf(liveBuildSid);
  const before = live < 0 ? order : order.slice(0, live);
  const buildSid = wanted ?? before.at(-1);
  if (buildSid === undefined) return { kind: 'nothing-before' };
  if (usableBuilds.has(buildSid)) return { kind: 'activate', buildSid };
  return { kind: 'not-usable', buildSid, earlier: before.findLast((one) => usableBuilds.has(one)) };
}

/** The one that was live first is first. */
function buildsInOrder({ activations }: DeployHistory): string[] {
  const oldestFirst = activations.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return [...new Set(oldestFirst.flatMap(({ buildSid }) => buildSid ?? []))];
}

/** How many activations are listed. */
const listed = 20;

/** The list for a person, newest first, times in UTC. */
export function historyInWords(history: DeployHistory): string[] {
  const { activations, liveBuildSid, usableBuilds } = history;
  const newestFirst = activations.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  const plan = planRollback(history, undefined);
  const next = plan.kind === 'activate' ? plan.buildSid : undefined;
  return newestFirst.slice(0, listed).map(({ buildSid, at }, index) => {
    const isFirstOf = newestFirst.findIndex((one) => one.buildSid === buildSid) === index;
    const mark = isFirstOf ? markOf(buildSid) : '';
    return [timeInWords(at), buildSid ?? 'nothing', mark].filter(Boolean).join('  ');
  });

  function markOf(buildSid: string | undefined): string {
    if (buildSid === undefined) return '';
    if (buildSid === liveBuildSid) return 'live now';
    if (!usableBuilds.has(buildSid)) return 'deleted';
    return buildSid === next ? 'rollback goes here' : '';
  }
}

export const timeInWords = (at: Date) => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
