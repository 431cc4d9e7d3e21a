import config from '../queues.config';
import { readArrival, sayArrival, sayArrivalDespiteTrouble } from '../src/call/arrival';
import { webhook } from '../src/twilio/webhook';

/** A call reaches one of our numbers. */
export const handler = webhook({
  answer({ parameters, now, log }) {
    const { call, ticket } = readArrival(parameters, config, now);
    log({ event: 'joined', call, queue: ticket.queue.name, stay: 0 });
    return sayArrival(ticket);
  },
  otherwise: ({ parameters, now }) => sayArrivalDespiteTrouble(readArrival(parameters, config, now).ticket),
});
