/** What a caller may hear. A queue of the config can replace any of these by its own words. */
export interface CallerPhrases {
  /** The news of a place in line, told by how many callers come first. */
  readonly callersAhead: (count: number) => string;
  /** The news when the place in line is not known. */
  readonly stillWaiting: string;
  /** Said to someone who was joined to an agent and lost again at once. */
  readonly backInLine: string;
  /** Said to someone whose queue no longer exists, on the way to another. */
  readonly movedToAnotherLine: string;
  /** Said when the first answer to a call went wrong and the caller is queued all the same. */
  readonly queuedDespiteTrouble: string;
  /**
   * Said by Twilio itself, from a static file, to a caller whom no function could answer. Then the call is tried again; it
   * may end after that, because what Twilio does if that fails too is not documented.
   */
  readonly allLinesBusy: string;
  /** Said before the greeting to somebody who heard that, and got through after all. */
  readonly throughAfterAll: string;
  /** Said to a served caller whose agent hung up first. */
  readonly afterTheTalk: string;
  /** Said when nothing better can be: our own code failed at the end of a call. */
  readonly apologyAndGoodbye: string;
}

/** What an agent hears. */
export interface AgentPhrases {
  /** Asked of somebody outside who was rung for a caller. */
  readonly pressToAccept: (queueName: string) => string;
  readonly enterPin: string;
  /** Asked of somebody whose number names no agent with a PIN of their own, while agents have codes. */
  readonly enterCodeAndPin: string;
  /** The same, while there is a shared PIN too. */
  readonly enterPinOrCode: string;
  readonly wrongPin: string;
  /** The goodbye for someone who is not an agent. */
  readonly notAnAgent: string;
  /** Said after signing in; nobody in particular has no name. */
  readonly signedIn: (agentName: string | undefined) => string;
  /** The keys of an agent who waits for callers of one queue. */
  readonly keysOfOneQueue: string;
  /** The keys of an agent whose queues are looked at in turn. */
  readonly keysOfSeveralQueues: string;
  readonly callersWaiting: (count: number) => string;
  readonly nobodyWaiting: string;
  /** Said when the number of waiting callers could not be found out. */
  readonly nextCallerComing: string;
  /** The words before a talk, for the agent alone; what is not known is left out. */
  readonly nextCaller: (queueName: string, minutesWaited: number | undefined, behind: number) => string;
  /** Said when the next caller was gone: a colleague was faster, or the caller hung up. */
  readonly callerGone: string;
  readonly wrapUp: (seconds: number) => string;
  readonly paused: string;
  readonly loggedOff: string;
  readonly idleTooLong: string;
  /** Said when the call is close to the four hours that Twilio allows one. */
  readonly dialInAgain: string;
  readonly apologyAndGoodbye: string;
}

/** A language: the tag Twilio speaks it by, and every phrase. */
export interface Language {
  readonly tag: string;
  readonly caller: CallerPhrases;
  readonly agent: AgentPhrases;
}
