import { levelsOf } from '../../rules/routing';
import { type Agent, type Queue, type QueuesConfig, queueNamed } from '../queue-config';
import {
  attributeNameOf,
  longestVariableValue,
  rungQueueNames,
  taskRouterVariable,
  taskRouterVariableLength,
  timersName,
} from '../task-router';
import { type ConfigProblem, pathOf } from './config-problem';
import { dialedNumberProblems } from './numbers';

/** Queues whose agents could not be rung, and plans that would never start. */
export function ringingProblems(config: QueuesConfig): ConfigProblem[] {
  return [
    ...Object.entries(config.queues).flatMap(([name, queue]) => [
      ...noAgentsProblems(pathOf('queues', name), queue),
      ...(queue.ringing ? rungQueueProblems(name, queue, config) : []),
    ]),
    ...nameProblems(config),
    ...variableProblems(config),
  ];
}

function noAgentsProblems(path: string, { plans, ringing }: Queue): ConfigProblem[] {
  const problem = (found: string, fix: string) => [{ path: `${path}.plans.noAgents`, found, fix }];
  if (ringing && !plans.noAgents) {
    return problem(
      'it is missing, but a queue that rings its agents needs it',
      "Write a list of what callers hear when no agent is there, such as [{ say: 'Goodbye.' }].",
    );
  }
  if (!ringing && plans.noAgents) {
    return problem(
      'agents dial in to this queue, and callers wait even if there are none, so this plan never starts',
      'Remove it, or add ringing to the queue.',
    );
  }
  return [];
}

function rungQueueProblems(
  name: string,
  { ringing, openingHours }: Queue,
  config: QueuesConfig,
): ConfigProblem[] {
  const path = `${pathOf('queues', name)}.ringing`;
  const isRung = ({ contactUri, queues }: Agent) => contactUri !== undefined && queues.includes(name);
  if (!config.agents.some(isRung)) {
    const found = 'nobody can be rung, because no agent of this queue has a contactUri';
    return [{ path, found, fix: `Add '${name}' to the queues of an agent who has a contactUri.` }];
  }
  const times = ringing?.escalateAfterSeconds;
  return [
    ...(times ? escalationProblems(`${path}.escalateAfterSeconds`, times, levelsOf(config, name)) : []),
    ...(ringing?.signOffAtClosing && !openingHours ? [neverCloses(`${path}.signOffAtClosing`)] : []),
  ];
}

const neverCloses = (path: string): ConfigProblem => ({
  path,
  found: 'this queue has no openingHours, so it never closes',
  fix: 'Add openingHours to the queue, or remove this.',
});

/** Each time adds the next level, so no level can be missing and no time can be left over. */
function escalationProblems(
  path: string,
  times: readonly number[],
  levels: readonly number[],
): ConfigProblem[] {
  const rising = times.flatMap((time, index): ConfigProblem[] => {
    const before = times[index - 1];
    if (before === undefined || before < time) return [];
    const found = `${time} is not later than ${before}`;
    return [{ path: pathOf(path, index), found, fix: 'Write each time later than the one before.' }];
  });
  const highest = Math.max(...levels);
  const gap = Array.from({ length: highest }, (_, index) => index + 1).find(
    (level) => !levels.includes(level),
  );
  if (gap !== undefined) {
    const found = `no agent of this queue has level ${gap}, and some have level ${highest}`;
    return [...rising, { path, found, fix: 'Give its agents levels from 1 up, without gaps.' }];
  }
  if (times.length === highest - 1) return rising;
  const count = times.length === 1 ? '1 time' : `${times.length} times`;
  const found = `it has ${count}, and the highest level of its agents is ${highest}`;
  const fix =
    highest === 1
      ? 'Remove it, or give some agents level 2.'
      : `Write ${highest - 1}: one for each level after the first.`;
  return [...rising, { path, found, fix }];
}

/** TaskRouter allows no hyphens in the names of attributes, and ignores their case. */
function nameProblems(config: QueuesConfig): ConfigProblem[] {
  const names = rungQueueNames(config);
  const nameAtTaskRouter = (name: string) => attributeNameOf(name).toLowerCase();
  return names.flatMap((name, index): ConfigProblem[] => {
    const path = pathOf('queues', name);
    if (name.toLowerCase() === timersName) {
      return [{ path, found: 'this name is reserved for timers in TaskRouter', fix: 'Rename the queue.' }];
    }
    const other = names.slice(0, index).find((one) => nameAtTaskRouter(one) === nameAtTaskRouter(name));
    if (other === undefined) return [];
    const found = `TaskRouter treats '${name}' and '${other}' as the same name`;
    return [{ path, found, fix: 'Rename one: hyphens and capitals make no difference there.' }];
  });
}

/** What functions know about the workspace is in one variable. */
function variableProblems(config: QueuesConfig): ConfigProblem[] {
  const names = rungQueueNames(config);
  const length = taskRouterVariableLength(names);
  if (length <= longestVariableValue) return [];
  const found = `the ${names.length} queues with ringing need ${length} bytes of the variable ${taskRouterVariable}`;
  const fix = `Twilio allows ${longestVariableValue}. Shorten their names, or let agents dial in to some.`;
  return [{ path: 'queues', found, fix }];
}

/** Agents who could not be rung, or who would be rung while they are on another line. */
export function rungAgentProblems(path: string, agent: Agent, config: QueuesConfig): ConfigProblem[] {
  const { contactUri, queues, levels = {} } = agent;
  const at = (key: string) => pathOf(path, key);
  const isRung = (name: string) => queueNamed(config, name)?.ringing !== undefined;
  const rung = queues.filter(isRung);
  const dialedIn = queues.filter((name) => queueNamed(config, name) && !isRung(name));
  const problems: ConfigProblem[] = [];
  const add = (place: string, found: string, fix: string) => problems.push({ path: place, found, fix });
  if (rung[0] !== undefined && contactUri === undefined) {
    const fix = "Write the phone that rings, such as '+15550100000' or 'client:ada'.";
    add(at('contactUri'), `it is missing, but ${rung[0]} rings its agents`, fix);
  }
  if (rung[0] !== undefined && dialedIn[0] !== undefined) {
    add(
      at('queues'),
      `${rung[0]} rings its agents, but agents dial in to ${dialedIn[0]}, and one agent cannot do both`,
      'Write two agents, one for each kind of queue.',
    );
  }
  if (contactUri !== undefined && !contactUri.startsWith('client:')) {
    problems.push(...dialedNumberProblems(at('contactUri'), contactUri, config));
  }
  for (const name of Object.keys(levels)) {
    const place = pathOf(at('levels'), name);
    if (!queues.includes(name)) {
      add(place, `the agent does not serve '${name}'`, "Add it to the agent's queues, or remove it here.");
    } else if (queueNamed(config, name) && !isRung(name)) {
      add(place, `agents dial in to '${name}', so levels mean nothing there`, 'Remove it.');
    }
  }
  return problems;
}
