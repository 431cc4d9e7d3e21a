import { decideIdle } from '../../src/agent/dial-in/idle';
import { pinVariableOf } from '../../src/config/environment';
import type { Agent, QueuesConfig } from '../../src/config/queue-config';
import { beginShift, isSimple, lastCallerAfterSeconds, type Shift } from '../../src/state/agent-session';
import { epochSeconds } from '../../src/state/caller-state';
import { Parameters } from '../../src/state/parameters';
import { inARow } from '../../wording/phrases';
import { durationInWords } from '../../wording/times';
import { imaginaryCall } from './section';

/** Who answers, and how they get in. */
export function agentsInWords(config: QueuesConfig, now: Date): string[] {
  return [
    ...config.agents.map((agent) => agentInWords(agent, shiftOf(agent, config, now))),
    `Whoever else knows the shared PIN (AGENT_PIN) serves ${queuesInWords(shiftOf(undefined, config, now))}.`,
    ...idleLimitInWords(config, now),
    `An agent's call takes callers for ${durationInWords(lastCallerAfterSeconds)}; then they are asked to dial in again.`,
  ];
}

/** The shift that an agent would begin at a moment; of nobody who is listed: by the shared PIN. */
export function shiftOf(agent: Agent | undefined, config: QueuesConfig, now: Date): Shift {
  const seconds = epochSeconds(now);
  return beginShift(agent, new Parameters({}), config, seconds, seconds);
}

function agentInWords(agent: Agent, shift: Shift): string {
  const loop = isSimple(shift)
    ? 'Waits with music in one long dial of the queue.'
    : 'Waits in quiet while we look who is there; 2 pauses, 9 logs off.';
  return `${agent.id} serves ${queuesInWords(shift)}. ${wayIn(agent)} ${loop}`;
}

/** The limit is for those who are asked again and again: a dial that waits has its own end. */
function idleLimitInWords(config: QueuesConfig, now: Date): string[] {
  const shift = [...config.agents, undefined].map((agent) => shiftOf(agent, config, now)).find(isAskedAgain);
  if (!shift) return [];
  const limit = durationInWords(idleLimitSeconds(shift, config, now));
  return [`Who waits in quiet is logged off after ${limit} without a talk.`];
}

const isAskedAgain = (shift: Shift) => !isSimple(shift);

/** Found by asking the rule itself: the shortest time without a talk after which it sends the agent home. */
function idleLimitSeconds(shift: Shift, config: QueuesConfig, now: Date): number {
  let [stays, leaves] = [0, lastCallerAfterSeconds];
  while (leaves - stays > 1) {
    const middle = Math.floor((stays + leaves) / 2);
    const idle = { ...shift, idleSince: shift.idleSince - middle };
    const step = decideIdle({ call: imaginaryCall, shift: idle, key: undefined }, [], config, now);
    if (step.kind === 'send-home') leaves = middle;
    else stays = middle;
  }
  return leaves;
}

const queuesInWords = ({ queues }: Shift) => inARow(queues.map(({ name }) => name));

function wayIn(agent: Agent): string {
  const from = agent.number ? ` from ${agent.number}` : '';
  const own = `Gets in with the PIN in ${pinVariableOf(agent)}`;
  const shared = agent.number ? `, or with the shared one${from}` : '';
  const trusted = agent.trustCallerId
    ? ` While no PIN is set at all: by calling${from}, if the carrier vouches for the number.`
    : '';
  return `${own}${shared}.${trusted}`;
}
