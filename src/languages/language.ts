/** What callers hear. A queue in the config can replace any of these with its own words. */
export interface CallerPhrases {
  /** The place in line, by the number of callers ahead. */
  readonly callersAhead: (count: number) => string;
  /** Said in place of `callersAhead` when the place in line is not known. */
  readonly stillWaiting: string;
  /** Said to callers whose connection to an agent was lost right away. */
  readonly backInLine: string;
  /** Said to callers whose queue no longer exists, before they join another. */
  readonly movedToAnotherLine: string;
  /** Said when our first function for a call fails and the caller joins the queue anyway. */
  readonly queuedDespiteTrouble: string;
  /**
   * Said by Twilio itself, from a static file, when no function can answer. Then the call is tried again. It may end after
   * that, because Twilio does not document what it does if that fails too.
   */
  readonly allLinesBusy: string;
  /** Said before the greeting to callers who heard `allLinesBusy` and then got through. */
  readonly throughAfterAll: string;
  /** Said to callers whose agent hung up first. */
  readonly afterTheTalk: string;
  /** Said when our code fails at the end of a call. */
  readonly apologyAndGoodbye: string;
}

/** What agents hear. */
export interface AgentPhrases {
  /** Said to the person at an external number who is called for a caller. */
  readonly pressToAccept: (queueName: string) => string;
  readonly enterPin: string;
  /** Said if the calling number is not that of an agent with a PIN, and agents have codes. */
  readonly enterCodeAndPin: string;
  /** The same, if there is a shared PIN too. */
  readonly enterPinOrCode: string;
  readonly wrongPin: string;
  /** Said to callers who are not agents, before the call ends. */
  readonly notAnAgent: string;
  /** Said after signing in. An agent with the shared PIN may have no name. */
  readonly signedIn: (agentName: string | undefined) => string;
  /** The keys of an agent with one queue. */
  readonly keysOfOneQueue: string;
  /** The keys of an agent whose queues are checked in turn. */
  readonly keysOfSeveralQueues: string;
  readonly callersWaiting: (count: number) => string;
  readonly nobodyWaiting: string;
  /** Said when the number of waiting callers is not known. */
  readonly nextCallerComing: string;
  /** Said before a conversation, to the agent only. What is not known is left out. */
  readonly nextCaller: (queueName: string, minutesWaited: number | undefined, behind: number) => string;
  /** Said when the next caller is gone: another agent was faster, or the caller hung up. */
  readonly callerGone: string;
  readonly wrapUp: (seconds: number) => string;
  readonly paused: string;
  readonly loggedOff: string;
  readonly idleTooLong: string;
  /** Said when the agent's call is close to Twilio's limit of four hours. */
  readonly dialInAgain: string;
  readonly apologyAndGoodbye: string;
}

/** A language: its tag at Twilio, and every phrase. */
export interface Language {
  readonly tag: string;
  readonly caller: CallerPhrases;
  readonly agent: AgentPhrases;
}
