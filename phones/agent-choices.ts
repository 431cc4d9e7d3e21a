import { localPin } from '../simulation/local-queue';
import { pinVariableOf } from '../src/config/environment';
import type { Agent, QueuesConfig } from '../src/config/queue-config';
import { firstQueue, numberOf, queueNamed } from '../src/config/queue-config';
import type { AgentChoice } from './protocol';

/** The variables of the local deployment: a shared PIN, and one for each listed agent. */
export const localPins = ({ agents }: Pick<QueuesConfig, 'agents'>): Record<string, string> => ({
  AGENT_PIN: localPin,
  ...Object.fromEntries(
    agents.map((agent, index) => [pinVariableOf(agent), String(Number(localPin) + index + 1)]),
  ),
});

/** What an agent without a number enters: without a code too, there is no way to know who it is. */
function ownWithCode(agent: Agent, environment: Readonly<Record<string, string>>): string | undefined {
  const own = environment[pinVariableOf(agent)];
  return agent.code === undefined || own === undefined ? undefined : `${agent.code}*${own}`;
}

/** Every agent in the config, and an unlisted one, who serves the first queue. */
export function agentChoices(
  config: QueuesConfig,
  environment: Readonly<Record<string, string>>,
): AgentChoice[] {
  const shared = environment.AGENT_PIN;
  return [
    ...config.agents.map((agent) => {
      const number = numberOf(agent);
      const pin =
        number === undefined
          ? ownWithCode(agent, environment)
          : (environment[pinVariableOf(agent)] ?? shared);
      const { id, queues, contactUri } = agent;
      const isRung = queues.some((name) => queueNamed(config, name)?.ringing);
      const rungAt = isRung ? contactUri : undefined;
      return {
        id,
        queues,
        ...(rungAt !== undefined && { rungAt }),
        ...(number !== undefined && { number }),
        ...(pin !== undefined && { pin }),
      };
    }),
    { queues: [firstQueue(config).name], ...(shared !== undefined && { pin: shared }) },
  ];
}
