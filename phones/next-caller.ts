import { firstQueue, type QueuesConfig } from '../src/config/queue-config';
import { agentIdlePath, agentPausedPath, agentPinPath } from '../src/state/paths';
import type { Phone } from './call-board';
import type { AgentChoice } from './protocol';
import { pathOfAction } from './stage';

/** The verb that runs on an agent’s call. */
export interface RunningVerb {
  readonly verb: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** An agent on the line. */
export interface AgentOnTheLine {
  readonly phone: Phone;
  /** Undefined until a document has come. */
  readonly running: RunningVerb | undefined;
  /** The agent in the config, if that is known. */
  readonly choice: AgentChoice | undefined;
}

/** The step that makes an agent take the next caller. */
export type NextCallerStep =
  /** An agent must call the agents' number first. */
  | { readonly kind: 'call'; readonly agent: AgentChoice }
  | { readonly kind: 'sign-in'; readonly call: string }
  | { readonly kind: 'press'; readonly call: string; readonly key: string }
  /** An agent is already waiting for a caller, or is just being connected to one. */
  | { readonly kind: 'wait'; readonly call: string }
  | { readonly kind: 'nobody-serves'; readonly queue: string };

/** Agents who can take a caller sooner come first; ending a conversation comes last. */
const readiness = ['wait', 'press', 'sign-in', 'end-conversation'] as const;

/**
 * Which agent takes the next caller, and how: a free agent, else one who will be free soon, else the agent with the
 * longest conversation. If no agent on the line serves a queue with waiting callers, another agent calls.
 */
export function decideNextCaller(
  agents: readonly AgentOnTheLine[],
  /** Queues with waiting callers, the one with the longest wait first. */
  waitingQueues: readonly string[],
  config: QueuesConfig,
  /** Everyone who could call, the unlisted agent last. */
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
  if (phone.doing.kind === 'talking') return { readiness: 'end-conversation', step: press('*') };
  if (running?.verb === 'Dial') return { readiness: 'wait', step: { kind: 'wait', call } };
  // A key ends the time for notes or a pause, and makes the functions check the queues.
  const action = pathOfAction(running?.attributes.action);
  const isBetweenCallers = action === agentIdlePath || action === agentPausedPath;
  if (running?.verb === 'Gather' && isBetweenCallers) return { readiness: 'press', step: press('1') };
  return { readiness: 'sign-in', step: { kind: 'sign-in', call } };
}

/** Whether this is the PIN prompt. */
export const isPinPrompt = (running: RunningVerb): boolean =>
  running.verb === 'Gather' && pathOfAction(running.attributes.action) === agentPinPath;

/** The queues that an agent serves: from the sign-in on, the URLs on their call name them. */
function queuesOf({ running, choice }: AgentOnTheLine, config: QueuesConfig): readonly string[] {
  const action = running?.attributes.action ?? '';
  const query = new URLSearchParams(/\?([^#]*)/.exec(action)?.[1]);
  return query.get('queue')?.split(',') ?? choice?.queues ?? [firstQueue(config).name];
}

/** The shared PIN is for the first queue; any other queue needs a listed agent. */
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
  // The unlisted agent calls for the first queue; listed agents call where they are needed.
  const agent = serving.find(({ id }) => id === undefined) ?? serving[0];
  return agent ? { kind: 'call', agent } : { kind: 'nobody-serves', queue: needed };
}
