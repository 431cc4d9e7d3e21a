import { fault, TwimlError } from '../platform/twilio-errors';
import { integerOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { NotEmulated, urlFrom, type VerbOutcome, type VerbPlace } from '../voice/documents';

/** As often as Twilio repeats what should go on for ever. */
const forEver = 1000;

/** https://www.twilio.com/docs/voice/twiml/play */
export async function runPlay(
  element: Element,
  place: VerbPlace,
  until?: Promise<unknown>,
): Promise<VerbOutcome> {
  const { leg } = place;
  const loop = integerOf(element, 'loop', { default: 1, min: 0, code: 13410 });
  if (element.attributes.digits !== undefined) throw new NotEmulated(`<Play digits> on line ${element.line}`);
  if (element.text === '') throw new TwimlError(fault(11100, '<Play> names no file', element.line));
  const url = urlFrom(place, element.text);
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
