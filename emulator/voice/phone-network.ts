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
  /** What the called phone is told besides the number. */
  readonly callReason: string | undefined;
  readonly clientParameters: Readonly<Record<string, string>>;
}

interface PhoneNetworkOptions {
  readonly calls: Calls;
  /** The countries that calls may go to. */
  readonly dialingPermissions: DialingPermissions;
  readonly numbers: PhoneNumbers;
}

/** The phones that Twilio can make ring: of people outside, of clients, and of the account itself. */
export class PhoneNetwork {
  private readonly behaviors = new Map<string, ExternalNumber>();
  /** The calls to the account's own numbers, by the calls that reach them. */
  private readonly farEnds = new WeakMap<Call, Call>();

  constructor(private readonly options: PhoneNetworkOptions) {}

  /** How the person behaves whose number or client is called from now on. Without a behavior it just rings. */
  setNumber(address: string, behavior: ExternalNumber): void {
    refuseOddNumbers(behavior);
    this.behaviors.set(address, behavior);
  }

  /** The newest call that rings or goes on at a number or client. */
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

  /** A call dials a number. Undefined: the account may not have one more call at once. */
  dial(parent: Call, dialed: DialedNumber): DialedCall | undefined {
    const { from, to, sendDigits, progress, callReason, clientParameters, ...options } = dialed;
    const { calls } = this.options;
    if (!calls.hasRoomFor({ from, to })) return undefined;
    if (!this.mayCall(to)) parent.warn(twilioError(13227, to));
    const call = this.create({
      ...{ from, to, parent, callReason, clientParameters },
      direction: 'outbound-dial',
    });
    const told = new CallProgress(call, progress);
    const ring = async () => {
      told.initiated();
      told.ringing();
      await this.ring(call, options.runDocuments);
      if (sendDigits !== undefined) await this.sendDigits(call, sendDigits);
    };
    const leg = new DialedCall(call, { ...options, ring });
    calls.begin(call, () => leg.run());
    return leg;
  }

  /** Rings until somebody picks up. One of the account's own numbers answers with a call of its own. */
  async ring(call: Call, runDocuments: RunDocuments): Promise<void> {
    const line = this.options.numbers.lineOf(call.to);
    if (line) this.reachOwnNumber(call, line, runDocuments);
    await call.ringing?.ring();
  }

  /** Sends keys to whoever answered: `w` waits for half a second, `W` for one. */
  async sendDigits(call: Call, digits: string): Promise<void> {
    call.platform.timeline.add({ kind: 'sent-digits', call: call.sid, digits });
    for (const digit of digits) {
      if (digit.toLowerCase() === 'w') await call.telephone.wait(digit === 'w' ? 0.5 : 1);
      else this.farEnds.get(call)?.telephone.press(digit);
    }
  }

  private behaviorOf(address: string): ExternalNumber {
    const behavior = this.behaviors.get(address) ?? { kind: 'rings' };
    const { mostCalls = Number.POSITIVE_INFINITY } = behavior;
    return this.callsTo(address).length < mostCalls ? behavior : { kind: 'busy' };
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
