import { TwimlError, twilioError } from '../platform/twilio-errors';
import { integer, readAttributes, text as textReader } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { isKnownVoice } from '../twiml/vocabulary';
import type { VerbOutcome, VerbPlace } from '../voice/verb';
import type { RunSound } from './run-sound';

/** How often Twilio repeats a `loop` of 0. */
const endlessLoopCount = 1000;

/** https://www.twilio.com/docs/voice/twiml/say */
const longestText = 4096;

/** The error codes, which are different inside a `<Gather>`. */
interface SayFaults {
  readonly loop: 13510 | 13322;
  readonly voice: 13511 | 13321;
}

/** https://www.twilio.com/docs/voice/twiml/say */
export const sayVerb =
  (faults: SayFaults): RunSound =>
  (element, place, until) =>
    runSay(faults, element, place, until);

async function runSay(
  faults: SayFaults,
  element: Element,
  { call }: VerbPlace,
  until?: Promise<unknown>,
): Promise<VerbOutcome> {
  const { text, line } = element;
  const { loop, voice, language } = readAttributes(element, {
    loop: integer({ default: 1, min: 0, code: faults.loop }),
    voice: textReader('man'),
    language: textReader('en-US'),
  });
  if (text.length > longestText)
    throw new TwimlError(twilioError(13521, `it has ${text.length} characters`, line));
  // An unknown voice only gives a warning, since Twilio adds voices every month.
  if (!isKnownVoice(voice)) call.warn(twilioError(faults.voice, `it is "${voice}"`, line));
  const seconds = (text.length / call.platform.settings.speechSpeed) * (loop || endlessLoopCount);
  if (text === '') call.warn(twilioError(13520, undefined, line));
  else await call.hear({ kind: 'said', text, voice, language }, seconds, until);
  return { kind: 'next' };
}
