import config from '../../queues.config';
import { decideIdle, idleLogged, readIdleAgent, readLines, sayIdle } from '../../src/agent/dial-in/idle';
import { sayAgentsApology } from '../../src/agent/dial-in/serving';
import { waitingLines } from '../../src/twilio/waiting-lines';
import { webhook } from '../../src/twilio/webhook';

/** An agent of several lines is free: is somebody there for them, or did they press a key? */
export const handler = webhook({
  async answer({ parameters, now, context, log }) {
    const agent = readIdleAgent(parameters, config, now);
    const step = decideIdle(agent, await readLines(agent.shift, waitingLines(context)), config, now);
    idleLogged(step, agent).forEach(log);
    return sayIdle(step, config);
  },
  otherwise: () => sayAgentsApology(config.agentLine),
});
