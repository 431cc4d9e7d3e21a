import { join } from 'node:path';
import { accountTaskRouter } from './account-task-router';
import { type Deployment, Deployments } from './functions/deployments';
import { Serverless } from './functions/uploaded/serverless';
import { type Account, type ApiKey, type Settings, settingsOf } from './platform/account';
import { type Assumptions, assume } from './platform/assumptions';
import { Clock } from './platform/clock';
import type { Platform } from './platform/platform';
import { Sids } from './platform/sids';
import { Timeline } from './platform/timeline';
import { restApi } from './rest/rest-api';
import type { TaskRouter } from './task-router/task-router';
import { voiceVerbs } from './verbs/verbs';
import type { Call } from './voice/call';
import { Calls } from './voice/calls';
import { DialingPermissions } from './voice/dialing-permissions';
import { documentInterpreter } from './voice/document-interpreter';
import type { ExternalNumber } from './voice/external-number';
import { inboundProgram } from './voice/inbound-call';
import { OutgoingCalls } from './voice/outgoing-calls';
import { Person } from './voice/person';
import type { PhoneNumberSetup } from './voice/phone-line';
import { PhoneNetwork } from './voice/phone-network';
import { PhoneNumbers } from './voice/phone-numbers';
import type { Recording } from './voice/recording';
import { Recordings } from './voice/recordings';
import type { RunDocuments } from './voice/verb';
import type { VoiceQueue } from './voice/voice-queue';
import { VoiceQueues } from './voice/voice-queues';
import { WorkerCalls } from './voice/worker-calls';
import { type Disturbance, Disturbances } from './web/disturbances';
import { loopbackHost } from './web/loopback';
import { Media } from './web/media';
import type { WebHost } from './web/message';
import type { RestApi } from './web/rest-exchange';
import { Webhooks } from './web/webhooks';

/** Somebody who calls the account. */
export interface InboundCall {
  /** A number, or a client such as `client:ada`. */
  readonly from: string;
  /** One of the account's numbers; for a client, the SID of an application too. */
  readonly to: string;
  /** What the carrier says about the caller's number, such as `TN-Validation-Passed-A`. */
  readonly stirVerstat?: string;
}

export interface LocalTwilioOptions {
  readonly clock?: Clock;
  readonly settings?: Partial<Settings>;
  readonly assumptions?: Partial<Assumptions>;
  readonly numbers?: readonly PhoneNumberSetup[];
  /** How many events the timeline keeps; 20,000 by default. */
  readonly timelineCapacity?: number;
  /** The folder of the modules that uploaded functions may require: by default this project's `node_modules`. */
  readonly modulesFolder?: string;
}

/**
 * Twilio on one machine: an account with its numbers, queues and calls. Everything that happens is on
 * its timeline, and everything that takes time runs on its clock.
 */
export class LocalTwilio {
  readonly account: Account = {
    sid: 'AC00000000000000000000000000000000',
    authToken: '0123456789abcdef0123456789abcdef',
  };
  /** An API key, which the REST API accepts instead of the account SID and auth token. */
  readonly apiKey: ApiKey = {
    sid: 'SK00000000000000000000000000000000',
    secret: 'fedcba9876543210fedcba9876543210',
  };
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly settings: Settings;
  readonly assumptions: Assumptions;
  readonly webhooks: Webhooks;
  readonly disturbances = new Disturbances();
  /** The account's numbers and applications. */
  readonly numbers: PhoneNumbers;
  /** The countries that its calls may go to. */
  readonly dialingPermissions = new DialingPermissions();
  /** The services that the Serverless API has created. */
  readonly serverless: Serverless;
  /** Its workspaces, with their workers and tasks. */
  readonly taskRouter: TaskRouter;
  /** The REST API. The twilio client reaches it through `restHttpClient`, other processes through `startProxy`. */
  readonly rest: RestApi;
  private readonly deployments: Deployments;
  private readonly voiceCalls: Calls;
  private readonly voiceQueues: VoiceQueues;
  private readonly voiceRecordings: Recordings;
  private readonly network: PhoneNetwork;
  private readonly runDocuments: RunDocuments;

  constructor(options: LocalTwilioOptions = {}) {
    this.clock = options.clock ?? new Clock();
    this.timeline = new Timeline(this.clock, options.timelineCapacity);
    this.settings = settingsOf(options.settings);
    this.assumptions = assume(options.assumptions);
    const { account, apiKey, clock, timeline, settings, assumptions, disturbances, dialingPermissions } =
      this;
    const platform: Platform = {
      ...{ account, apiKey, clock, timeline, settings, assumptions },
      sids: new Sids(),
      startedAt: clock.now(),
    };

    const deployments = new Deployments(platform);
    const hostOf = (url: URL) => deployments.at(url) ?? loopbackHost(url, clock);
    const media = new Media(account, hostOf);
    this.webhooks = new Webhooks({ account, clock, timeline, disturbances, settings, hostOf });

    const numbers = new PhoneNumbers(clock);
    const calls = new Calls(platform, this.webhooks);
    const queues = new VoiceQueues(platform);
    const recordings = new Recordings(platform);
    const network = new PhoneNetwork({ calls, dialingPermissions, numbers });
    // Verbs place no calls while they are constructed, so their interpreter may be set afterward.
    const runDocuments: RunDocuments = (...run) => this.runDocuments(...run);
    const outgoing = new OutgoingCalls({ platform, calls, network, recordings, runDocuments });
    const conversationEnded = (reservationSid: string) => this.taskRouter.conversationEnded(reservationSid);
    const workerCalls = new WorkerCalls({ calls, queues, numbers, network, outgoing, conversationEnded });
    this.taskRouter = accountTaskRouter(platform, this.webhooks, workerCalls);
    const { taskRouter } = this;
    const verbs = voiceVerbs({ media, queues, recordings, numbers, network, taskRouter });
    this.runDocuments = documentInterpreter({ verbs, media });

    const serverless = new Serverless({
      platform,
      deployments,
      rest: (request) => this.rest(request),
      modulesFolder: options.modulesFolder ?? join(process.cwd(), 'node_modules'),
    });
    this.rest = restApi({
      ...{
        platform,
        disturbances,
        calls,
        queues,
        recordings,
        numbers,
        dialingPermissions,
        serverless,
        network,
        outgoing,
        taskRouter,
      },
    });

    this.deployments = deployments;
    this.numbers = numbers;
    this.voiceCalls = calls;
    this.voiceQueues = queues;
    this.voiceRecordings = recordings;
    this.network = network;
    this.serverless = serverless;
    for (const number of options.numbers ?? []) this.setNumber(number);
  }

  /** The live calls and the most recent ended ones, by SID, oldest first. */
  get calls(): Map<string, Call> {
    return this.voiceCalls.bySid;
  }

  /** The account's queues, by SID. */
  get queues(): Map<string, VoiceQueue> {
    return this.voiceQueues.bySid;
  }

  /** The account's recordings, by SID. */
  get recordings(): Map<string, Recording> {
    return this.voiceRecordings.bySid;
  }

  /** Serves functions and assets under their domain, as Twilio's edge does. */
  deploy(deployment: Deployment): WebHost {
    return this.deployments.deploy(deployment);
  }

  /** What is deployed at the host of a URL; undefined if nothing is. */
  deployedAt(url: URL): WebHost | undefined {
    return this.deployments.at(url);
  }

  /** Stops serving a domain. */
  withdraw(domain: string): void {
    this.deployments.withdraw(domain);
  }

  /** Adds a number to the account, or changes how it handles its calls. */
  setNumber(number: PhoneNumberSetup): void {
    this.numbers.setNumber(number);
  }

  /** The numbers that can be called. */
  get phoneNumbers(): readonly string[] {
    return [...this.numbers.numbers.values()].map(({ setup }) => setup.phoneNumber);
  }

  /**
   * Calls one of the account's numbers, or one of its applications from a client. Undefined if the account already has
   * as many calls as it may. Throws if the account has no such number.
   */
  placeCall(setup: InboundCall): Person | undefined {
    const application = this.numbers.lineOfApplication(setup.to);
    const line = application ?? this.numbers.lineOf(setup.to);
    if (!line) {
      const known = this.phoneNumbers.join(', ') || 'none';
      throw new Error(
        `The account does not have the number ${setup.to}. It has: ${known}. Add it to numbers, or call setNumber.`,
      );
    }
    if (!this.voiceCalls.hasRoomFor(setup)) return undefined;
    // A client calls an application where others call a number. https://www.twilio.com/docs/voice/sdks/javascript
    const to = application ? '' : setup.to;
    const call = this.voiceCalls.create({ ...setup, to, direction: 'inbound', line });
    this.voiceCalls.begin(call, inboundProgram(this.runDocuments));
    return new Person(call);
  }

  /** How the person at an external number, or a client, behaves when it is called. Numbers without a behavior just ring. */
  setExternalNumber(phoneNumber: string, behavior: ExternalNumber): void {
    this.network.setNumber(phoneNumber, behavior);
  }

  /** The person at an external number, or a client such as `client:ada`, on a ringing or live call. */
  personAt(phoneNumber: string): Person | undefined {
    const call = this.network.callTo(phoneNumber);
    return call && new Person(call);
  }

  /** The person on a call, live or ended. Undefined for an unknown CallSid. */
  personOn(callSid: string): Person | undefined {
    const call = this.calls.get(callSid);
    return call && new Person(call);
  }

  createQueue(friendlyName: string, maxSize?: number): VoiceQueue {
    return this.voiceQueues.create(friendlyName, maxSize);
  }

  queueNamed(friendlyName: string): VoiceQueue | undefined {
    return this.voiceQueues.named(friendlyName);
  }

  /** Starts a disturbance between Twilio and the application. Call the returned function to end it early. */
  disturb(disturbance: Disturbance): () => void {
    return this.disturbances.add(disturbance);
  }

  /** Ends every call and task and empties the account, except for its numbers and TaskRouter workspaces. */
  async reset(): Promise<void> {
    for (const call of this.calls.values()) call.interrupt({ kind: 'hangup', by: 'person' });
    await this.clock.advance(0);
    for (const { workspace, tasks } of this.taskRouter.workspaces) {
      for (const { sid } of workspace.tasks) tasks.delete(sid);
    }
    this.disturbances.clear();
    this.queues.clear();
    this.calls.clear();
    this.recordings.clear();
  }
}
