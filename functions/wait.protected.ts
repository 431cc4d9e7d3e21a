import config from '../queues.config';
import { decideWaiting, readWaitingCaller, sayMusic, sayWaiting, waitingLogged } from '../src/caller/waiting';
import { readTicket } from '../src/state/caller-state';
import { webhook } from '../src/twilio/webhook';

/** Asked again and again: what does a waiting caller hear now? */
export const handler = webhook({
  answer({ parameters, now, domain, log }) {
    const caller = readWaitingCaller(parameters, config, now);
    const step = decideWaiting(caller, now);
    log(waitingLogged(step, caller));
    return sayWaiting(step, caller.ticket, domain);
  },
  otherwise: ({ parameters, domain }) => sayMusic(readTicket(parameters, config), domain),
});
