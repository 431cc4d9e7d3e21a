import { mostMoves } from '../../state/caller-state';
import type { Plan, PlanReason, PlanStep, Queue, QueuesConfig } from '../queue-config';
import { type ConfigProblem, pathOf } from './config-problem';
import { longestAnnouncementSeconds } from './hold-music';
import { queueReferenceProblems } from './names';
import { dialedNumberProblems } from './numbers';
import { textProblems } from './words';

/** A step of a plan that leads to another queue. */
interface Move {
  readonly path: string;
  readonly from: string;
  readonly reason: PlanReason;
  readonly to: string;
}

/** A plan that leaves the caller in silence, or names something that does not exist. */
export function planProblems(path: string, plan: Plan, config: QueuesConfig): ConfigProblem[] {
  const move = plan.findIndex((step) => 'queue' in step);
  const isUnreached = move >= 0 && move < plan.length - 1;
  const last = plan.length - 1;
  const unreached = {
    path: pathOf(path, move + 1),
    found: 'it is never reached, because the caller is in another queue by then',
    fix: 'Remove it, or move it up.',
  };
  const silent = {
    path: pathOf(path, last),
    found: 'the plan ends here, so if nobody answers, the caller hears nothing more',
    fix: "Add a step after it, such as { say: 'Sorry, nobody could answer. Goodbye.' }.",
  };
  return [
    ...plan.flatMap((step, index) => stepProblems(pathOf(path, index), step, config)),
    ...(isUnreached ? [unreached] : []),
    ...(plan[last] && 'ring' in plan[last] ? [silent] : []),
  ];
}

function stepProblems(path: string, step: PlanStep, config: QueuesConfig): ConfigProblem[] {
  if ('say' in step) return textProblems(`${path}.say`, step.say);
  if ('voicemail' in step) return textProblems(`${path}.voicemail`, step.voicemail);
  if ('queue' in step) return queueReferenceProblems(`${path}.queue`, step.queue, config);
  if ('ring' in step) return dialedNumberProblems(`${path}.ring.number`, step.ring.number, config);
  return playedFileProblems(`${path}.play`, step.play);
}

function playedFileProblems(path: string, file: string): ConfigProblem[] {
  const fix = "Write the path of a file below assets/, such as 'closed.v1.wav'.";
  const problem = (found: string) => [{ path, found, fix }];
  if (file.trim() === '') return problem('it is empty, so there would be silence');
  if (/^[a-z]+:/i.test(file)) return problem(`${file} is a URL, and only files in assets/ are played`);
  if (file.split('/').some((part) => ['', '.', '..'].includes(part))) {
    return problem(`${file} is not a path below assets/`);
  }
  if (!/^[\w./-]+$/.test(file)) return problem(`${file} has characters that change its URL`);
  return /\.(wav|mp3)$/i.test(file) ? [] : problem(`${file} is not a WAV or MP3 file`);
}

function movesOf({ queues }: QueuesConfig): Move[] {
  return Object.entries(queues).flatMap(([from, { plans }]) =>
    Object.entries(plans).flatMap(([reason, plan]) =>
      plan.flatMap((step, index) => {
        if (!('queue' in step) || !Object.hasOwn(queues, step.queue)) return [];
        const path = `${pathOf(`${pathOf('queues', from)}.plans.${reason}`, index)}.queue`;
        return [{ path, from, reason: reason as PlanReason, to: step.queue }];
      }),
    ),
  );
}

/** Plans that would move callers from queue to queue without end, or more often than is allowed. */
export function moveProblems(config: QueuesConfig): ConfigProblem[] {
  const moves = movesOf(config);
  const walk = walkQueues(Object.keys(config.queues), moves);
  if (walk.kind === 'circle') {
    const path = walk.moves.at(-1)?.path ?? 'queues';
    const circle = [...walk.moves.map(({ from }) => from), walk.moves.at(-1)?.to].join(' → ');
    return [
      { path, found: `plans lead in a circle: ${circle}`, fix: 'End one of these plans with another step.' },
    ];
  }
  if (walk.longest.length > mostMoves) {
    const [first] = walk.longest;
    const chain = [first?.from, ...walk.longest.map(({ to }) => to)].join(' → ');
    const found = `plans can move a caller ${walk.longest.length} times (${chain}), but the call ends after ${mostMoves}`;
    return [
      {
        path: walk.longest[mostMoves]?.path ?? 'queues',
        found,
        fix: 'End one of these plans with another step.',
      },
    ];
  }
  return overdueProblems(config, moves);
}

type Walk =
  | { readonly kind: 'circle'; readonly moves: readonly Move[] }
  | { readonly kind: 'chains'; readonly longest: readonly Move[] };

/** Follows every move once, and finds a circle or, if there is none, the longest chain. */
export function walkQueues(names: readonly string[], moves: readonly Move[]): Walk {
  const movesFrom = new Map<string, Move[]>(names.map((name) => [name, []]));
  for (const move of moves) movesFrom.get(move.from)?.push(move);
  /** For each queue that was walked through: how long the longest chain from it is, and its first move. */
  const longestFrom = new Map<string, { readonly length: number; readonly first?: Move }>();
  const trail: Move[] = [];
  const onTrail = new Set<string>();

  const circleFrom = (name: string): readonly Move[] | undefined => {
    onTrail.add(name);
    let longest: { length: number; first?: Move } = { length: 0 };
    for (const move of movesFrom.get(name) ?? []) {
      trail.push(move);
      if (onTrail.has(move.to)) return trail.slice(trail.findIndex(({ from }) => from === move.to));
      const circle = longestFrom.has(move.to) ? undefined : circleFrom(move.to);
      if (circle) return circle;
      trail.pop();
      const length = 1 + (longestFrom.get(move.to)?.length ?? 0);
      if (length > longest.length) longest = { length, first: move };
    }
    onTrail.delete(name);
    longestFrom.set(name, longest);
    return undefined;
  };

  for (const name of names) {
    const circle = longestFrom.has(name) ? undefined : circleFrom(name);
    if (circle) return { kind: 'circle', moves: circle };
  }
  const lengthFrom = (name: string) => longestFrom.get(name)?.length ?? 0;
  const start = names.reduce(
    (best, name) => (lengthFrom(name) > lengthFrom(best) ? name : best),
    names[0] ?? '',
  );
  const longest: Move[] = [];
  for (let next = longestFrom.get(start)?.first; next; next = longestFrom.get(next.to)?.first)
    longest.push(next);
  return { kind: 'chains', longest };
}

/**
 * The time waited keeps counting in another queue. A caller who has waited too long in one queue must not reach the next one
 * with its limit already passed. A queue that is closed by then may send the caller on by its own plan.
 */
function overdueProblems({ queues }: QueuesConfig, moves: readonly Move[]): ConfigProblem[] {
  return moves
    .filter(({ reason }) => reason === 'waitedTooLong')
    .flatMap((move) => {
      const waited = Math.ceil(longestWait(queues[move.from]));
      return [move, ...closedMovesFrom(move.to, queues, moves)].flatMap(({ path, to }) => {
        const target = queues[to];
        if (!target || target.maxWaitSeconds >= waited) return [];
        const found = `callers come here after up to ${waited} seconds, but ${to} lets them wait only ${target.maxWaitSeconds} in total`;
        const fix = `Time already waited counts. Raise ${pathOf('queues', to)}.maxWaitSeconds to ${waited} or more, lower ${pathOf('queues', move.from)}.maxWaitSeconds, or end this plan with another step.`;
        return [{ path, found, fix }];
      });
    });
}

/** The wait ends with the first request after the limit, which may come a piece of music and an announcement later. */
const longestWait = (queue: Queue | undefined) =>
  queue
    ? queue.maxWaitSeconds +
      Math.max(0, ...queue.holdMusic.map(({ seconds }) => seconds)) +
      longestAnnouncementSeconds(queue)
    : 0;

function closedMovesFrom(name: string, queues: QueuesConfig['queues'], moves: readonly Move[]): Move[] {
  if (!queues[name]?.openingHours) return [];
  return moves
    .filter(({ from, reason }) => from === name && reason === 'closed')
    .flatMap((move) => [move, ...closedMovesFrom(move.to, queues, moves)]);
}
