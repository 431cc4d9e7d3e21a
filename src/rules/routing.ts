import type { Agent, QueuesConfig } from '../config/queue-config';

/** Groups of callers who are treated alike: back in line, in the priority lane, and all others. */
export type RoutedCallers = 'returned' | 'premium' | 'ordinary';

/** How callers are routed from one moment of their wait to the next step. */
export interface RoutingStep {
  /** Agents up to this level are rung. */
  readonly level: number;
  /** The highest goes first; among equals, the longest wait. */
  readonly priority: number;
  /** When the next step begins, in seconds of the wait in this queue; never after the last. */
  readonly endsAfterSeconds: number | undefined;
}

/** How one group of callers is routed. The first rule that fits counts. */
export interface RoutingRule {
  readonly callers: RoutedCallers;
  readonly steps: readonly [RoutingStep, ...RoutingStep[]];
}

/** Callers who have waited past the aging time go before premium callers, but after those who are back in line. */
const priorities = { returned: 300, aged: 200, premium: 100, ordinary: 0 } as const;

/** The level of an agent in a queue. */
export const levelIn = ({ levels }: Agent, queueName: string): number => levels?.[queueName] ?? 1;

/** The levels that the agents of a queue have, the lowest first. */
export function levelsOf({ agents }: QueuesConfig, queueName: string): number[] {
  const levels = agents
    .filter(({ queues }) => queues.includes(queueName))
    .map((agent) => levelIn(agent, queueName));
  return [...new Set(levels)].sort((one, other) => one - other);
}

/** Which callers of a queue go first, and which agents are rung for them. */
export function routingOf(config: QueuesConfig, queueName: string): RoutingRule[] {
  const queue = config.queues[queueName];
  const levels = levelsOf(config, queueName);
  const escalations = queue?.ringing?.escalateAfterSeconds ?? [];
  const levelAt = (seconds: number) => {
    const reached = escalations.filter((at) => at <= seconds).length + 1;
    const isLast = reached > escalations.length;
    return (isLast ? levels.at(-1) : levels.findLast((level) => level <= reached)) ?? levels[0] ?? 1;
  };
  const rule = (callers: RoutedCallers, agingSeconds?: number): RoutingRule => {
    const changes = [...escalations, ...(agingSeconds === undefined ? [] : [agingSeconds])];
    const starts = [...new Set([0, ...changes])].sort((one, other) => one - other);
    const isAged = (seconds: number) => agingSeconds !== undefined && seconds >= agingSeconds;
    const steps = starts.map((start, index) => ({
      level: levelAt(start),
      priority: isAged(start) ? priorities.aged : priorities[callers],
      endsAfterSeconds: starts[index + 1],
    }));
    return { callers, steps: steps as [RoutingStep, ...RoutingStep[]] };
  };
  const { priority } = queue ?? {};
  return [
    rule('returned'),
    ...(priority ? [rule('premium')] : []),
    rule('ordinary', priority?.normalLaneFirstAfterSeconds),
  ];
}
