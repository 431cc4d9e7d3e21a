import type { Verbs } from '../voice/verb';
import type { Media } from '../web/media';
import { type DialServices, dialVerb } from './dial';
import { enqueueVerb } from './enqueue';
import { gatherVerb } from './gather';
import { runHangup } from './hangup';
import { runLeave } from './leave';
import { runPause } from './pause';
import { playVerb } from './play';
import { recordVerb } from './record';
import { runRedirect } from './redirect';
import { runReject } from './reject';
import { sayVerb } from './say';

/** What verbs work on in addition to their call. */
export interface VerbServices extends DialServices {
  readonly media: Media;
}

/** The verbs that the local Twilio runs. */
export function voiceVerbs(services: VerbServices): Verbs {
  const { media, queues, recordings, taskRouter } = services;
  const Play = playVerb(media);
  return {
    Dial: dialVerb(services),
    Enqueue: enqueueVerb({ queues, taskRouter }),
    Gather: gatherVerb({
      Say: sayVerb({ loop: 13322, voice: 13321 }),
      Play: playVerb(media, 13325),
      Pause: runPause,
    }),
    Hangup: runHangup,
    Leave: runLeave,
    Pause: runPause,
    Play,
    Record: recordVerb(recordings),
    Redirect: runRedirect,
    Reject: runReject,
    Say: sayVerb({ loop: 13510, voice: 13511 }),
  };
}
