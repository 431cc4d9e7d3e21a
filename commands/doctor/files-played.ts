import type { QueuesConfig } from '../../src/queue-config';

/** A file that callers hear, by its path, and the place of the config that names it. */
export interface PlayedFile {
  readonly path: string;
  readonly place: string;
}

/** What callers are played, each file once. */
export function filesPlayed({ queues }: QueuesConfig): PlayedFile[] {
  const named = Object.entries(queues).flatMap(([name, { holdMusic, plans }]) => [
    ...holdMusic.map(({ file }, index) => ({
      path: `/hold-music/${file}`,
      place: `queues.${name}.holdMusic[${index}]`,
    })),
    ...Object.entries(plans).flatMap(([reason, plan]) =>
      plan.flatMap((step, index) =>
        'play' in step
          ? [{ path: `/${step.play}`, place: `queues.${name}.plans.${reason}[${index}].play` }]
          : [],
      ),
    ),
  ]);
  return [...new Map(named.reverse().map((file) => [file.path, file])).values()].reverse();
}
