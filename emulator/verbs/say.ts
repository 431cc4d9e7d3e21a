import { twilioError } from '../platform/twilio-errors';
import { integerOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/verb';

/** As often as Twilio repeats what should go on for ever. */
const forEver = 1000;

/** https://www.twilio.com/docs/voice/twiml/say */
export async function runSay(
  element: Element,
  { call }: VerbPlace,
  until?: Promise<unknown>,
): Promise<VerbOutcome> {
  const { text } = element;
  const loop = integerOf(element, 'loop', { default: 1, min: 0, code: 13510 });
  const voice = textOf(element, 'voice', 'man');
  const language = textOf(element, 'language', 'en-US');
  const seconds = (text.length / call.platform.settings.speechSpeed) * (loop || forEver);
  if (text === '') call.warn(twilioError(13520, undefined, element.line));
  else await call.hear({ kind: 'said', text, voice, language }, seconds, until);
  return { kind: 'next' };
}
