import { methodOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { requestFrom, type VerbOutcome, type VerbPlace } from '../voice/documents';

/** Without a URL the present document is requested again. https://www.twilio.com/docs/voice/twiml/redirect */
export async function runRedirect(element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const method = methodOf(element, 'method', 13710);
  return { kind: 'request', request: requestFrom(place, element.text || place.documentUrl.href, method) };
}
