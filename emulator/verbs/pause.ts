import { integerOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/verb';

/** https://www.twilio.com/docs/voice/twiml/pause */
export async function runPause(
  element: Element,
  { call }: VerbPlace,
  until?: Promise<unknown>,
): Promise<VerbOutcome> {
  const length = integerOf(element, 'length', { default: 1, min: 0, code: 13910 });
  await call.hear({ kind: 'silence' }, length, until);
  return { kind: 'next' };
}
