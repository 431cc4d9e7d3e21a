import { integerOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { TwimlError } from '../twiml/faults';
import type { VerbOutcome, VerbPlace } from '../voice/documents';

/** As often as Twilio repeats what should go on for ever. */
const forEver = 1000;

/** https://www.twilio.com/docs/voice/twiml/play */
export async function runPlay(
  element: Element,
  { leg, documentUrl }: VerbPlace,
  until?: Promise<unknown>,
): Promise<VerbOutcome> {
  const loop = integerOf(element, 'loop', { default: 1, min: 0, code: 13410 });
  const url = new URL(element.text, documentUrl);
  const length = await leg.attend(leg.twilio.media.lengthOf(url));
  if (length.kind === 'seconds') {
    await leg.hear({ kind: 'played', url: url.href }, length.seconds * (loop || forEver), until);
  } else if (leg.twilio.assumptions.playFails === 'skipped') {
    leg.warn(length.fault);
  } else {
    throw new TwimlError(length.fault);
  }
  return { kind: 'next' };
}
