import config from '../../queues.config';
import {
  connectingLogged,
  readConnectingCaller,
  sayConnecting,
  sayStraightOn,
} from '../../src/caller/connecting';
import { readQueue } from '../../src/state/caller-state';
import { webhook } from '../../src/twilio/webhook';

/** Asked for the caller's leg, just before an agent is joined. */
export const handler = webhook({
  answer({ parameters, log }) {
    const caller = readConnectingCaller(parameters, config);
    log(connectingLogged(caller));
    return sayConnecting(caller.queue);
  },
  otherwise: ({ parameters }) => sayStraightOn(readQueue(parameters, config)),
});
