import { integer, readAttributes } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/verb';

const attributes = { length: integer({ default: 1, min: 1, code: 13910 }) };

/** As the first verb, it keeps the caller hearing ringback. https://www.twilio.com/docs/voice/twiml/pause */
export async function runPause(
  element: Element,
  { call }: VerbPlace,
  until?: Promise<unknown>,
): Promise<VerbOutcome> {
  const { length } = readAttributes(element, attributes);
  await call.hear({ kind: call.status === 'ringing' ? 'ringback' : 'silence' }, length, until);
  return { kind: 'next' };
}
