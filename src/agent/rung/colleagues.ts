import { type Agent, queueNamed } from '../../config/queue-config';
import { ringingDefaults } from '../../config/task-router';
import type { WebhookRequest } from '../../endpoint';
import { epochSeconds } from '../../epoch-seconds';
import { staffing } from '../../rules/staffing';
import type { AgentsAtTwilio } from './agents-at-twilio';

type Moment = Pick<WebhookRequest, 'config' | 'now'>;

/** Whether another agent can be expected to take the calls of a queue. */
export async function hasColleague(
  agent: Agent,
  queueName: string,
  agents: AgentsAtTwilio,
  { config, now }: Moment,
): Promise<boolean> {
  const others = (await agents.ofQueue(queueName)).filter((one) => one.agent !== agent.id);
  const { noAgentsGraceSeconds } = { ...ringingDefaults, ...queueNamed(config, queueName)?.ringing };
  return staffing(others, epochSeconds(now), noAgentsGraceSeconds) === 'there';
}

/** How many waiting callers would have no agent if this one left; 0 if that cannot be found out. */
export async function callersLeftBehind(
  agent: Agent,
  agents: AgentsAtTwilio,
  moment: Moment,
): Promise<number> {
  const counts = agent.queues.map(async (name) => {
    const callers = await agents.callersWaiting(name);
    return callers > 0 && (await hasColleague(agent, name, agents, moment)) ? 0 : callers;
  });
  const known = await Promise.all(counts).catch(() => []);
  return known.reduce((sum, callers) => sum + callers, 0);
}
