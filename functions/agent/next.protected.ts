import config from '../../queues.config';
import {
  decideNextDial,
  readFreeAgent,
  readNews,
  sayAgentsApology,
  sayServing,
  servingLogged,
} from '../../src/agent/dial-in/serving';
import { waitingLines } from '../../src/twilio/waiting-lines';
import { webhook } from '../../src/twilio/webhook';

/** An agent's dial of a queue is over, with or without a talk: on to the next caller. */
export const handler = webhook({
  async answer({ parameters, now, context, log }) {
    const agent = readFreeAgent(parameters, config, now);
    const news = agent.hasTalked
      ? await readNews(agent.shift, waitingLines(context))
      : ({ kind: 'none' } as const);
    const step = decideNextDial(agent, news, now);
    log(servingLogged(step, agent));
    return sayServing(step, config.agentLine);
  },
  otherwise: () => sayAgentsApology(config.agentLine),
});
