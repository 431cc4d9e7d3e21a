import type { Agent, NamedQueue, QueuesConfig } from '../../src/config/queue-config';
import { type AgentActivity, ringingDefaults } from '../../src/config/task-router';
import { epochSeconds } from '../../src/epoch-seconds';
import type { Lane } from '../../src/rules/next-in-line';
import type { AgentWorker } from '../../src/rules/reconcile-workers';
import { levelIn, type RoutingStep, routingOf } from '../../src/rules/routing';
import { staffing } from '../../src/rules/staffing';
import { inARow, sentence } from '../../wording/phrases';
import { durationInWords } from '../../wording/times';

/** What agents who are rung are at some moment, by their ids. Who is not named is offline. */
export type AgentStates = ReadonlyMap<string, AgentActivity>;

/** As they are typed, and as they are said. */
const states = {
  available: ['available', 'available'],
  talking: ['onCall', 'in a conversation'],
  missed: ['missed', 'about to be rung again after a missed call'],
  notes: ['wrapUp', 'at their notes'],
  break: ['onBreak', 'on a break'],
  offline: ['offline', 'offline'],
} as const satisfies Readonly<Record<string, readonly [AgentActivity, string]>>;

/** Reads `ada=available`, once for each agent, or throws what to write instead. */
export function readAgentStates(texts: readonly string[], { agents }: QueuesConfig): AgentStates {
  const rung = agents.filter(({ contactUri }) => contactUri !== undefined).map(({ id }) => id);
  return new Map(
    texts.map((text) => {
      const [id = '', state = ''] = text.split('=');
      if (!rung.includes(id)) {
        const there = rung.length > 0 ? `These are: ${rung.join(', ')}` : 'Nobody is rung here';
        throw new Error(`--agent: '${id}' is not an agent who is rung. ${there}.`);
      }
      const known = Object.entries(states).find(([name]) => name === state);
      if (!known) {
        const names = Object.keys(states).join(', ');
        throw new Error(`--agent: '${state}' is not a state of an agent. Write ${id}= and one of ${names}.`);
      }
      return [id, known[1][0]] as const;
    }),
  );
}

const agentsOf = ({ name }: NamedQueue, { agents }: QueuesConfig) =>
  agents.filter(({ contactUri, queues }) => contactUri !== undefined && queues.includes(name));

/** Whether anybody can be expected to take a call, by the rule of the functions. */
export function isStaffed(
  queue: NamedQueue,
  given: AgentStates,
  { config, at }: { readonly config: QueuesConfig; readonly at: Date },
): boolean {
  const now = epochSeconds(at);
  const { noAgentsGraceSeconds } = { ...ringingDefaults, ...queue.ringing };
  const workers = agentsOf(queue, config).map((agent) => workerOf(agent, given, queue, now));
  return staffing(workers, now, noAgentsGraceSeconds) === 'there';
}

const longAgoSeconds = 3600;

/** Somebody who has just begun to be available, talk or take notes; breaks are in their middle. */
function workerOf({ id }: Agent, given: AgentStates, queue: NamedQueue, now: number): AgentWorker {
  const activity = given.get(id) ?? 'offline';
  const isAway = activity === 'onBreak' || activity === 'offline';
  return {
    sid: id,
    agent: id,
    activity,
    since: isAway ? now - longAgoSeconds : now,
    until: activity === 'onBreak' ? now + longAgoSeconds : undefined,
    wrapUpSeconds: Math.max(1, queue.wrapUpSeconds ?? 0),
    misses: 0,
    maxMissedCalls: ringingDefaults.maxMissedCalls,
    nextActivity: undefined,
    shiftEndsAt: undefined,
  };
}

/** What each agent of a queue is. */
export function statesInWords(queue: NamedQueue, given: AgentStates, config: QueuesConfig): string {
  const parts = Object.values(states).flatMap(([activity, words]) => {
    const ids = agentsOf(queue, config)
      .filter(({ id }) => (given.get(id) ?? 'offline') === activity)
      .map(({ id }) => id);
    return ids.length === 0 ? [] : [`${inARow(ids)} ${ids.length === 1 ? 'is' : 'are'} ${words}`];
  });
  return `${sentence(inARow(parts))}.`;
}

/** Whose phone rings for a caller who has waited so long, and whose later. */
export function whoIsRung(
  { queue, lane }: { readonly queue: NamedQueue; readonly lane: Lane },
  { given, config, secondsWaited }: { given: AgentStates; config: QueuesConfig; secondsWaited: number },
): string[] {
  const steps = stepsOf(queue, lane, config);
  const now = steps.findIndex(
    ({ endsAfterSeconds = Number.POSITIVE_INFINITY }) => secondsWaited < endsAfterSeconds,
  );
  const free = (level: number) =>
    agentsOf(queue, config)
      .filter((agent) => levelIn(agent, queue.name) <= level && given.get(agent.id) === 'available')
      .map(({ id }) => id);
  const atOnce = free(steps[now]?.level ?? 1);
  const later = steps.slice(now + 1).flatMap(({ level }, index) => {
    const before = steps[now + index];
    const added = free(level).filter((id) => !free(before?.level ?? 1).includes(id));
    if (added.length === 0) return [];
    return [
      `After ${durationInWords(before?.endsAfterSeconds ?? 0)} of waiting ${inARow(added)} may be rung too.`,
    ];
  });
  return [ringingNow(atOnce), ...later, ...turnInWords(queue, lane)];
}

/** The rule for a caller who has not been with an agent yet. */
function stepsOf(queue: NamedQueue, lane: Lane, config: QueuesConfig): readonly RoutingStep[] {
  const callers = lane === 'priority' ? 'premium' : 'ordinary';
  return routingOf(config, queue.name).find((rule) => rule.callers === callers)?.steps ?? [];
}

function ringingNow(free: readonly string[]): string {
  const [only, ...others] = free;
  if (only === undefined)
    return 'Nobody who may be rung now is free, so the caller waits for the first who is.';
  return others.length === 0
    ? `The phone of ${only} rings, unless callers who are ahead need ${only} first.`
    : `Of ${inARow(free)} the one who has been idle longest is rung, after those who are rung for callers ahead.`;
}

function turnInWords({ priority }: NamedQueue, lane: Lane): string[] {
  if (!priority) return [];
  const aged = durationInWords(priority.normalLaneFirstAfterSeconds);
  return [
    lane === 'priority'
      ? `This caller goes before everybody of the normal lane who has waited less than ${aged}.`
      : `Priority callers go before this one, until the wait has been ${aged}.`,
  ];
}
