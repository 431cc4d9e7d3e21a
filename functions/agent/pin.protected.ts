import config from '../../queues.config';
import { decideFirstDial, newsOf, sayAgentsApology, sayServing } from '../../src/call/serving';
import { askForPin, decidePin, pinLogged, readAgentCall, readPinEntry, refuse } from '../../src/call/sign-in';
import { webhook } from '../../src/twilio/webhook';

/** Somebody keyed in a PIN, or let the time for it pass. */
export const handler = webhook({
  async answer({ parameters, now, environment, log, countWaitingCallers }) {
    const agent = readAgentCall(parameters, config, now);
    const entry = readPinEntry(parameters);
    const step = decidePin(entry, environment.agentPin);
    log(pinLogged(step, entry, agent));
    if (step.kind === 'refuse') return refuse(config.agentLine);
    if (step.kind === 'ask-again') return askForPin(agent, step.attempt, config.agentLine);
    const news = newsOf(await countWaitingCallers(agent.shift.queue.name));
    return sayServing(decideFirstDial(agent.shift, news, now), config.agentLine);
  },
  otherwise: () => sayAgentsApology(config.agentLine),
});
