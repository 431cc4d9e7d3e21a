import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/verb';

/** Only has an effect in a wait document. https://www.twilio.com/docs/voice/twiml/leave */
export const runLeave = async (_element: Element, { context }: VerbPlace): Promise<VerbOutcome> =>
  context.kind === 'wait' ? { kind: 'leave' } : { kind: 'next' };
