import config from '../../queues.config';
import { decideFirstDial, readNews, sayAgentsApology, sayServing } from '../../src/agent/dial-in/serving';
import {
  askForPin,
  decidePin,
  pinLogged,
  readAgentCall,
  readPinEntry,
  refuse,
  shiftOf,
} from '../../src/agent/sign-in';
import { readEnvironment } from '../../src/config/environment';
import { waitingLines } from '../../src/twilio/waiting-lines';
import { webhook } from '../../src/twilio/webhook';

/** Somebody keyed in a PIN, or let the time for it pass. */
export const handler = webhook({
  async answer({ parameters, now, context, log }) {
    const agent = readAgentCall(parameters, config, now);
    const entry = readPinEntry(parameters);
    const step = decidePin(entry, readEnvironment(context, config.agents), agent.claimed);
    log(pinLogged(step, entry, agent));
    if (step.kind === 'refuse') return refuse(config.agentLine);
    if (step.kind === 'ask-again') return askForPin(agent, step.attempt, config.agentLine);
    const shift = shiftOf(step.agent, agent, parameters, config, now);
    return sayServing(
      decideFirstDial(shift, await readNews(shift, waitingLines(context)), now),
      config.agentLine,
    );
  },
  otherwise: () => sayAgentsApology(config.agentLine),
});
