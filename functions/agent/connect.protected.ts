import config from '../../queues.config';
import {
  connectingLogged,
  readConnectingCaller,
  sayConnecting,
  sayStraightOn,
} from '../../src/call/connecting';
import { webhook } from '../../src/twilio/webhook';

/** Asked for the caller's leg, just before an agent is joined. */
export const handler = webhook({
  answer({ parameters, now, log }) {
    const caller = readConnectingCaller(parameters, config, now);
    log(connectingLogged(caller));
    return sayConnecting(caller.shift.queue);
  },
  otherwise: sayStraightOn,
});
