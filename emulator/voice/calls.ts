import type { Platform } from '../platform/platform';
import { twilioError } from '../platform/twilio-errors';
import type { Webhooks } from '../web/webhooks';
import { Call, type CallProgram, type CallSetup } from './call';

/** How many calls that are over can still be read by REST. */
const endedCallsKept = 2000;

/** The calls of the account: those that are up, and the newest of those that are over. */
export class Calls {
  readonly bySid = new Map<string, Call>();
  /** Those that are up, so that nobody has to look for them among the others. */
  readonly up = new Set<Call>();
  private readonly over = new Set<Call>();

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
    if (this.up.size < mostConcurrentCalls) return true;
    timeline.add({ kind: 'refused', from, to, fault: tooManyCalls(mostConcurrentCalls) });
    return false;
  }

  create(setup: CallSetup): Call {
    return new Call(this.platform.sids.next('CA'), setup, this.platform, this.webhooks);
  }

  /** Begins a call, which lives until its program is over. Whatever breaks, it ends. */
  begin(call: Call, program: CallProgram): void {
    this.up.add(call);
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
    this.up.delete(call);
    this.keep(call);
    void call.reportEnd();
  }

  /** The local Twilio itself could not go on with a call: whoever moves the clock gets the error. */
  private broke({ sid }: Call, error: unknown): void {
    this.platform.timeline.add({ kind: 'broken', call: sid, why: String(error) });
    this.platform.clock.fail(error);
  }

  /** One more that is over takes the place of the one that has been over longest. */
  private keep(call: Call): void {
    this.over.add(call);
    if (this.bySid.size <= endedCallsKept) return;
    for (const oldest of this.over) {
      if (oldest === call) return;
      this.over.delete(oldest);
      if (this.bySid.delete(oldest.sid)) return;
    }
  }
}

/** More calls than the account may have at once. https://www.twilio.com/docs/api/errors/10004 */
export const tooManyCalls = (most: number) => twilioError(10004, `the account carries ${most} at once`);
