import type { QueuesConfig } from './queue-config';

/** A file that callers hear, by its path, and the place of the config that names it. */
export interface PlayedFile {
  readonly path: string;
  readonly place: string;
}

/**
 * What is not there of all that, each as a sentence with the repair: in its place a caller would hear nothing. The
 * paths are those of the files in `assets/`, such as `/sorry.wav`.
 */
export const missingFileFaults = (config: QueuesConfig, paths: readonly string[]): string[] =>
  filesPlayed(config)
    .filter(({ path }) => !paths.includes(path))
    .map(({ path, place }) => `${place}: assets${path} is not there. Put the file there, or name another.`);

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
