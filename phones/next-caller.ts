import { firstQueue, type QueuesConfig, queueNamed } from '../src/config/queue-config';
import {
  acceptPath,
  agentIdlePath,
  agentPausedPath,
  agentPinPath,
  stateChoicePath,
  wrapUpKeyPath,
} from '../src/state/paths';
import type { Phone } from './call-board';
import type { AgentChoice } from './protocol';
import { pathOfAction } from './stage';

/** The verb that runs on an agent’s call. */
export interface RunningVerb {
  readonly verb: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** An agent on the line, or one whose phone rings. */
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
  /** An agent's phone rings for the caller. */
  | { readonly kind: 'answer'; readonly call: string }
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
  /** The ids of agents whose phones ring, or are in use, without another call. */
  atWork: ReadonlySet<string> = new Set(),
): NextCallerStep {
  const isNeeded = (agent: AgentOnTheLine) =>
    waitingQueues.length === 0 || queuesOf(agent, config).some((queue) => waitingQueues.includes(queue));
  const needed = agents.filter(isNeeded).map((agent) => ({ agent, move: moveOf(agent) }));
  const rank = ({ agent, move }: (typeof needed)[number]) =>
    `${readiness.indexOf(move.readiness)} ${agent.phone.doing.kind === 'talking' ? agent.phone.doing.since : ''}`;
  const [best] = needed.sort((one, other) => rank(one).localeCompare(rank(other)));
  return best ? best.move.step : decideCall(agents, waitingQueues[0], config, choices, atWork);
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
  if (phone.role === 'external' && phone.doing.kind === 'ringing') {
    return { readiness: 'press', step: { kind: 'answer', call } };
  }
  if (running && isBeforeCaller(running)) return { readiness: 'press', step: press(keyToCaller) };
  return { readiness: 'sign-in', step: { kind: 'sign-in', call } };
}

/** Leads an agent to the next caller, wherever they are asked for a key. */
export const keyToCaller = '1';

/** The key ends wrap-up or a pause, makes an agent available, or takes a call. */
const pathsBeforeCaller = [agentIdlePath, agentPausedPath, stateChoicePath, wrapUpKeyPath, acceptPath];

export const isBeforeCaller = (running: RunningVerb): boolean =>
  running.verb === 'Gather' && pathsBeforeCaller.includes(pathOfAction(running.attributes.action));

/** Whether an agent's phone offers a call. */
export const isOffer = (running: RunningVerb): boolean =>
  running.verb === 'Gather' && pathOfAction(running.attributes.action) === acceptPath;

/** Whether this is the PIN prompt. */
export const isPinPrompt = (running: RunningVerb): boolean =>
  running.verb === 'Gather' && pathOfAction(running.attributes.action) === agentPinPath;

/** The queues that an agent serves: from the sign-in on, the URLs on their call name them. */
function queuesOf({ running, choice }: AgentOnTheLine, config: QueuesConfig): readonly string[] {
  const action = running?.attributes.action ?? '';
  const query = new URLSearchParams(/\?([^#]*)/.exec(action)?.[1]);
  return query.get('queue')?.split(',') ?? choice?.queues ?? [firstQueue(config).name];
}

/** The shared PIN is for the first queue, if agents dial in; any other queue needs a listed agent. */
function decideCall(
  agents: readonly AgentOnTheLine[],
  queue: string | undefined,
  config: QueuesConfig,
  choices: readonly AgentChoice[],
  atWork: ReadonlySet<string>,
): NextCallerStep {
  const needed = queue ?? firstQueue(config).name;
  const busy = new Set(agents.map(({ choice }) => choice?.id));
  const isRung = queueNamed(config, needed)?.ringing !== undefined;
  const canCome = ({ id, pin }: AgentChoice) =>
    pin !== undefined && (id === undefined ? !isRung : !busy.has(id) && !atWork.has(id));
  const serving = choices.filter((choice) => choice.queues.includes(needed) && canCome(choice));
  // The unlisted agent calls for the first queue; listed agents call where they are needed.
  const agent = serving.find(({ id }) => id === undefined) ?? serving[0];
  return agent ? { kind: 'call', agent } : { kind: 'nobody-serves', queue: needed };
}
