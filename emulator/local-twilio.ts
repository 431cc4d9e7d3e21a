import { join } from 'node:path';
import type { DeployedFile } from './functions/deployment';
import { type FunctionsRuntime, functionsEdge } from './functions/edge';
import { Serverless } from './functions/uploaded/serverless';
import { type Account, type ApiKey, defaultSettings, type Settings } from './platform/account';
import { type Assumptions, assume } from './platform/assumptions';
import { Clock } from './platform/clock';
import { type SidPrefix, Sids } from './platform/sids';
import { Timeline } from './platform/timeline';
import { fault } from './platform/twilio-errors';
import { restApi } from './rest/api';
import type { RestApi } from './rest/exchange';
import { DialingPermissions } from './voice/dialing-permissions';
import { type CallSetup, Leg, tooManyCalls } from './voice/leg';
import { OutgoingLeg, type OutgoingSetup } from './voice/outgoing-leg';
import type { OutsideNumber } from './voice/outside-number';
import { Person } from './voice/person';
import type { PhoneNumberSetup } from './voice/phone-line';
import { PhoneNumbers } from './voice/phone-numbers';
import type { Recording } from './voice/recording';
import { VoiceQueue } from './voice/voice-queue';
import { type Disturbance, Disturbances } from './web/disturbances';
import { loopbackHost } from './web/loopback';
import { Media } from './web/media';
import type { WebHost } from './web/message';
import { Webhooks } from './web/webhooks';

/** Functions and assets, deployed under a domain. */
export interface Deployment {
  /** A host such as `call-queue-1234.twil.io`; it exists nowhere but here. */
  readonly domain: string;
  readonly files: () => readonly DeployedFile[];
  readonly runtime: FunctionsRuntime;
}

export interface LocalTwilioOptions {
  readonly clock?: Clock;
  readonly settings?: Partial<Settings>;
  readonly assumptions?: Partial<Assumptions>;
  readonly numbers?: readonly PhoneNumberSetup[];
  /** How many events of the timeline are kept. */
  readonly timelineCapacity?: number;
  /** Where the modules are that uploaded functions may require: those of this project unless told otherwise. */
  readonly modulesFolder?: string;
}

/** How many calls that are over can still be read by REST. */
const endedCallsKept = 2000;

/** How many recordings are kept. */
const recordingsKept = 2000;

/**
 * Twilio on one machine: an account with its numbers, queues and calls. Everything that happens stands on
 * its timeline, and everything that takes time asks its clock.
 */
export class LocalTwilio {
  readonly account: Account = {
    sid: 'AC00000000000000000000000000000000',
    authToken: '0123456789abcdef0123456789abcdef',
  };
  /** The second way to sign in to the REST API. */
  readonly apiKey: ApiKey = {
    sid: 'SK00000000000000000000000000000000',
    secret: 'fedcba9876543210fedcba9876543210',
  };
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly settings: Settings;
  readonly assumptions: Assumptions;
  readonly webhooks: Webhooks;
  readonly media: Media;
  readonly disturbances = new Disturbances();
  readonly legs = new Map<string, Leg>();
  readonly queues = new Map<string, VoiceQueue>();
  readonly recordings = new Map<string, Recording>();
  /** The account's numbers and applications. */
  readonly numbers: PhoneNumbers;
  /** The countries that its calls may go to. */
  readonly dialingPermissions = new DialingPermissions();
  /** The services whose functions are uploaded. */
  readonly serverless: Serverless;
  /** The REST API, as the twilio client or the proxy asks it. */
  readonly rest: RestApi;
  /** Since when the account is there. */
  readonly startedAt: Date;
  private readonly sids = new Sids();
  private readonly outsideNumbers = new Map<string, OutsideNumber>();
  private readonly hosts = new Map<string, WebHost>();
  private legsUp = 0;

  constructor(options: LocalTwilioOptions = {}) {
    this.clock = options.clock ?? new Clock();
    this.startedAt = this.clock.now();
    this.timeline = new Timeline(this.clock, options.timelineCapacity);
    this.settings = { ...defaultSettings, ...options.settings };
    this.assumptions = assume(options.assumptions);
    this.numbers = new PhoneNumbers(this.clock);
    const { account, clock, timeline, disturbances } = this;
    const hostOf = (url: URL) => this.deployedAt(url) ?? loopbackHost(url, clock);
    this.webhooks = new Webhooks({ account, clock, timeline, disturbances, hostOf });
    this.media = new Media(account, hostOf);
    this.serverless = new Serverless(this, options.modulesFolder ?? join(process.cwd(), 'node_modules'));
    this.rest = restApi(this);
    for (const number of options.numbers ?? []) this.setNumber(number);
  }

  /** Serves functions and assets under their domain, as Twilio's edge does. */
  deploy({ domain, files, runtime }: Deployment): WebHost {
    const { account, settings, assumptions, clock } = this;
    const edge = functionsEdge({ account, settings, assumptions, clock, files, runtime });
    this.hosts.set(domain, edge);
    return edge;
  }

  /** What is deployed where a URL leads; undefined if nothing is. */
  deployedAt({ host }: URL): WebHost | undefined {
    return this.hosts.get(host);
  }

  /** Serves nothing any more under a domain. */
  withdraw(domain: string): void {
    this.hosts.delete(domain);
  }

  /** Gives the account a number, or changes where its calls lead. */
  setNumber(number: PhoneNumberSetup): void {
    this.numbers.setNumber(number);
  }

  /** The numbers that can be rung. */
  get phoneNumbers(): readonly string[] {
    return [...this.numbers.numbers.values()].map(({ setup }) => setup.phoneNumber);
  }

  /** Somebody rings one of the account's numbers. Undefined: the account carries no further call. */
  placeCall(setup: CallSetup): Person | undefined {
    const line = this.numbers.lineOf(setup.to);
    if (!line) {
      const known = this.phoneNumbers.join(', ') || 'none';
      throw new Error(`No number ${setup.to}: the account has ${known}.`);
    }
    if (!this.hasRoomFor(setup)) return undefined;
    const leg = new Leg(this.sids.next('CA'), setup, line, this);
    this.begin(leg);
    return new Person(leg);
  }

  /** A call dials somebody outside. Undefined: the account carries no further call. */
  dialOut(parent: Leg, setup: OutgoingSetup): OutgoingLeg | undefined {
    if (!this.hasRoomFor(setup)) return undefined;
    const mayCall = this.dialingPermissions.allow(setup.to);
    if (!mayCall) parent.warn(fault(13227, setup.to));
    const number = mayCall
      ? (this.outsideNumbers.get(setup.to) ?? { kind: 'rings' })
      : { kind: 'fails' as const };
    const leg = new OutgoingLeg(this.sids.next('CA'), setup, parent, this, number);
    this.begin(leg);
    return leg;
  }

  /** How somebody outside behaves whose number is dialled from now on; whoever is not named just rings. */
  setOutsideNumber(phoneNumber: string, behaviour: OutsideNumber): void {
    this.outsideNumbers.set(phoneNumber, behaviour);
  }

  /** The person whose telephone rings at a number outside, or who talks there. */
  personAt(phoneNumber: string): Person | undefined {
    const legs = [...this.legs.values()].filter(
      (leg) => leg instanceof OutgoingLeg && leg.setup.to === phoneNumber && !leg.isOver,
    );
    const leg = legs.at(-1);
    return leg && new Person(leg);
  }

  nextSid(prefix: SidPrefix): string {
    return this.sids.next(prefix);
  }

  keep(recording: Recording): void {
    this.recordings.set(recording.sid, recording);
    const [oldest = ''] = this.recordings.keys();
    if (this.recordings.size > recordingsKept) this.recordings.delete(oldest);
  }

  /** The person on a leg that is or was up. */
  personOn(callSid: string): Person | undefined {
    const leg = this.legs.get(callSid);
    return leg && new Person(leg);
  }

  createQueue(friendlyName: string, maxSize = Number(this.assumptions.defaultMaxSize)): VoiceQueue {
    const { clock, assumptions } = this;
    const sid = this.sids.next('QU');
    const queue = new VoiceQueue(sid, friendlyName, maxSize, clock.now(), clock, assumptions);
    this.queues.set(sid, queue);
    return queue;
  }

  queueNamed(friendlyName: string): VoiceQueue | undefined {
    return [...this.queues.values()].find((queue) => queue.friendlyName === friendlyName);
  }

  /** Something goes wrong between Twilio and the application from now on. Returns a way to end it before its time. */
  disturb(disturbance: Disturbance): () => void {
    return this.disturbances.add(disturbance);
  }

  /** Ends every call and empties the account, but for its numbers. */
  async reset(): Promise<void> {
    for (const leg of this.legs.values()) leg.interrupt({ kind: 'hangup', by: 'person' });
    await this.clock.advance(0);
    this.disturbances.clear();
    this.queues.clear();
    this.legs.clear();
    this.recordings.clear();
  }

  /** The local Twilio itself could not go on with a call: whoever moves the clock is told. */
  broke(callSid: string, error: unknown): void {
    this.timeline.add({ kind: 'broken', call: callSid, why: String(error) });
    this.clock.fail(error);
  }

  private hasRoomFor({ from, to }: Pick<CallSetup, 'from' | 'to'>): boolean {
    const { mostConcurrentCalls } = this.settings;
    if (this.legsUp < mostConcurrentCalls) return true;
    this.timeline.add({ kind: 'refused', from, to, fault: tooManyCalls(mostConcurrentCalls) });
    return false;
  }

  private begin(leg: Leg): void {
    this.legsUp += 1;
    this.legs.set(leg.sid, leg);
    void leg.live();
  }

  /** A leg tells that it is over. */
  legEnded(leg: Leg): void {
    this.legsUp -= 1;
    if (this.legs.size <= endedCallsKept) return;
    for (const [sid, { isOver }] of this.legs) {
      if (isOver && sid !== leg.sid) {
        this.legs.delete(sid);
        return;
      }
    }
  }
}
