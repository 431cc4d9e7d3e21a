import type { Platform } from '../platform/platform';
import type { Call } from './call';
import { Recording, type RecordingSetup } from './recording';

/** How many of the newest recordings the account keeps. */
const recordingsKept = 2000;

/** The recordings of the account. */
export class Recordings {
  readonly bySid = new Map<string, Recording>();

  constructor(private readonly platform: Pick<Platform, 'sids'>) {}

  /** Starts to record a call. */
  start(call: Call, setup: RecordingSetup): Recording {
    const isKept = (one: Recording) => this.bySid.get(one.sid) === one;
    const recording = new Recording(this.platform.sids.next('RE'), call, setup, isKept);
    this.keep(recording);
    recording.begin();
    return recording;
  }

  private keep(recording: Recording): void {
    this.bySid.set(recording.sid, recording);
    const [oldest = ''] = this.bySid.keys();
    if (this.bySid.size > recordingsKept) this.bySid.delete(oldest);
  }
}
