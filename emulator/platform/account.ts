/** The local Twilio's account. Its credentials are made up. */
export interface Account {
  readonly sid: string;
  readonly authToken: string;
}

/** The start of every REST path of the account. */
export const accountPath = ({ sid }: Pick<Account, 'sid'>): string => `/2010-04-01/Accounts/${sid}`;

/** A standard API key: it may do everything except read the account itself. https://www.twilio.com/docs/iam/api-keys */
export interface ApiKey {
  readonly sid: string;
  readonly secret: string;
}

/** How far Twilio has verified who owns the account. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles */
export type CustomerProfileStatus =
  | 'draft'
  | 'pending-review'
  | 'in-review'
  | 'twilio-rejected'
  | 'twilio-approved';

/** Who the profile describes: an approved business profile lifts the limit on concurrent calls. https://help.twilio.com/articles/223180028 */
export type CustomerProfileOwner = 'business' | 'individual';

/** What an account may do, and how long things take. Pass other values as `settings` to `LocalTwilio`. */
export interface Settings {
  /**
   * How many call legs may be live at once. New accounts may have two until a customer profile is approved, and three
   * with an individual one; trial accounts may have five. https://help.twilio.com/articles/223180028
   */
  readonly maxConcurrentCalls: number;
  /**
   * How many calls REST and TaskRouter may start per second; more wait their turn.
   * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
   */
  readonly callsPerSecond: number;
  /** How fast the voices speak, in characters per second; not documented. */
  readonly speechSpeed: number;
  /** How long it takes until a phone starts to ring that REST or TaskRouter calls; not documented. */
  readonly callSetupMillis: number;
  /**
   * How much longer than its `timeout` Twilio lets a phone ring. https://www.twilio.com/docs/voice/twiml/dial#timeout
   */
  readonly addedRingSeconds: number;
  /** How long TaskRouter takes to look for a worker; not documented. */
  readonly routingMillis: number;
  /** How many of the newest events of a TaskRouter workspace REST can read. */
  readonly taskRouterEventsKept: number;
  /** `Full` once the owner has paid. https://www.twilio.com/docs/iam/api/account */
  readonly accountType: 'Trial' | 'Full';
  /** Twilio suspends accounts that do not pay or break its rules. https://www.twilio.com/docs/iam/api/account */
  readonly accountStatus: 'active' | 'suspended' | 'closed';
  /** Undefined: the account never had one. */
  readonly customerProfile: CustomerProfileStatus | undefined;
  readonly customerProfileOwner: CustomerProfileOwner;
  /** How many requests the functions of one service may serve at once; Twilio answers any more with 429. */
  readonly maxConcurrentRequests: number;
  /** How long the application takes to answer, in milliseconds of the clock. */
  readonly answerMillis: number;
  /** The longest random delay of a webhook, in milliseconds, as on a real network. */
  readonly webhookJitterMillis: number;
  /** The seed of those random delays: the same seed gives the same delays. */
  readonly webhookJitterSeed: number;
  /** If a function runs longer, Twilio answers 504. */
  readonly longestFunctionMillis: number;
  /** Twilio ends every call after this. https://www.twilio.com/docs/voice/twiml/dial#timelimit */
  readonly longestCallSeconds: number;
  /** How long a build takes; not documented. */
  readonly buildMillis: number;
  /**
   * Whether to refuse uploads that would make private files public, such as `/rules.private.js.map`. The real Twilio
   * accepts them. https://www.twilio.com/docs/serverless/functions-assets/visibility
   */
  readonly refusesLeaks: boolean;
  /** How long after its end a recording becomes available and its status callback is sent; not documented. */
  readonly recordingMillis: number;
}

export const defaultSettings: Settings = {
  maxConcurrentCalls: 100,
  callsPerSecond: 1,
  speechSpeed: 15,
  callSetupMillis: 0,
  addedRingSeconds: 5,
  routingMillis: 100,
  taskRouterEventsKept: 5000,
  accountType: 'Full',
  accountStatus: 'active',
  customerProfile: 'twilio-approved',
  customerProfileOwner: 'business',
  maxConcurrentRequests: 30,
  answerMillis: 50,
  webhookJitterMillis: 0,
  webhookJitterSeed: 1,
  longestFunctionMillis: 10_000,
  longestCallSeconds: 14_400,
  recordingMillis: 2000,
  buildMillis: 2000,
  refusesLeaks: true,
};

/** The default settings, with the given ones in their place. Throws a RangeError for a negative number or NaN. */
export function settingsOf(given: Partial<Settings> = {}): Settings {
  const settings = { ...defaultSettings, ...given };
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value === 'number' && !(value >= 0))
      throw new RangeError(`settings.${name} is ${value}: use a number of 0 or more.`);
  }
  return settings;
}
