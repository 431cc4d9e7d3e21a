import type { LoggedLine } from '../../src/log';
import type { WebAnswer } from '../ask-web';
import type { Credentials } from '../credentials/credentials';
import type { Deployment, FoundDeployment } from '../deployment';
import type { FoundQueue } from '../ensure-queues';
import type { EnvironmentName } from '../environment';
import type { FoundNumber } from '../numbers/phone-numbers';
import type { FoundTaskRouter } from '../task-router/found';
import type { Checkout } from './checkout';
import type { DialingPermission } from './dialing-permissions';
import type { Read } from './read';

/** Everything that was read, once, for all checks. */
export interface Facts {
  readonly environment: EnvironmentName;
  readonly credentials: Credentials;
  readonly checkout: Checkout;
  readonly now: Date;
  /** Whether Twilio accepts the credentials. If not, nothing else was read. */
  readonly signIn: 'taken' | 'refused' | 'not-tried';
  readonly account: Read<AccountFacts>;
  readonly customerProfiles: Read<readonly CustomerProfile[]>;
  readonly services: Read<readonly ServiceFacts[]>;
  readonly found: Read<FoundDeployment>;
  /** Skipped if nothing is deployed. */
  readonly deployment: Read<Deployment>;
  /** The live build, from the Serverless API. */
  readonly build: Read<BuildFacts>;
  /** The deployed code of each function by its path. */
  readonly code: Read<ReadonlyMap<string, string>>;
  readonly variables: Read<ReadonlyMap<string, string>>;
  /** When functions failed in the last day. */
  readonly failures: Read<readonly Date[]>;
  /** Twilio's alerts of the last day about requests to the deployment, newest first. */
  readonly alerts: Read<readonly Alert[]>;
  readonly fallbackCalls: Read<FallbackCalls>;
  /** The log lines about PINs in the last day, for calls with a wrong PIN. */
  readonly wrongPins: Read<readonly LoggedLine[]>;
  /** How many builds the service has. */
  readonly buildCount: Read<number>;
  readonly numbers: Read<readonly FoundNumber[]>;
  readonly queues: Read<readonly QueueFacts[]>;
  /** Skipped if no queue rings its agents. */
  readonly taskRouter: Read<TaskRouterFacts>;
  readonly dialed: Read<readonly DialingPermission[]>;
  /** The answer to the first, unsigned request, to the harmless endpoint. */
  readonly firstAnswer: Read<WebAnswer>;
  /** Skipped if the domain does not answer at all. */
  readonly web: Read<WebFacts>;
}

/** An entry of Twilio's Debugger. */
export interface Alert {
  readonly at: Date;
  /** Twilio's error number. */
  readonly code: number;
  /** The path that was requested. */
  readonly path: string;
  readonly call: string | undefined;
  /** What the functions answered; undefined if Twilio does not say. */
  readonly status: number | undefined;
}

/** Calls with an alert that got the static fallback. */
export interface FallbackCalls {
  readonly heard: readonly string[];
  /** Calls without events yet. */
  readonly notKnownYet: number;
  /** Calls that were not read because there were too many. */
  readonly notLookedAt: number;
}

export interface AccountFacts {
  readonly status: string;
  readonly type: string;
}

export interface CustomerProfile {
  readonly status: string;
  readonly policySid: string;
}

export interface ServiceFacts {
  readonly sid: string;
  readonly uniqueName: string;
  /** What the domains of its environments start with. */
  readonly domainBase: string;
  readonly includesCredentials: boolean;
}

export interface BuildFacts {
  readonly runtime: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly functions: readonly DeployedPath[];
  readonly assets: readonly DeployedPath[];
}

export interface DeployedPath {
  readonly path: string;
  readonly visibility: 'public' | 'protected' | 'private';
}

export interface QueueFacts extends FoundQueue {
  readonly waiting: number;
}

/** What TaskRouter has for this environment, or the status of its refusal. */
export type TaskRouterFacts =
  | { readonly kind: 'refused'; readonly status: number }
  | {
      readonly kind: 'open';
      readonly found: FoundTaskRouter;
      /** The voice channel of each worker, by the worker’s SID. */
      readonly voiceChannels: ReadonlyMap<string, VoiceChannel>;
      /** How many eligible workers TaskRouter counts in each task queue, by the queue’s SID. */
      readonly eligibleWorkers: ReadonlyMap<string, number>;
    };

/** https://www.twilio.com/docs/taskrouter/api/worker-channel */
export interface VoiceChannel {
  /** How many calls the worker gets at once. */
  readonly capacity: number;
  readonly isAvailable: boolean;
}

/** What the deployed URLs answered, by their paths. */
export interface WebFacts {
  /** To an unsigned request. */
  readonly unsigned: ReadonlyMap<string, Read<WebAnswer>>;
  /** To a request signed like Twilio's. */
  readonly signed: Read<WebAnswer>;
  /** For each file that Twilio fetches for the config. */
  readonly files: ReadonlyMap<string, Read<WebAnswer>>;
}
