import { NotEmulated } from '../platform/not-emulated';
import { TwimlError, twilioError } from '../platform/twilio-errors';
import { integerOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { urlFrom, type VerbOutcome, type VerbPlace } from '../voice/verb';
import type { Media } from '../web/media';
import type { RunSound } from './run-sound';

/** As often as Twilio repeats what should go on for ever. */
const forEver = 1000;

/** https://www.twilio.com/docs/voice/twiml/play */
export const playVerb =
  (media: Media): RunSound =>
  (element, place, until) =>
    runPlay(media, element, place, until);

async function runPlay(
  media: Media,
  element: Element,
  place: VerbPlace,
  until?: Promise<unknown>,
): Promise<VerbOutcome> {
  const { call } = place;
  const loop = integerOf(element, 'loop', { default: 1, min: 0, code: 13410 });
  if (element.attributes.digits !== undefined) throw new NotEmulated(`<Play digits> on line ${element.line}`);
  if (element.text === '') throw new TwimlError(twilioError(11100, '<Play> names no file', element.line));
  const url = urlFrom(place, element.text);
  const length = await call.attend(media.lengthOf(url));
  if (length.kind === 'seconds') {
    await call.hear({ kind: 'played', url: url.href }, length.seconds * (loop || forEver), until);
  } else if (call.platform.assumptions.playFails === 'skipped') {
    call.warn(length.fault);
  } else {
    throw new TwimlError(length.fault);
  }
  return { kind: 'next' };
}
