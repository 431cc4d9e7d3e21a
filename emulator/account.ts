/** The account that the local Twilio plays. Its credentials are invented. */
export interface Account {
  readonly sid: string;
  readonly authToken: string;
}

/** What an account may do, and how fast things go. Every one can be set. */
export interface Settings {
  /**
   * Legs at once. New accounts carry two or three until their customer profile is approved, trial accounts
   * five. https://help.twilio.com/articles/223180028
   */
  readonly mostConcurrentCalls: number;
  /** Requests at once to the functions of one service; one more is answered 429. */
  readonly mostConcurrentRequests: number;
  /** How long the application takes to answer, in milliseconds of the clock. */
  readonly answerMillis: number;
  /** A function that runs longer is answered 504. */
  readonly longestFunctionMillis: number;
  /** Twilio ends every call after this. https://www.twilio.com/docs/voice/twiml/dial#timelimit */
  readonly longestCallSeconds: number;
  /** How long after its end a recording can be had and its status callback is sent; no page says. */
  readonly recordingMillis: number;
}

export const defaultSettings: Settings = {
  mostConcurrentCalls: 100,
  mostConcurrentRequests: 30,
  answerMillis: 50,
  longestFunctionMillis: 10_000,
  longestCallSeconds: 14_400,
  recordingMillis: 2000,
};
