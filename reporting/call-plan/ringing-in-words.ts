import type { Agent, NamedQueue, QueuesConfig } from '../../src/config/queue-config';
import { ringingDefaults } from '../../src/config/task-router';
import { reservationSeconds } from '../../src/rules/reservation-seconds';
import { levelIn, routingOf } from '../../src/rules/routing';
import { counted, inARow } from '../../wording/phrases';
import { durationInWords } from '../../wording/times';

/** How the agents of a queue are rung, in which order, and what happens if none is there; nothing for other queues. */
export function ringingInWords(queue: NamedQueue, config: QueuesConfig): string[] {
  if (!queue.ringing) return [];
  const given = { ...ringingDefaults, ...queue.ringing };
  return [
    `The phones of free agents ring, the longest idle first: each for ${durationInWords(given.ringTimeoutSeconds)}. To get the caller, the agent presses a key within ${durationInWords(given.confirmTimeoutSeconds)} after the words.`,
    ...levelsInWords(queue, config),
    'A caller who is back in line after a lost connection goes first.',
    ...agingInWords(queue),
    `TaskRouter keeps a caller for an agent for at most ${durationInWords(reservationSeconds(queue, config.agentLine))}, which is the longest time until the key; then the next agent is rung.`,
    `An agent who misses ${counted(given.maxMissedCalls, 'call')} in a row is offline.`,
    ...(given.signOffAtClosing
      ? ['When the queue closes, its agents are set offline as soon as no caller is waiting or talking.']
      : []),
    `A caller who arrives while no agent is there is not put in line. When the last agent leaves, callers in line wait ${durationInWords(given.noAgentsGraceSeconds)} more.`,
  ];
}

/** When more agents are rung, by the steps of an ordinary caller. */
function levelsInWords({ name }: NamedQueue, config: QueuesConfig): string[] {
  const steps = routingOf(config, name).at(-1)?.steps ?? [];
  const upTo = (level: number) =>
    config.agents
      .filter((agent) => agent.queues.includes(name) && levelIn(agent, name) <= level)
      .map(({ id }) => id);
  return steps.flatMap(({ level }, index) => {
    const before = steps[index - 1];
    if (index > 0 && before?.level === level) return [];
    const when =
      index === 0 ? 'At first' : `After ${durationInWords(before?.endsAfterSeconds ?? 0)} of waiting`;
    return [`${when}: ${inARow(upTo(level))}.`];
  });
}

function agingInWords({ priority }: NamedQueue): string[] {
  if (!priority) return [];
  const after = durationInWords(priority.normalLaneFirstAfterSeconds);
  return [`A caller in the normal lane who has waited ${after} goes ahead of every priority caller.`];
}

/** How a caller reaches an agent whose phone rings. */
export const rungAgentInWords = ({ contactUri, confirmCalls = true }: Agent): string =>
  `Rings at ${contactUri ?? 'no phone'}${confirmCalls ? '' : ', and is connected without a key'}. Calls the agents’ number to be available, on a break or offline.`;
