import type { Clock } from '../platform/clock';
import { NotEmulated } from '../platform/not-emulated';
import { Sids } from '../platform/sids';
import { PhoneLine, type PhoneNumberSetup, type VoiceSettings } from './phone-line';

/** Settings that several numbers share. https://www.twilio.com/docs/usage/api/applications */
export interface ApplicationSetup extends VoiceSettings {
  readonly friendlyName: string;
}

/** A setup that the account keeps, with its SID and dates. */
export interface Stored<Setup> {
  readonly sid: string;
  readonly setup: Setup;
  readonly dateCreated: Date;
  readonly dateUpdated: Date;
}

/** The numbers and applications of the account. */
export class PhoneNumbers {
  /** By SID. */
  readonly numbers = new Map<string, Stored<PhoneNumberSetup>>();
  readonly applications = new Map<string, Stored<ApplicationSetup>>();
  private readonly sids = new Sids('local-twilio numbers');

  constructor(private readonly clock: Clock) {}

  /** Adds a number to the account, or changes how it handles its calls. */
  setNumber(setup: PhoneNumberSetup): void {
    this.keep(this.numbers, this.find(setup.phoneNumber)?.sid ?? this.sids.next('PN'), setup);
  }

  setApplication(setup: ApplicationSetup, sid = this.sids.next('AP')): Stored<ApplicationSetup> {
    return this.keep(this.applications, sid, setup);
  }

  find(phoneNumber: string): Stored<PhoneNumberSetup> | undefined {
    return [...this.numbers.values()].find(({ setup }) => setup.phoneNumber === phoneNumber);
  }

  /** "If a trunk_sid is present, we ignore all of the voice urls and voice applications". An application replaces URLs, too. */
  lineOf(phoneNumber: string): PhoneLine | undefined {
    const setup = this.find(phoneNumber)?.setup;
    if (!setup) return undefined;
    const { trunkSid, voiceApplicationSid, takesCalls = true, receives = 'voice' } = setup;
    if (!takesCalls || receives === 'fax')
      throw new NotEmulated(`calls to ${phoneNumber}, which does not take calls,`);
    if (trunkSid) throw new NotEmulated(`SIP trunks, such as ${trunkSid} of ${phoneNumber},`);
    if (!voiceApplicationSid) return new PhoneLine(setup);
    return new PhoneLine(this.applications.get(voiceApplicationSid)?.setup ?? {}, voiceApplicationSid);
  }

  /** The settings of an application's calls; undefined if there is no application with this SID. */
  lineOfApplication(sid: string): PhoneLine | undefined {
    const application = this.applications.get(sid);
    return application && new PhoneLine(application.setup, sid);
  }

  private keep<Setup>(among: Map<string, Stored<Setup>>, sid: string, setup: Setup): Stored<Setup> {
    const dateUpdated = this.clock.now();
    const kept = { sid, setup, dateUpdated, dateCreated: among.get(sid)?.dateCreated ?? dateUpdated };
    among.set(sid, kept);
    return kept;
  }
}
