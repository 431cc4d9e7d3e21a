import config from '../queues.config';
import { decideLeaving, leavingLogged, readLeavingCaller, sayLeaving } from '../src/caller/leaving';
import { callerPhrases, goodbye } from '../src/speech';
import { readTicket } from '../src/state/caller-state';
import { webhook } from '../src/twilio/webhook';

/** A call left the queue, whatever the reason, or never got in. */
export const handler = webhook({
  answer({ parameters, now, domain, log }) {
    const caller = readLeavingCaller(parameters, config, now);
    const step = decideLeaving(caller, now);
    const site = { config, domain, now, ourNumber: parameters.text('To') };
    leavingLogged(step, caller, site).forEach(log);
    return sayLeaving(step, caller, site);
  },
  otherwise({ parameters }) {
    const { queue } = readTicket(parameters, config);
    return goodbye(queue, callerPhrases(queue).apologyAndGoodbye);
  },
});
