import { twilioError } from '../platform/twilio-errors';
import { isPhoneNumber } from './address';
import type { Call, CallSetup } from './call';
import { CallProgress, type ProgressCallback } from './call-progress';
import type { Calls } from './calls';
import { DialedCall, type DialedCallOptions } from './dialed-call';
import type { DialingPermissions } from './dialing-permissions';
import { type ExternalNumber, refuseOddNumbers } from './external-number';
import { inboundProgram } from './inbound-call';
import type { PhoneLine } from './phone-line';
import type { PhoneNumbers } from './phone-numbers';
import type { RunDocuments } from './verb';

/** A number or client that a `<Dial>` rings. */
export interface DialedNumber extends Omit<DialedCallOptions, 'ring'> {
  readonly from: string;
  readonly to: string;
  readonly sendDigits: string | undefined;
  readonly progress: ProgressCallback | undefined;
  /** What the called phone shows in addition to the number. */
  readonly callReason: string | undefined;
  readonly clientParameters: Readonly<Record<string, string>>;
}

interface PhoneNetworkOptions {
  readonly calls: Calls;
  /** The countries that the account may call. */
  readonly dialingPermissions: DialingPermissions;
  readonly numbers: PhoneNumbers;
}

/** The phones that Twilio can ring: external numbers, clients, and the account's own numbers. */
export class PhoneNetwork {
  private readonly behaviors = new Map<string, ExternalNumber>();
  /** The calls to the account's own numbers, by the calls that reach them. */
  private readonly farEnds = new WeakMap<Call, Call>();

  constructor(private readonly options: PhoneNetworkOptions) {}

  /** Sets how a number or client behaves in calls from now on. Without a behavior it just rings. */
  setNumber(address: string, behavior: ExternalNumber): void {
    refuseOddNumbers(behavior);
    this.behaviors.set(address, behavior);
  }

  /** The newest live call to a number or client. */
  callTo(address: string): Call | undefined {
    return this.callsTo(address).at(-1);
  }

  /** Whether the account may call there at all. https://www.twilio.com/docs/api/errors/13227 */
  mayCall(address: string): boolean {
    return !isPhoneNumber(address) || this.options.dialingPermissions.allow(address);
  }

  /** A call that will ring somewhere. */
  create(setup: CallSetup): Call {
    const rings = this.mayCall(setup.to) ? this.behaviorOf(setup.to) : ({ kind: 'fails' } as const);
    return this.options.calls.create({ ...setup, rings });
  }

  /** Dials a number for a call. Undefined if the account already has as many calls as it may. */
  dial(parent: Call, dialed: DialedNumber): DialedCall | undefined {
    const { from, to, sendDigits, progress, callReason, clientParameters, ...options } = dialed;
    const { calls } = this.options;
    if (!calls.hasRoomFor({ from, to })) return undefined;
    if (!this.mayCall(to)) parent.warn(twilioError(13227, to));
    const call = this.create({
      ...{ from, to, parent, callReason, clientParameters },
      direction: 'outbound-dial',
    });
    const progressReport = new CallProgress(call, progress);
    const ring = async () => {
      progressReport.initiated();
      progressReport.ringing();
      await this.ring(call, options.runDocuments);
      if (sendDigits !== undefined) await this.sendDigits(call, sendDigits);
    };
    const leg = new DialedCall(call, { ...options, ring });
    calls.begin(call, () => leg.run());
    return leg;
  }

  /** Rings until somebody picks up. One of the account's own numbers answers with an inbound call. */
  async ring(call: Call, runDocuments: RunDocuments): Promise<void> {
    const line = this.options.numbers.lineOf(call.to);
    if (line) this.reachOwnNumber(call, line, runDocuments);
    await call.ringing?.ring();
  }

  /** Sends DTMF tones to the party that answered: `w` waits for half a second, `W` for one. */
  async sendDigits(call: Call, digits: string): Promise<void> {
    call.platform.timeline.add({ kind: 'sent-digits', call: call.sid, digits });
    for (const digit of digits) {
      if (digit.toLowerCase() === 'w') await call.telephone.wait(digit === 'w' ? 0.5 : 1);
      else this.farEnds.get(call)?.telephone.press(digit);
    }
  }

  private behaviorOf(address: string): ExternalNumber {
    const behavior = this.behaviors.get(address) ?? { kind: 'rings' };
    const { maxCalls = Number.POSITIVE_INFINITY } = behavior;
    return this.callsTo(address).length < maxCalls ? behavior : { kind: 'busy' };
  }

  private callsTo(address: string): Call[] {
    return [...this.options.calls.up].filter(({ ringing, to }) => ringing && to === address);
  }

  /** Both ends run documents: the call that arrives at the number, and the one that was placed. */
  private reachOwnNumber(call: Call, line: PhoneLine, runDocuments: RunDocuments): void {
    const { calls } = this.options;
    const { from, to } = call;
    if (!calls.hasRoomFor({ from, to })) {
      call.ringing?.giveUp('failed');
      return;
    }
    const farEnd = calls.create({ from, to, direction: 'inbound', line });
    this.farEnds.set(call, farEnd);
    void farEnd.answered.then(() => call.ringing?.pickUp());
    void farEnd.ended.then(() => {
      call.ringing?.giveUp(farEnd.status);
      call.interrupt({ kind: 'hangup', by: 'other-side' });
    });
    void call.ended.then(() => farEnd.interrupt({ kind: 'hangup', by: 'person' }));
    calls.begin(farEnd, inboundProgram(runDocuments));
  }
}
