import type { Platform } from '../platform/platform';
import { twilioError } from '../platform/twilio-errors';
import type { Webhooks } from '../web/webhooks';
import { Call, type CallProgram, type CallSetup } from './call';

/** How many calls that are over can still be read by REST. */
const endedCallsKept = 2000;

/** The calls of the account: those that are up, and the newest of those that are over. */
export class Calls {
  readonly bySid = new Map<string, Call>();
  private callsUp = 0;

  constructor(
    private readonly platform: Platform,
    private readonly webhooks: Webhooks,
  ) {}

  get mostAtOnce(): number {
    return this.platform.settings.mostConcurrentCalls;
  }

  /** Whether the account may have one more call at once. If not, the refusal is on the timeline. */
  hasRoomFor({ from, to }: Pick<CallSetup, 'from' | 'to'>): boolean {
    const { settings, timeline } = this.platform;
    const { mostConcurrentCalls } = settings;
    if (this.callsUp < mostConcurrentCalls) return true;
    timeline.add({ kind: 'refused', from, to, fault: tooManyCalls(mostConcurrentCalls) });
    return false;
  }

  create(setup: CallSetup): Call {
    return new Call(this.platform.sids.next('CA'), setup, this.platform, this.webhooks);
  }

  /** Begins a call, which lives until its program is over. Whatever breaks, it ends. */
  begin(call: Call, program: CallProgram): void {
    this.callsUp += 1;
    this.bySid.set(call.sid, call);
    void this.live(call, program);
  }

  private async live(call: Call, program: CallProgram): Promise<void> {
    call.state.report();
    try {
      await program(call);
    } catch (error) {
      this.broke(call, error);
    }
    call.end();
    this.callsUp -= 1;
    this.dropOldest(call);
    void call.reportEnd();
  }

  /** The local Twilio itself could not go on with a call: whoever moves the clock gets the error. */
  private broke({ sid }: Call, error: unknown): void {
    this.platform.timeline.add({ kind: 'broken', call: sid, why: String(error) });
    this.platform.clock.fail(error);
  }

  private dropOldest(justEnded: Call): void {
    if (this.bySid.size <= endedCallsKept) return;
    for (const [sid, { isOver }] of this.bySid) {
      if (isOver && sid !== justEnded.sid) {
        this.bySid.delete(sid);
        return;
      }
    }
  }
}

/** More calls than the account may have at once. https://www.twilio.com/docs/api/errors/10004 */
export const tooManyCalls = (most: number) => twilioError(10004, `the account carries ${most} at once`);
