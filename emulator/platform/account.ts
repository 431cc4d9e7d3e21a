/** The account that the local Twilio plays. Its credentials are invented. */
export interface Account {
  readonly sid: string;
  readonly authToken: string;
}

/** What every path of the account begins with in the REST API. */
export const accountPath = ({ sid }: Pick<Account, 'sid'>): string => `/2010-04-01/Accounts/${sid}`;

/** A standard API key, which may all but see the account itself. https://www.twilio.com/docs/iam/api-keys */
export interface ApiKey {
  readonly sid: string;
  readonly secret: string;
}

/** How far Twilio knows who the account belongs to. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles */
export type CustomerProfileStatus =
  | 'draft'
  | 'pending-review'
  | 'in-review'
  | 'twilio-rejected'
  | 'twilio-approved';

/** Whose the profile is: a business's lifts the limit of calls at once. https://help.twilio.com/articles/223180028 */
export type CustomerProfileOwner = 'business' | 'individual';

/** What an account may do, and how fast things go. Every one can be set. */
export interface Settings {
  /**
   * Legs at once. New accounts carry two or three until their customer profile is approved, trial accounts
   * five. https://help.twilio.com/articles/223180028
   */
  readonly mostConcurrentCalls: number;
  /**
   * How many calls REST and TaskRouter may begin in a second; the others wait in line.
   * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
   */
  readonly callsPerSecond: number;
  /** How fast the voices speak, in characters a second; no page says. */
  readonly speechSpeed: number;
  /** How long it takes until the phone that REST or TaskRouter calls begins to ring; no page says. */
  readonly callSetupMillis: number;
  /**
   * What Twilio adds to the time for which a phone may ring. https://www.twilio.com/docs/voice/twiml/dial#timeout
   */
  readonly addedRingSeconds: number;
  /** How long TaskRouter takes to look for a worker; no page says. */
  readonly routingMillis: number;
  /** How many events of a TaskRouter workspace can be read by REST. */
  readonly taskRouterEventsKept: number;
  /** Whether money was ever paid for it. https://www.twilio.com/docs/iam/api/account */
  readonly accountType: 'Trial' | 'Full';
  /** Whoever does not pay, or breaks the rules, is suspended. https://www.twilio.com/docs/iam/api/account */
  readonly accountStatus: 'active' | 'suspended' | 'closed';
  /** Undefined: nobody ever filled one in. */
  readonly customerProfile: CustomerProfileStatus | undefined;
  readonly customerProfileOwner: CustomerProfileOwner;
  /** Requests at once to the functions of one service; one more is answered 429. */
  readonly mostConcurrentRequests: number;
  /** How long the application takes to answer, in milliseconds of the clock. */
  readonly answerMillis: number;
  /** By how many milliseconds at most a webhook is sent late, by chance, as on a real network. */
  readonly webhookJitterMillis: number;
  /** Where that chance begins: the same seed gives the same delays. */
  readonly webhookJitterSeed: number;
  /** A function that runs longer is answered 504. */
  readonly longestFunctionMillis: number;
  /** Twilio ends every call after this. https://www.twilio.com/docs/voice/twiml/dial#timelimit */
  readonly longestCallSeconds: number;
  /** How long the packing of a build takes; no page says. */
  readonly buildMillis: number;
  /**
   * Whether an upload is refused that would show what is private to everybody, such as `/rules.private.js.map`. Twilio
   * itself takes it. https://www.twilio.com/docs/serverless/functions-assets/visibility
   */
  readonly refusesLeaks: boolean;
  /** How long after its end a recording can be had and its status callback is sent; no page says. */
  readonly recordingMillis: number;
}

export const defaultSettings: Settings = {
  mostConcurrentCalls: 100,
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
  mostConcurrentRequests: 30,
  answerMillis: 50,
  webhookJitterMillis: 0,
  webhookJitterSeed: 1,
  longestFunctionMillis: 10_000,
  longestCallSeconds: 14_400,
  recordingMillis: 2000,
  buildMillis: 2000,
  refusesLeaks: true,
};

/** The settings of an account: the usual ones, and those given in their place. */
export function settingsOf(given: Partial<Settings> = {}): Settings {
  const settings = { ...defaultSettings, ...given };
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value === 'number' && !(value >= 0))
      throw new RangeError(`The setting ${name} cannot be ${value}.`);
  }
  return settings;
}
