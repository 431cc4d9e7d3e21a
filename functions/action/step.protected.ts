import config from '../../queues.config';
import { nextStepLogged, readReturningCaller, sayNextStep } from '../../src/caller/plan-step';
import { callerPhrases, goodbye } from '../../src/speech';
import { readTicket } from '../../src/state/caller-state';
import { webhook } from '../../src/twilio/webhook';

/** A step of a plan is over that took the caller elsewhere: on with the next one. */
export const handler = webhook({
  answer({ parameters, now, domain, log }) {
    const caller = readReturningCaller(parameters, config, now);
    const site = { config, domain, now, ourNumber: parameters.text('To') };
    nextStepLogged(caller, site).forEach(log);
    return sayNextStep(caller, site);
  },
  otherwise({ parameters }) {
    const { queue } = readTicket(parameters, config);
    return goodbye(queue, callerPhrases(queue).apologyAndGoodbye);
  },
});
