import { NotEmulated } from '../platform/not-emulated';
import type { Platform } from '../platform/platform';
import { isClient, isPhoneNumber } from './address';
import type { Call } from './call';
import { CallDocuments } from './call-documents';
import { CallProgress, type ProgressCallback } from './call-progress';
import type { Calls } from './calls';
import { Interrupted } from './interrupts';
import { PhoneLine } from './phone-line';
import type { PhoneNetwork } from './phone-network';
import type { Recordings } from './recordings';
import type { RunDocuments } from './verb';

/** A call that the account places for REST or TaskRouter. */
export interface OutgoingCall {
  readonly from: string;
  readonly to: string;
  /** How long the phone may ring. */
  readonly timeoutSeconds: number;
  /** What the call does once somebody has answered. */
  readonly whenAnswered: (call: Call, documents: CallDocuments) => Promise<void>;
  /** The document that runs when another one fails. */
  readonly fallback?: { readonly url: string; readonly method: 'GET' | 'POST' };
  readonly progress?: ProgressCallback | undefined;
  readonly sendDigits?: string | undefined;
  readonly timeLimitSeconds?: number | undefined;
  /** Whether the whole call is recorded. */
  readonly isRecorded?: boolean;
  /** The reason for the call, which the called phone shows. */
  readonly callReason?: string | undefined;
}

interface OutgoingCallsOptions {
  readonly platform: Platform;
  readonly calls: Calls;
  readonly network: PhoneNetwork;
  readonly recordings: Recordings;
  readonly runDocuments: RunDocuments;
}

/**
 * The calls that the account places without a `<Dial>`. They start one after another, at the account's rate per
 * second. https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 */
export class OutgoingCalls {
  private nextTurnMillis = 0;

  constructor(private readonly options: OutgoingCallsOptions) {}

  /** Places a call. Undefined if the account already has as many calls as it may. */
  place(setup: OutgoingCall): Call | undefined {
    const { calls, network } = this.options;
    const { from, to, fallback, timeLimitSeconds, callReason } = setup;
    if (!isPhoneNumber(to) && !isClient(to)) throw new NotEmulated(`calls to ${to}`);
    if (!calls.hasRoomFor({ from, to })) return undefined;
    const call = network.create({
      ...{ from, to, callReason, direction: 'outbound-api' },
      ...(timeLimitSeconds !== undefined && { timeLimitSeconds }),
      ...(fallback && {
        line: new PhoneLine({ voiceFallbackUrl: fallback.url, voiceFallbackMethod: fallback.method }),
      }),
    });
    calls.begin(call, () => this.run(call, setup));
    return call;
  }

  private async run(call: Call, setup: OutgoingCall): Promise<void> {
    const documents = new CallDocuments(call, this.options.runDocuments);
    try {
      await this.ring(call, setup);
      await this.carryOut(call, setup, documents);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      const { interrupt } = error;
      if (interrupt.kind === 'redirect') await documents.runAll(interrupt.request);
    }
  }

  /** Waits for its turn and for the call to be set up, then rings until somebody answers. */
  private async ring(call: Call, { progress, timeoutSeconds }: OutgoingCall): Promise<void> {
    const { platform, network, runDocuments } = this.options;
    const { clock, settings } = platform;
    const progressReport = new CallProgress(call, progress);
    await call.telephone.wait(this.millisUntilTurn() / 1000);
    progressReport.initiated();
    await call.telephone.wait(settings.callSetupMillis / 1000);
    call.state.ring();
    progressReport.ringing();
    const ringMillis = (timeoutSeconds + settings.addedRingSeconds) * 1000;
    const stopRinging = clock.after(ringMillis, () => call.ringing?.giveUp('no-answer'));
    await network.ring(call, runDocuments).finally(stopRinging);
  }

  private async carryOut(
    call: Call,
    { sendDigits, whenAnswered, isRecorded }: OutgoingCall,
    documents: CallDocuments,
  ): Promise<void> {
    const { network, recordings } = this.options;
    const setup = { source: 'OutboundAPI', channels: 1, callback: undefined } as const;
    const recording = isRecorded ? recordings.start(call, setup) : undefined;
    try {
      if (sendDigits !== undefined) await network.sendDigits(call, sendDigits);
      await whenAnswered(call, documents);
    } finally {
      recording?.end();
    }
  }

  private millisUntilTurn(): number {
    const { clock, settings } = this.options.platform;
    const now = clock.now().getTime();
    const turn = Math.max(now, this.nextTurnMillis);
    this.nextTurnMillis = turn + 1000 / settings.callsPerSecond;
    return turn - now;
  }
}
