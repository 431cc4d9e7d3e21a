import config from '../../queues.config';
import {
  arrivalLogged,
  decideArrival,
  readMenuChoice,
  sayArrival,
  sayArrivalDespiteTrouble,
} from '../../src/caller/arrival';
import { webhook } from '../../src/twilio/webhook';

/** A caller has chosen a queue by a key, or pressed none. */
export const handler = webhook({
  answer({ parameters, now, domain, log }) {
    const arrival = readMenuChoice(parameters, config, now);
    const step = decideArrival(arrival, config, now);
    const site = { config, domain, now, ourNumber: parameters.text('To') };
    arrivalLogged(step, arrival, site).forEach(log);
    return sayArrival(step, arrival.ticket, site);
  },
  otherwise: ({ parameters, now }) =>
    sayArrivalDespiteTrouble(readMenuChoice(parameters, config, now).ticket),
});
