import { pinVariableOf } from '../environment';
import { numberOf, type QueuesConfig } from '../queue-config';
import { type ConfigProblem, pathOf, shown } from './config-problem';
import { queueListProblems, queueReferenceProblems } from './names';
import { rungAgentProblems } from './ringing';

/** Agents who could not be told apart, or whose queue does not exist. */
export function agentProblems(config: QueuesConfig): ConfigProblem[] {
  const { agents } = config;
  return agents.flatMap((agent, index) => {
    const at = (key: string) => pathOf(`agents[${index}]`, key);
    const before = agents.slice(0, index);
    const problems: ConfigProblem[] = [];
    const add = (path: string, found: string, fix: string) => problems.push({ path, found, fix });
    if (!/^[\w-]{1,40}$/.test(agent.id) || agent.id === 'agent') {
      add(
        at('id'),
        `it is ${shown(agent.id)}`,
        "Use 1 to 40 letters, digits, - and _, and not 'agent' alone.",
      );
    }
    const alike = before.find((other) => pinVariableOf(other) === pinVariableOf(agent));
    if (alike?.id === agent.id) {
      add(
        at('id'),
        `'${agent.id}' is also the id of agents[${before.indexOf(alike)}]`,
        'Give each agent a different id.',
      );
    } else if (alike) {
      const found = `'${agent.id}' and '${alike.id}' would share the PIN variable ${pinVariableOf(agent)}`;
      add(at('id'), found, 'Give each agent a different id.');
    }
    agent.queues.forEach((name, place) => {
      const path = pathOf(at('queues'), place);
      problems.push(...queueReferenceProblems(path, name, config));
      if (agent.queues.indexOf(name) < place) add(path, `'${name}' is already in the list`, 'Remove it.');
    });
    problems.push(...queueListProblems(at('queues'), agent.queues));
    const sharing = before.findIndex(({ number }) => number !== undefined && number === agent.number);
    if (sharing >= 0) {
      const found = `${agent.number} is also the number of agents[${sharing}], so the two could not be told apart`;
      const variables = [agents[sharing] ?? agent, agent].map(pinVariableOf).join(' and ');
      const fix = `Leave it out for both, give each a different code, such as code: '21', and set ${variables}. Then code and PIN identify the agent.`;
      add(at('number'), found, fix);
    }
    const sameCode = before.findIndex(({ code }) => code !== undefined && code === agent.code);
    if (sameCode >= 0) {
      const found = `${agent.code} is also the code of agents[${sameCode}], so the two could not be told apart`;
      add(at('code'), found, 'Give each agent a different code.');
    }
    const ringing = before.findIndex(
      ({ contactUri }) => contactUri !== undefined && contactUri === agent.contactUri,
    );
    if (ringing >= 0) {
      const found = `${agent.contactUri} is also the phone of agents[${ringing}], and could be rung for two callers at once`;
      add(at('contactUri'), found, 'Give each agent a different phone.');
    }
    problems.push(...rungAgentProblems(`agents[${index}]`, agent, config));
    if (agent.trustCallerId && numberOf(agent) === undefined) {
      add(at('trustCallerId'), 'there is no number to trust', 'Give the agent a number, or remove this.');
    }
    return problems;
  });
}
