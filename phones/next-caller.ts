import { firstQueue, type QueuesConfig } from '../src/config/queue-config';
import { agentIdlePath, agentPausedPath, agentPinPath } from '../src/state/paths';
import type { Phone } from './call-board';
import type { AgentChoice } from './protocol';
import { pathOfAction } from './stage';

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
  /** Who it is, as far as the config tells. */
  readonly choice: AgentChoice | undefined;
}

/** What makes an agent take the next caller. */
export type NextCallerStep =
  /** Somebody has to call the agents' number first. */
  | { readonly kind: 'call'; readonly agent: AgentChoice }
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
  /** Everybody who could call, somebody unlisted last. */
  choices: readonly AgentChoice[],
): NextCallerStep {
  const isNeeded = (agent: AgentOnTheLine) =>
    waitingQueues.length === 0 || queuesOf(agent, config).some((queue) => waitingQueues.includes(queue));
  const needed = agents.filter(isNeeded).map((agent) => ({ agent, move: moveOf(agent) }));
  const rank = ({ agent, move }: (typeof needed)[number]) =>
    `${readiness.indexOf(move.readiness)} ${agent.phone.doing.kind === 'talking' ? agent.phone.doing.since : ''}`;
  const [best] = needed.sort((one, other) => rank(one).localeCompare(rank(other)));
  return best ? best.move.step : decideCall(agents, waitingQueues[0], config, choices);
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
  const action = pathOfAction(running?.attributes.action);
  const isBetweenCallers = action === agentIdlePath || action === agentPausedPath;
  if (running?.verb === 'Gather' && isBetweenCallers) return { readiness: 'press', step: press('1') };
  return { readiness: 'sign-in', step: { kind: 'sign-in', call } };
}

/** Whether the PIN is asked for. */
export const isPinPrompt = (running: RunningVerb): boolean =>
  running.verb === 'Gather' && pathOfAction(running.attributes.action) === agentPinPath;

/** The queues that an agent serves: their call's own URLs name them from the sign-in on. */
function queuesOf({ running, choice }: AgentOnTheLine, config: QueuesConfig): readonly string[] {
  const action = running?.attributes.action ?? '';
  const query = new URLSearchParams(/\?([^#]*)/.exec(action)?.[1]);
  return query.get('queue')?.split(',') ?? choice?.queues ?? [firstQueue(config).name];
}

/** Whoever only knows the shared PIN serves the first queue; any other needs a listed agent. */
function decideCall(
  agents: readonly AgentOnTheLine[],
  queue: string | undefined,
  config: QueuesConfig,
  choices: readonly AgentChoice[],
): NextCallerStep {
  const needed = queue ?? firstQueue(config).name;
  const busy = new Set(agents.map(({ choice }) => choice?.id));
  const canCome = ({ id, pin }: AgentChoice) => pin !== undefined && (id === undefined || !busy.has(id));
  const serving = choices.filter((choice) => choice.queues.includes(needed) && canCome(choice));
  // Whoever is at hand for the first queue is a stranger; listed agents are called where they are needed.
  const agent = serving.find(({ id }) => id === undefined) ?? serving[0];
  return agent ? { kind: 'call', agent } : { kind: 'nobody-serves', queue: needed };
}
