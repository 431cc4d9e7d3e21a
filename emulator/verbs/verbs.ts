import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/documents';
import { runDial } from './dial';
import { runEnqueue } from './enqueue';
import { runGather } from './gather';
import { runHangup } from './hangup';
import { runLeave } from './leave';
import { runPause } from './pause';
import { runPlay } from './play';
import { runRecord } from './record';
import { runRedirect } from './redirect';
import { runReject } from './reject';
import { runSay } from './say';

export type RunVerb = (element: Element, place: VerbPlace) => Promise<VerbOutcome>;

/** The verbs that the local Twilio has. */
export const verbs: Readonly<Record<string, RunVerb>> = {
  Dial: runDial,
  Enqueue: runEnqueue,
  Gather: runGather,
  Hangup: runHangup,
  Leave: runLeave,
  Pause: runPause,
  Play: runPlay,
  Record: runRecord,
  Redirect: runRedirect,
  Reject: runReject,
  Say: runSay,
};
