import { readEndedCall, sayNothing } from '../../src/caller/ended';
import { webhook } from '../../src/twilio/webhook';

/** A call is over: the one request that comes whatever became of the others. */
export const handler = webhook({
  answer({ parameters, log }) {
    const { call, status, seconds } = readEndedCall(parameters);
    log({ event: 'ended', call, status, seconds: seconds ?? null });
    return sayNothing();
  },
  otherwise: sayNothing,
});
