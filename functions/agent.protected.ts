import config from '../queues.config';
import { decideFirstDial, readNews, sayAgentsApology, sayServing } from '../src/agent/dial-in/serving';
import { askForPin, decideSignIn, readAgentCall, refuse, shiftOf, signInLogged } from '../src/agent/sign-in';
import { readEnvironment } from '../src/config/environment';
import { waitingLines } from '../src/twilio/waiting-lines';
import { webhook } from '../src/twilio/webhook';

/** Somebody rings the agents' number. */
export const handler = webhook({
  async answer({ parameters, now, context, log }) {
    const agent = readAgentCall(parameters, config, now);
    const check = decideSignIn(agent, readEnvironment(context, config.agents));
    log(signInLogged(check, agent));
    if (check === 'refuse') return refuse(config.agentLine);
    if (check === 'ask-for-pin') return askForPin(agent, 1, config.agentLine);
    const shift = shiftOf(agent.claimed, agent, parameters, config, now);
    return sayServing(
      decideFirstDial(shift, await readNews(shift, waitingLines(context)), now),
      config.agentLine,
    );
  },
  otherwise: () => sayAgentsApology(config.agentLine),
});
