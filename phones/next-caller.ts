import { firstQueue, type QueuesConfig } from '../src/config/queue-config';
import type { Phone } from './call-board';

/** What an agent’s call is in the middle of: the verb of the document that runs on it. */
export interface RunningVerb {
  readonly verb: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** An agent on the line. */
export interface AgentOnTheLine {
  readonly phone: Phone;
  /** Undefined as long as no document has come. */
  readonly running: RunningVerb | undefined;
}

/** What makes an agent take the next caller. */
export type NextCallerStep =
  /** Somebody has to ring the agents' number first; from this number they are known, if it is given. */
  | { readonly kind: 'ring'; readonly from?: string }
  | { readonly kind: 'sign-in'; readonly call: string }
  | { readonly kind: 'press'; readonly call: string; readonly key: string }
  /** An agent waits for the caller already, or is just being joined to one. */
  | { readonly kind: 'wait'; readonly call: string }
  | { readonly kind: 'nobody-serves'; readonly queue: string };

/** The sooner an agent is there for a caller, the earlier they are asked; a talk is ended last. */
const readiness = ['wait', 'press', 'sign-in', 'end-talk'] as const;

/**
 * Who takes the next caller, and how: whoever is free, else who is about to be, else who talks, the longest talk first;
 * and if nobody on the line serves a queue in which somebody waits, one more agent.
 */
export function decideNextCaller(
  agents: readonly AgentOnTheLine[],
  /** Queues in which somebody waits, from the one that has waited longest. */
  waitingQueues: readonly string[],
  config: QueuesConfig,
): NextCallerStep {
  const isNeeded = (agent: AgentOnTheLine) =>
    waitingQueues.length === 0 || queuesOf(agent, config).some((queue) => waitingQueues.includes(queue));
  const needed = agents.filter(isNeeded).map((agent) => ({ agent, move: moveOf(agent) }));
  const rank = ({ agent, move }: (typeof needed)[number]) =>
    `${readiness.indexOf(move.readiness)} ${agent.phone.doing.kind === 'talking' ? agent.phone.doing.since : ''}`;
  const [best] = needed.sort((one, other) => rank(one).localeCompare(rank(other)));
  return best ? best.move.step : decideRing(agents, waitingQueues[0], config);
}

interface Move {
  readonly readiness: (typeof readiness)[number];
  readonly step: NextCallerStep;
}

function moveOf({ phone, running }: AgentOnTheLine): Move {
  const { call } = phone;
  const press = (key: string): NextCallerStep => ({ kind: 'press', call, key });
  if (phone.doing.kind === 'talking') return { readiness: 'end-talk', step: press('*') };
  if (running?.verb === 'Dial') return { readiness: 'wait', step: { kind: 'wait', call } };
  // A key ends the time for notes and a pause, and has the lines looked at.
  const isBetweenCallers = ['/agent/idle', '/agent/paused'].includes(actionOf(running)?.pathname ?? '');
  if (running?.verb === 'Gather' && isBetweenCallers) return { readiness: 'press', step: press('1') };
  return { readiness: 'sign-in', step: { kind: 'sign-in', call } };
}

/** Whether the PIN is asked for. */
export const isPinPrompt = (running: RunningVerb): boolean =>
  running.verb === 'Gather' && actionOf(running)?.pathname === '/agent/pin';

/** The queues that an agent serves: their call's own URLs name them from the sign-in on. */
function queuesOf({ phone, running }: AgentOnTheLine, config: QueuesConfig): readonly string[] {
  const named = actionOf(running)?.searchParams.get('queue')?.split(',');
  const listed = config.agents.find(({ number }) => number === phone.from)?.queues;
  return named ?? listed ?? [firstQueue(config).name];
}

function actionOf(running: RunningVerb | undefined): URL | undefined {
  const action = running?.attributes.action ?? '';
  const base = 'https://localhost';
  return URL.canParse(action, base) ? new URL(action, base) : undefined;
}

/** Who only knows the shared PIN serves the first queue; of any other it takes a listed agent. */
function decideRing(
  agents: readonly AgentOnTheLine[],
  queue: string | undefined,
  config: QueuesConfig,
): NextCallerStep {
  if (queue === undefined || queue === firstQueue(config).name) return { kind: 'ring' };
  const isFree = (number: string | undefined) =>
    number !== undefined && agents.every(({ phone }) => phone.from !== number);
  const free = config.agents.find((agent) => agent.queues.includes(queue) && isFree(agent.number));
  return free?.number ? { kind: 'ring', from: free.number } : { kind: 'nobody-serves', queue };
}
