import config from '../../queues.config';
import {
  decideNextDial,
  newsOf,
  readFreeAgent,
  sayAgentsApology,
  sayServing,
  servingLogged,
} from '../../src/call/serving';
import { webhook } from '../../src/twilio/webhook';

/** An agent's dial of the queue is over, with or without a talk: on to the next caller. */
export const handler = webhook({
  async answer({ parameters, now, log, countWaitingCallers }) {
    const agent = readFreeAgent(parameters, config, now);
    const news = agent.hasTalked
      ? newsOf(await countWaitingCallers(agent.shift.queue.name))
      : ({ kind: 'none' } as const);
    const step = decideNextDial(agent, news, now);
    log(servingLogged(step, agent));
    return sayServing(step, config.agentLine);
  },
  otherwise: () => sayAgentsApology(config.agentLine),
});
