import { method as methodReader, readAttributes } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { requestFrom, type VerbOutcome, type VerbPlace } from '../voice/verb';

/** Without a URL, Twilio requests the present document again. https://www.twilio.com/docs/voice/twiml/redirect */
export async function runRedirect(element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const { method } = readAttributes(element, { method: methodReader(13710) });
  const { context, documentUrl, call } = place;
  const isBare = context.kind === 'wait' && call.platform.assumptions.redirectInWait === 'without';
  const request = requestFrom(place, element.text || documentUrl.href, method);
  return { kind: 'request', request: { ...request, carriesContext: !isBare } };
}
