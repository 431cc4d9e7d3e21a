import type { Clock } from '../platform/clock';
import { NotEmulated } from '../platform/not-emulated';
import { Sids } from '../platform/sids';
import { PhoneLine, type PhoneNumberSetup, type VoiceSettings } from './phone-line';

/** Settings that several numbers share. https://www.twilio.com/docs/usage/api/applications */
export interface ApplicationSetup extends VoiceSettings {
  readonly friendlyName: string;
}

/** What the account has, and since when. */
export interface Kept<Setup> {
  readonly sid: string;
  readonly setup: Setup;
  readonly dateCreated: Date;
  readonly dateUpdated: Date;
}

/** The numbers and applications of the account. */
export class PhoneNumbers {
  /** By their sids. */
  readonly numbers = new Map<string, Kept<PhoneNumberSetup>>();
  readonly applications = new Map<string, Kept<ApplicationSetup>>();
  private readonly sids = new Sids('local-twilio numbers');

  constructor(private readonly clock: Clock) {}

  /** Gives the account a number, or changes where its calls lead. */
  setNumber(setup: PhoneNumberSetup): void {
    this.keep(this.numbers, this.find(setup.phoneNumber)?.sid ?? this.sids.next('PN'), setup);
  }

  setApplication(setup: ApplicationSetup, sid = this.sids.next('AP')): Kept<ApplicationSetup> {
    return this.keep(this.applications, sid, setup);
  }

  find(phoneNumber: string): Kept<PhoneNumberSetup> | undefined {
    return [...this.numbers.values()].find(({ setup }) => setup.phoneNumber === phoneNumber);
  }

  /** "If a trunk_sid is present, we ignore all of the voice urls and voice applications"; so it is with an application. */
  lineOf(phoneNumber: string): PhoneLine | undefined {
    const setup = this.find(phoneNumber)?.setup;
    if (!setup) return undefined;
    const { trunkSid, voiceApplicationSid, takesCalls = true, receives = 'voice' } = setup;
    if (!takesCalls || receives === 'fax')
      throw new NotEmulated(`calls to ${phoneNumber}, which takes none,`);
    if (trunkSid) throw new NotEmulated(`SIP trunks, such as ${trunkSid}, to which ${phoneNumber} leads,`);
    if (!voiceApplicationSid) return new PhoneLine(setup);
    return new PhoneLine(this.applications.get(voiceApplicationSid)?.setup ?? {}, voiceApplicationSid);
  }

  /** Where an application leads; undefined if there is none of this SID. */
  lineOfApplication(sid: string): PhoneLine | undefined {
    const application = this.applications.get(sid);
    return application && new PhoneLine(application.setup, sid);
  }

  private keep<Setup>(among: Map<string, Kept<Setup>>, sid: string, setup: Setup): Kept<Setup> {
    const dateUpdated = this.clock.now();
    const kept = { sid, setup, dateUpdated, dateCreated: among.get(sid)?.dateCreated ?? dateUpdated };
    among.set(sid, kept);
    return kept;
  }
}
