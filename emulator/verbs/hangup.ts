import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/verb';

/** https://www.twilio.com/docs/voice/twiml/hangup */
export async function runHangup(_element: Element, { call }: VerbPlace): Promise<VerbOutcome> {
  call.state.isGone = true;
  return { kind: 'hangup' };
}
