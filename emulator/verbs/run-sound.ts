import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/verb';

/** Runs a verb that may be nested in a `<Gather>`: a sound, until it ends or `until` resolves. */
export type RunSound = (element: Element, place: VerbPlace, until?: Promise<unknown>) => Promise<VerbOutcome>;
