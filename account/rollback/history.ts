/** That a build was put into an environment; without a build nothing was served from then on. */
export interface Activation {
  readonly buildSid: string | undefined;
  readonly at: Date;
}

/** Everything that was ever live in an environment. */
export interface DeployHistory {
  /** In any order. */
  readonly activations: readonly Activation[];
  readonly liveBuildSid: string;
  /** The builds of the service that can be activated: packed, and not deleted since. */
  readonly usableBuilds: ReadonlySet<string>;
}

export type RollbackPlan =
  | { readonly kind: 'activate'; readonly buildSid: string }
  | { readonly kind: 'already-live' }
  | { readonly kind: 'nothing-before' }
  /** `earlier` is the newest one before it that is still there. */
  | { readonly kind: 'not-usable'; readonly buildSid: string; readonly earlier: string | undefined };

/**
 * What to go back to. Builds have the order in which each was live for the first time, so that going back twice goes two
 * builds back, and never to and fro.
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

/** The one that was live first comes first. */
function buildsInOrder({ activations }: DeployHistory): string[] {
  const oldestFirst = activations.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return [...new Set(oldestFirst.flatMap(({ buildSid }) => buildSid ?? []))];
}

/** How many activations are listed. */
const listed = 20;

/** The list as a person reads it, the newest first, all times in UTC. */
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
