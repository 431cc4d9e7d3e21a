import { NotEmulated } from '../platform/not-emulated';
import { TwimlError, twilioError } from '../platform/twilio-errors';
import { integer, matching, readAttributes } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { urlFrom, type VerbOutcome, type VerbPlace } from '../voice/verb';
import type { Media } from '../web/media';
import type { RunSound } from './run-sound';

/** How often Twilio repeats a `loop` of 0. */
const endlessLoopCount = 1000;

const attributes = {
  loop: integer({ default: 1, min: 0, code: 13410 }),
  digits: matching(/^[0-9A-Da-d#*wW]*$/, {
    default: undefined,
    code: 13430,
    allowed: '0 to 9, A to D, #, *, w and W',
  }),
};

/** https://www.twilio.com/docs/voice/twiml/play */
export const playVerb =
  (media: Media, notAudio: 13420 | 13325 = 13420): RunSound =>
  (element, place, until) =>
    runPlay({ media, notAudio }, element, place, until);

async function runPlay(
  { media, notAudio }: { readonly media: Media; readonly notAudio: 13420 | 13325 },
  element: Element,
  place: VerbPlace,
  until?: Promise<unknown>,
): Promise<VerbOutcome> {
  const { call } = place;
  const { loop, digits } = readAttributes(element, attributes);
  if (digits !== undefined) throw new NotEmulated(`<Play digits> on line ${element.line}`);
  if (element.text === '')
    throw new TwimlError(twilioError(11100, '<Play> does not name a file', element.line));
  const url = urlFrom(place, element.text);
  const length = await call.attend(media.lengthOf(url));
  if (length.kind === 'seconds') {
    await call.hear({ kind: 'played', url: url.href }, length.seconds * (loop || endlessLoopCount), until);
    return { kind: 'next' };
  }
  const { fault } = length;
  // Inside a <Gather> the error has a different code. https://www.twilio.com/docs/api/errors/13325
  const found = fault.code === 13420 ? { ...fault, code: notAudio } : fault;
  if (call.platform.assumptions.playFails !== 'skipped') throw new TwimlError(found);
  call.warn(found);
  return { kind: 'next' };
}
