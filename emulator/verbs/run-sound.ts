import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/verb';

/** Runs a verb that a `<Gather>` may hold: something to hear, until it ends or something else happens first. */
export type RunSound = (element: Element, place: VerbPlace, until?: Promise<unknown>) => Promise<VerbOutcome>;
