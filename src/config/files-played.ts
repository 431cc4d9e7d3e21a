import { type ConfigProblem, pathOf } from './errors/config-problem';
import { meant } from './errors/did-you-mean';
import type { QueuesConfig } from './queue-config';

/** The path of a file that callers hear, and the place in the config that names it. */
export interface PlayedFile {
  readonly path: string;
  readonly place: string;
}

/**
 * Files that plans play but that do not exist: a caller would hear nothing. `paths` are the files in `assets/`, such as
 * `/sorry.wav`. Hold music has its own check.
 */
export const missingFileProblems = (config: QueuesConfig, paths: readonly string[]): ConfigProblem[] =>
  filesPlayed(config)
    .filter(({ path }) => !path.startsWith('/hold-music/') && !paths.includes(path))
    .map(({ path, place }) => {
      const near = meant(path, paths);
      const fix =
        near === undefined ? 'Put the file there, or name another one.' : `Did you mean ${near.slice(1)}?`;
      return { path: place, found: `there is no file assets${path}`, fix };
    });

/** The files that callers hear, each once. */
export function filesPlayed({ queues }: QueuesConfig): PlayedFile[] {
  const named = Object.entries(queues).flatMap(([name, { holdMusic, plans }]) => [
    ...holdMusic.map(({ file }, index) => ({
      path: `/hold-music/${file}`,
      place: `${pathOf('queues', name)}.holdMusic[${index}]`,
    })),
    ...Object.entries(plans).flatMap(([reason, plan]) =>
      plan.flatMap((step, index) =>
        'play' in step
          ? [{ path: `/${step.play}`, place: `${pathOf('queues', name)}.plans.${reason}[${index}].play` }]
          : [],
      ),
    ),
  ]);
  return [...new Map(named.reverse().map((file) => [file.path, file])).values()].reverse();
}
