import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/documents';

/** https://www.twilio.com/docs/voice/twiml/hangup */
export async function runHangup(_element: Element, { leg }: VerbPlace): Promise<VerbOutcome> {
  leg.isGone = true;
  return { kind: 'hangup' };
}
