import { decideIdle, linesOf, sayIdle } from '../../src/agent/dial-in/idle';
import { decideFirstDial } from '../../src/agent/dial-in/serving';
import type { NamedQueue, QueuesConfig } from '../../src/config/queue-config';
import { queueNamed } from '../../src/config/queue-config';
import type { Shift } from '../../src/state/agent-session';
import { newTicket } from '../../src/state/caller-state';
import { counted } from '../../wording/phrases';
import { shiftOf } from './agents-in-words';
import { verbsOf } from './plan-in-words';
import { imaginaryCall } from './section';
import { roundsOf } from './wait';

const hourSeconds = 3600;

/** What those who wait, callers and agents, cost in requests to our functions. */
export function costInWords(config: QueuesConfig, now: Date): string[] {
  const shifts = [...config.agents, undefined].map((agent) => shiftOf(agent, config, now));
  return [
    ...queuesOf(config).map(
      (queue) =>
        `A caller who waits in ${queue.name}: about ${waitingRequestsAnHour(queue, config, now)} requests an hour, and no REST call.`,
    ),
    'Each call besides: three requests, when it comes, leaves the line and ends.',
    ...shifts.map((shift) => idleInWords(shift, config, now)),
  ];
}

/** What Twilio, and not the config, decides. https://www.twilio.com/docs/serverless/functions-assets/quickstart */
export function limitsInWords(config: QueuesConfig): string[] {
  const waiting = queuesOf(config).reduce((total, { maxCallers }) => total + maxCallers, 0);
  const agents = config.agents.length;
  const calls = waiting + 2 * agents;
  return [
    `With every line full${agents > 0 ? ` and ${counted(agents, 'agent')} talking` : ''} that is ${counted(calls, 'call')} at once; a new account of Twilio's carries two or three, until its business profile is approved.`,
    `Twilio runs at most 30 of our functions at the same moment: plan with 600 waiting callers${waiting > 600 ? `, and not with the ${waiting.toLocaleString('en-US')} that may wait here` : ''}.`,
  ];
}

const queuesOf = (config: QueuesConfig): NamedQueue[] =>
  Object.keys(config.queues).flatMap((name) => queueNamed(config, name) ?? []);

/** Asked of the wait itself, as the first in line lives through it, to whom the least is said. */
function waitingRequestsAnHour(queue: NamedQueue, config: QueuesConfig, now: Date): number {
  const { openingHours, ...alwaysOpen } = queue;
  const queues = { ...config.queues, [queue.name]: alwaysOpen };
  const rounds = roundsOf(newTicket(alwaysOpen, '', now), 1, { ...config, queues });
  const seconds = rounds.at(-1)?.queueTimeSeconds ?? hourSeconds;
  return Math.round(((rounds.length - 1) * hourSeconds) / seconds);
}

function idleInWords(shift: Shift, config: QueuesConfig, now: Date): string {
  const who = shift.agent === 'agent' ? 'An agent by the shared PIN' : shift.agent;
  const { requests, restCalls } = idleCostAnHour(shift, config, now);
  const rest =
    restCalls === 0 ? 'no REST call' : `as many REST calls, more only where several lines are busy`;
  return `${who} without a caller: about ${requests} requests an hour, and ${rest}.`;
}

/** A blocking dial is asked for again when it times out; anybody else looks at the lines round by round. */
function idleCostAnHour(shift: Shift, config: QueuesConfig, now: Date) {
  const first = decideFirstDial(shift, { kind: 'none' }, now);
  if (first.kind === 'dial') {
    return { requests: Math.round(hourSeconds / first.timeoutSeconds), restCalls: 0 };
  }
  const idle = { call: imaginaryCall, shift, key: undefined };
  const [round] = verbsOf(sayIdle(decideIdle(idle, linesOf(shift), config, now), config));
  const requests = Math.round(hourSeconds / Number(round?.attributes.timeout));
  return { requests, restCalls: requests };
}
