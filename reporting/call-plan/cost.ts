import { decideIdle, sayIdle } from '../../src/agent/dial-in/idle';
import { lanesOf } from '../../src/agent/dial-in/lanes';
import { strategyFor } from '../../src/agent/dial-in/strategy';
import type { NamedQueue, QueuesConfig } from '../../src/config/queue-config';
import { queueNamed } from '../../src/config/queue-config';
import { rungQueueNames } from '../../src/config/task-router';
import { epochSeconds } from '../../src/epoch-seconds';
import type { AgentSession } from '../../src/state/agent-session';
import { newCallerState } from '../../src/state/caller-state';
import { counted } from '../../wording/phrases';
import { sessionOf } from './agents-in-words';
import { imaginaryRequest } from './imaginary-request';
import { verbsOf } from './plan-in-words';
import { imaginaryCall } from './section';
import { inLine, roundsOf } from './wait';

const hourSeconds = 3600;

/** How many requests to our functions waiting callers and agents cause. */
export function costInWords(config: QueuesConfig, now: Date): string[] {
  const sessions = [...config.agents, undefined].map((agent) => sessionOf(agent, config, now));
  return [
    ...queuesOf(config).map(
      (queue) =>
        `A caller waiting in ${queue.name}: about ${waitingRequestsAnHour(queue, config, now)} requests an hour, and ${queue.ringing ? 'at most as many REST calls' : 'no REST call'}.`,
    ),
    'Each call adds three requests: when it arrives, leaves the line and ends.',
    ...(rungQueueNames(config).length === 0
      ? []
      : [
          'Where agents are rung, it adds six more from ringing to wrap-up, two for each phone that nobody answers, and about a dozen REST calls in all.',
        ]),
    ...sessions.map((session) => idleInWords(session, config, now)),
  ];
}

/** What Twilio, and not the config, decides. https://www.twilio.com/docs/serverless/functions-assets/quickstart */
export function limitsInWords(config: QueuesConfig): string[] {
  const waiting = queuesOf(config).reduce((total, { maxCallers }) => total + maxCallers, 0);
  const agents = config.agents.length;
  const calls = waiting + 2 * agents;
  return [
    `With every queue full${agents > 0 ? ` and ${counted(agents, 'agent')} in conversation` : ''}, that is ${counted(calls, 'call')} at once. A new Twilio account carries two or three until its business profile is approved.`,
    `Twilio runs at most 30 of these functions at once: plan for 600 waiting callers${waiting > 600 ? `, not for the ${waiting.toLocaleString('en-US')} that may wait here` : ''}.`,
  ];
}

const queuesOf = (config: QueuesConfig): NamedQueue[] =>
  Object.keys(config.queues).flatMap((name) => queueNamed(config, name) ?? []);

/** Computed from the wait of the first caller in line, who hears the fewest announcements. */
function waitingRequestsAnHour(queue: NamedQueue, config: QueuesConfig, now: Date): number {
  const { openingHours, ...alwaysOpen } = queue;
  const queues = { ...config.queues, [queue.name]: alwaysOpen };
  const rounds = roundsOf(inLine(newCallerState(alwaysOpen, '', now)), 1, { ...config, queues });
  const seconds = rounds.at(-1)?.queueTimeSeconds ?? hourSeconds;
  return Math.round(((rounds.length - 1) * hourSeconds) / seconds);
}

function idleInWords(session: AgentSession, config: QueuesConfig, now: Date): string {
  const who = session.agent === 'agent' ? 'An agent with the shared PIN' : session.agent;
  if (session.queues[0].ringing)
    return `${who} without a caller: no requests, because Twilio rings the phone.`;
  const { requests, restCalls } = idleCostAnHour(session, config, now);
  const rest =
    restCalls === 0 ? 'no REST call' : `as many REST calls, more only where several queues are busy`;
  return `${who} without a caller: about ${requests} requests an hour, and ${rest}.`;
}

/** A blocking dial is requested again when it times out; without one, the lines are checked in rounds. */
function idleCostAnHour(session: AgentSession, config: QueuesConfig, now: Date) {
  const first = strategyFor(session).firstStep(session, { kind: 'none' }, epochSeconds(now));
  if (first.kind === 'dial') {
    return { requests: Math.round(hourSeconds / first.timeoutSeconds), restCalls: 0 };
  }
  const idle = { call: imaginaryCall, session, key: undefined };
  const request = imaginaryRequest(config, now);
  const [round] = verbsOf(sayIdle(decideIdle(idle, lanesOf(session), request), request));
  const requests = Math.round(hourSeconds / Number(round?.attributes.timeout));
  return { requests, restCalls: requests };
}
