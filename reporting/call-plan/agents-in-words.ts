import { decideIdle } from '../../src/agent/dial-in/idle';
import { oneQueue } from '../../src/agent/dial-in/one-queue';
import { strategyFor } from '../../src/agent/dial-in/strategy';
import { pinVariableOf } from '../../src/config/environment';
import { type Agent, numberOf, type QueuesConfig } from '../../src/config/queue-config';
import { epochSeconds } from '../../src/epoch-seconds';
import { type AgentSession, lastCallerAfterSeconds, startAgentSession } from '../../src/state/agent-session';
import { inARow } from '../../wording/phrases';
import { durationInWords } from '../../wording/times';
import { imaginaryRequest } from './imaginary-request';
import { rungAgentInWords } from './ringing-in-words';
import { imaginaryCall } from './section';

/** Who answers, and how they get in. */
export function agentsInWords(config: QueuesConfig, now: Date): string[] {
  return [
    ...config.agents.map((agent) => agentInWords(agent, sessionOf(agent, config, now))),
    `Anyone else with the shared PIN (AGENT_PIN) serves ${queuesInWords(sessionOf(undefined, config, now))}.`,
    ...idleLimitInWords(config, now),
    `An agent's call takes callers for up to ${durationInWords(lastCallerAfterSeconds)}; then the agent is asked to dial in again.`,
  ];
}

/** The session that an agent would start at some time; without an agent, by the shared PIN. */
export const sessionOf = (agent: Agent | undefined, config: QueuesConfig, now: Date): AgentSession =>
  startAgentSession(agent, imaginaryRequest(config, now), epochSeconds(now));

function agentInWords(agent: Agent, session: AgentSession): string {
  const loop = session.queues[0].ringing
    ? rungAgentInWords(agent)
    : waitsInOneDial(session)
      ? 'Waits with music, inside one long dial of the queue.'
      : 'Waits in silence while the queues are checked; 2 pauses, 9 logs off.';
  return `${agent.id} serves ${queuesInWords(session)}. ${wayIn(agent)} ${loop}`;
}

/** The limit is for agents who wait in rounds: a waiting dial has its own end. */
function idleLimitInWords(config: QueuesConfig, now: Date): string[] {
  const sessions = [...config.agents, undefined].map((agent) => sessionOf(agent, config, now));
  const session = sessions.find((one) => !waitsInOneDial(one) && !one.queues[0].ringing);
  if (!session) return [];
  const limit = durationInWords(idleLimitSeconds(session, config, now));
  return [`An agent who waits in silence is logged off after ${limit} without a conversation.`];
}

const waitsInOneDial = (session: AgentSession) => strategyFor(session) === oneQueue;

/** Found by trying the rule: the shortest time without a conversation after which it ends the session. */
function idleLimitSeconds(session: AgentSession, config: QueuesConfig, now: Date): number {
  let [stays, leaves] = [0, lastCallerAfterSeconds];
  while (leaves - stays > 1) {
    const middle = Math.floor((stays + leaves) / 2);
    const idle = { ...session, idleSince: session.idleSince - middle };
    const step = decideIdle({ call: imaginaryCall, session: idle, key: undefined }, [], { config, now });
    if (step.kind === 'end-session') leaves = middle;
    else stays = middle;
  }
  return leaves;
}

const queuesInWords = ({ queues }: AgentSession) => inARow(queues.map(({ name }) => name));

function wayIn(agent: Agent): string {
  const number = numberOf(agent);
  const { code } = agent;
  const from = number ? ` from ${number}` : '';
  const places = [
    ...(number ? [from] : []),
    ...(code ? [` from any phone after the code ${code} and a star`] : []),
  ];
  const own =
    places.length > 0
      ? `Signs in with the PIN in ${pinVariableOf(agent)}${places.join(', or')}`
      : 'Has neither a number nor a code, so only the shared PIN works, and the log does not say who it is';
  const shared = number ? `; or with the shared one${from}` : '';
  const trusted = agent.trustCallerId
    ? ` If no PIN is set at all, signs in by calling${from}, if the carrier confirms the number.`
    : '';
  return `${own}${shared}.${trusted}`;
}
