import config from '../../queues.config';
import { decidePaused, idleLogged, readIdleAgent, sayIdle } from '../../src/agent/dial-in/idle';
import { sayAgentsApology } from '../../src/agent/dial-in/serving';
import { webhook } from '../../src/twilio/webhook';

/** An agent who takes no calls for now: did a key end the pause? */
export const handler = webhook({
  answer({ parameters, now, log }) {
    const agent = readIdleAgent(parameters, config, now);
    const step = decidePaused(agent, config, now);
    idleLogged(step, agent).forEach(log);
    return sayIdle(step, config);
  },
  otherwise: () => sayAgentsApology(config.agentLine),
});
