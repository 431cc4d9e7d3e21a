import { twilioError } from '../platform/twilio-errors';
import type { Call } from './call';
import type { Calls } from './calls';
import type { DialingPermissions } from './dialing-permissions';
import { DialledCall, type DialledCallOptions } from './dialled-call';
import type { ExternalNumber } from './external-number';

/** A number that a `<Dial>` rings. */
export interface DialledNumber extends DialledCallOptions {
  readonly from: string;
  readonly to: string;
}

/** The people outside the account whose telephones Twilio can make ring. */
export class PhoneNetwork {
  private readonly behaviors = new Map<string, ExternalNumber>();

  constructor(
    private readonly calls: Calls,
    /** The countries that calls may go to. */
    private readonly dialingPermissions: DialingPermissions,
  ) {}

  /** How the person behaves whose number is dialled from now on. Numbers without a behavior just ring. */
  setNumber(phoneNumber: string, behavior: ExternalNumber): void {
    this.behaviors.set(phoneNumber, behavior);
  }

  /** The newest call that rings or goes on at a number. */
  callTo(phoneNumber: string): Call | undefined {
    const calls = [...this.calls.bySid.values()];
    return calls.filter(({ ringing, to, isOver }) => ringing && to === phoneNumber && !isOver).at(-1);
  }

  /** A call dials a number. Undefined: the account may not have one more call at once. */
  dial(parent: Call, { from, to, ...options }: DialledNumber): DialledCall | undefined {
    if (!this.calls.hasRoomFor({ from, to })) return undefined;
    const mayCall = this.dialingPermissions.allow(to);
    if (!mayCall) parent.warn(twilioError(13227, to));
    const rings = mayCall
      ? (this.behaviors.get(to) ?? { kind: 'rings' as const })
      : { kind: 'fails' as const };
    const call = this.calls.create({ from, to, direction: 'outbound-dial', parent, rings });
    const dialled = new DialledCall(call, options);
    this.calls.begin(call, () => dialled.run());
    return dialled;
  }
}
