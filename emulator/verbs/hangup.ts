import { NotEmulated } from '../platform/not-emulated';
import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/verb';

/** https://www.twilio.com/docs/voice/twiml/hangup */
export async function runHangup(element: Element, { call }: VerbPlace): Promise<VerbOutcome> {
  if (element.children.length > 0) throw new NotEmulated(`<Hangup> with parameters on line ${element.line}`);
  call.state.isGone = true;
  return { kind: 'hangup' };
}
