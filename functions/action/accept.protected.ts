import config from '../../queues.config';
import { askToAccept, declineCall, readRungPerson } from '../../src/caller/plan-step';
import { webhook } from '../../src/twilio/webhook';

/** Somebody outside has answered: is it a person, and will they take the caller? */
export const handler = webhook({
  answer: ({ parameters }) => askToAccept(readRungPerson(parameters, config)),
  otherwise: declineCall,
});
