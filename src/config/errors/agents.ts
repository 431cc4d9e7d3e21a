import { pinVariableOf } from '../environment';
import type { Agent, QueuesConfig } from '../queue-config';
import { phoneNumberFaults, queueReferenceFaults } from './values';

/** Agents who could not be told apart, or serve a queue that is not there. */
export function agentFaults(config: QueuesConfig): string[] {
  const { agents } = config;
  return agents.flatMap((agent: Agent, index) => {
    const at = (place: string) => `agents[${index}].${place}`;
    const faults = [...phoneNumberFaults(at('number'), agent.number)];
    if (!/^[\w-]{1,40}$/.test(agent.id) || agent.id === 'agent') {
      faults.push(
        `${at('id')}: '${agent.id}' will not do. Use letters, digits, - and _, and not 'agent' alone.`,
      );
    }
    const alike = agents.slice(0, index).find((other) => pinVariableOf(other) === pinVariableOf(agent));
    if (alike) {
      faults.push(
        `${at('id')}: '${agent.id}' and '${alike.id}' would share ${pinVariableOf(agent)}. Give each an id of its own.`,
      );
    }
    if (agent.queues.length === 0) faults.push(`${at('queues')}: it is empty. Name at least one queue.`);
    faults.push(
      ...agent.queues.flatMap((name, place) => queueReferenceFaults(at(`queues[${place}]`), name, config)),
    );
    if (agent.trustCallerId && agent.number === undefined) {
      faults.push(`${at('trustCallerId')}: which number? Give the agent a number, or take this out.`);
    }
    return faults;
  });
}
