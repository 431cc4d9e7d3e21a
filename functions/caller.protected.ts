import config from '../queues.config';
import {
  arrivalLogged,
  decideArrival,
  readArrival,
  sayArrival,
  sayArrivalDespiteTrouble,
} from '../src/caller/arrival';
import { webhook } from '../src/twilio/webhook';

/** A call reaches one of our numbers. */
export const handler = webhook({
  answer({ parameters, now, domain, log }) {
    const arrival = readArrival(parameters, config, now);
    const step = decideArrival(arrival, config, now);
    const site = { config, domain, now, ourNumber: parameters.text('To') };
    arrivalLogged(step, arrival, site).forEach(log);
    return sayArrival(step, arrival.ticket, site);
  },
  otherwise: ({ parameters, now }) => sayArrivalDespiteTrouble(readArrival(parameters, config, now).ticket),
});
