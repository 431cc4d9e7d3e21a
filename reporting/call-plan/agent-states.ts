import type { Agent, NamedQueue, QueuesConfig } from '../../src/config/queue-config';
import { type AgentActivity, ringingDefaults } from '../../src/config/task-router';
import { epochSeconds } from '../../src/epoch-seconds';
import type { Lane } from '../../src/rules/next-in-line';
import type { AgentWorker } from '../../src/rules/reconcile-workers';
import { levelIn, type RoutingStep, routingOf } from '../../src/rules/routing';
import { staffing } from '../../src/rules/staffing';
import { inARow, sentence } from '../../wording/phrases';
import { durationInWords } from '../../wording/times';

/** The states of rung agents at some time, by id. Agents who are not listed are offline. */
export type AgentStates = ReadonlyMap<string, AgentActivity>;

/** As typed, and as printed. */
const states = {
  available: ['available', 'available'],
  talking: ['onCall', 'in a conversation'],
  missed: ['missed', 'about to be rung again after a missed call'],
  notes: ['wrapUp', 'in wrap-up'],
  break: ['onBreak', 'on a break'],
  offline: ['offline', 'offline'],
} as const satisfies Readonly<Record<string, readonly [AgentActivity, string]>>;

/** Reads `ada=available`, once for each agent, or throws an error that says what to write instead. */
export function readAgentStates(texts: readonly string[], { agents }: QueuesConfig): AgentStates {
  const rung = agents.filter(({ contactUri }) => contactUri !== undefined).map(({ id }) => id);
  return new Map(
    texts.map((text) => {
      const [id = '', state = ''] = text.split('=');
      if (!rung.includes(id)) {
        const there = rung.length > 0 ? `These are: ${rung.join(', ')}` : 'This config has none';
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

/** Whether an agent can be expected to take a call, by the rule of the functions. */
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

/** An agent whose availability, conversation or wrap-up has just started; a break is half over. */
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

/** The state of each agent of a queue. */
export function statesInWords(queue: NamedQueue, given: AgentStates, config: QueuesConfig): string {
  const parts = Object.values(states).flatMap(([activity, words]) => {
    const ids = agentsOf(queue, config)
      .filter(({ id }) => (given.get(id) ?? 'offline') === activity)
      .map(({ id }) => id);
    return ids.length === 0 ? [] : [`${inARow(ids)} ${ids.length === 1 ? 'is' : 'are'} ${words}`];
  });
  return `${sentence(inARow(parts))}.`;
}

/** Whose phone rings for a caller after this wait, and whose phones ring later. */
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
      `After ${durationInWords(before?.endsAfterSeconds ?? 0)} of waiting, ${inARow(added)} may be rung too.`,
    ];
  });
  return [ringingNow(atOnce), ...later, ...turnInWords(queue, lane)];
}

/** The rule for a caller who has not talked to an agent yet. */
function stepsOf(queue: NamedQueue, lane: Lane, config: QueuesConfig): readonly RoutingStep[] {
  const callers = lane === 'priority' ? 'premium' : 'ordinary';
  return routingOf(config, queue.name).find((rule) => rule.callers === callers)?.steps ?? [];
}

function ringingNow(free: readonly string[]): string {
  const [only, ...others] = free;
  if (only === undefined)
    return 'No agent who may be rung is free, so the caller waits for the first one who is.';
  return others.length === 0
    ? `The phone of ${only} rings, unless callers ahead get ${only} first.`
    : `Of ${inARow(free)}, the agent who has been idle longest is rung, after agents for the callers ahead.`;
}

function turnInWords({ priority }: NamedQueue, lane: Lane): string[] {
  if (!priority) return [];
  const aged = durationInWords(priority.normalLaneFirstAfterSeconds);
  return [
    lane === 'priority'
      ? `This caller goes ahead of everybody in the normal lane who has waited less than ${aged}.`
      : `Priority callers go ahead of this one until the wait reaches ${aged}.`,
  ];
}
