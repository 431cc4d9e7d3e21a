import config from '../../queues.config';
import { declineCall, readRungPerson, sayAccepted } from '../../src/caller/plan-step';
import { webhook } from '../../src/twilio/webhook';

/** Somebody outside has pressed a key: the caller is theirs. */
export const handler = webhook({
  answer({ parameters, log }) {
    const person = readRungPerson(parameters, config);
    const { call, hasPressed, ticket } = person;
    log({ event: 'accepted', call, queue: ticket.queue.name, accepted: hasPressed });
    return sayAccepted(person);
  },
  otherwise: declineCall,
});
