import config from '../queues.config';
import { decideFirstDial, newsOf, sayAgentsApology, sayServing } from '../src/call/serving';
import { askForPin, decideSignIn, readAgentCall, refuse, signInLogged } from '../src/call/sign-in';
import { webhook } from '../src/twilio/webhook';

/** Somebody rings the agents' number. */
export const handler = webhook({
  async answer({ parameters, now, environment, log, countWaitingCallers }) {
    const agent = readAgentCall(parameters, config, now);
    const check = decideSignIn(agent, environment.agentPin, config);
    log(signInLogged(check, agent));
    if (check === 'refuse') return refuse(config.agentLine);
    if (check === 'ask-for-pin') return askForPin(agent, 1, config.agentLine);
    const news = newsOf(await countWaitingCallers(agent.shift.queue.name));
    return sayServing(decideFirstDial(agent.shift, news, now), config.agentLine);
  },
  otherwise: () => sayAgentsApology(config.agentLine),
});
