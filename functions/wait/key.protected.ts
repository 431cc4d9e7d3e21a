import config from '../../queues.config';
import { decideKeyPress, readKeyPress, sayKeyPress } from '../../src/caller/key-press';
import { readTicket } from '../../src/state/caller-state';
import { webhook } from '../../src/twilio/webhook';

/** A waiting caller pressed a key. */
export const handler = webhook({
  answer({ parameters, log }) {
    const { call, ticket, key } = readKeyPress(parameters, config);
    const step = decideKeyPress(key, ticket.queue.exitKey.key);
    log({ event: 'key', call, queue: ticket.queue.name, leaves: step === 'leave' });
    return sayKeyPress(step, ticket);
  },
  otherwise: ({ parameters }) => sayKeyPress('stay', readTicket(parameters, config)),
});
