import type { Platform } from '../platform/platform';
import { twilioError } from '../platform/twilio-errors';
import type { Webhooks } from '../web/webhooks';
import { Call, type CallProgram, type CallSetup } from './call';

/** How many ended calls REST can still read. */
const endedCallsKept = 2000;

/** The account's calls: the live ones and the most recent ended ones. */
export class Calls {
  readonly bySid = new Map<string, Call>();
  /** The live calls, for quick access. */
  readonly up = new Set<Call>();
  private readonly over = new Set<Call>();

  constructor(
    private readonly platform: Platform,
    private readonly webhooks: Webhooks,
  ) {}

  get maxAtOnce(): number {
    return this.platform.settings.maxConcurrentCalls;
  }

  /** Whether the account may have one more call at once. Records a refusal on the timeline if not. */
  hasRoomFor({ from, to }: Pick<CallSetup, 'from' | 'to'>): boolean {
    const { settings, timeline } = this.platform;
    const { maxConcurrentCalls } = settings;
    if (this.up.size < maxConcurrentCalls) return true;
    timeline.add({ kind: 'refused', from, to, fault: tooManyCalls(maxConcurrentCalls) });
    return false;
  }

  create(setup: CallSetup): Call {
    return new Call(this.platform.sids.next('CA'), setup, this.platform, this.webhooks);
  }

  /** Starts a call, which lasts until its program ends or fails. */
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

  /** The local Twilio itself failed on a call: the next move of the clock rejects with the error. */
  private broke({ sid }: Call, error: unknown): void {
    this.platform.timeline.add({ kind: 'broken', call: sid, why: String(error) });
    this.platform.clock.fail(error);
  }

  /** Keeps an ended call in place of the one that ended first. */
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
export const tooManyCalls = (most: number) => twilioError(10004, `the account may have ${most} at once`);
