import { taskRouterAssumptions } from './task-router-assumptions';

/**
 * What Twilio's documentation leaves open. Each question has a name, the answers that the local Twilio can give (the
 * first is the default), and why the question is open. A product that works under every answer does not depend on
 * which one is true.
 */
export const assumptions = {
  emptyQueueSound: {
    question: 'What does an agent hear while dialing an empty queue?',
    answers: ['silence', 'ringback'],
    because: 'The Queue noun page only mentions waiting.',
  },
  dialActionCallSid: {
    question: 'Whose CallSid does the action of a <Dial> of a queue carry?',
    answers: ['agent', 'caller'],
    because: 'The Dial page refers to the table of the Queue noun, where CallSid is the dequeued call.',
  },
  missingQueue: {
    question: 'What happens when a <Dial> names a queue that does not exist?',
    answers: ['fails-at-once', 'waits-for-it'],
    because: 'The Queue noun page mentions an error status but not its value; people report both.',
  },
  redirectedRuns: {
    question: 'When REST redirects a queued call, which document runs?',
    answers: ['rest-document', 'action-document', 'both-documents'],
    because:
      'The Enqueue page says that Twilio requests the action at once; the REST page says that it requests the Url. If it requests both, the last one runs.',
  },
  hangupInWait: {
    question: 'Which QueueResult follows a <Hangup> in a wait document?',
    answers: ['hangup', 'leave'],
    because: 'The Enqueue page says that the call leaves the queue and ends.',
  },
  waitFails: {
    question: 'What happens when the wait URL cannot be fetched?',
    answers: ['queue-result-error', 'number-fallback'],
    because:
      'The Enqueue page gives bad TwiML from the wait URL as a case of `error`, but does not mention HTTP failures.',
  },
  connectFails: {
    question: 'What happens when the url of the <Queue> noun cannot be fetched?',
    answers: ['bridged-without-it', 'not-bridged'],
    because: 'Error 14211 exists, but no page says what happens to the two legs.',
  },
  actionFails: {
    question: 'What happens when the action of an <Enqueue>, <Gather> or <Dial> cannot be fetched?',
    answers: ['number-fallback', 'call-ends'],
    because: 'The fallback page describes voice URLs; actions are not mentioned.',
  },
  fallbackFails: {
    question: 'A number’s fallback document leads to another document that fails: what does the caller hear?',
    answers: ['apology', 'asked-again'],
    because:
      'The fallback page says what follows when a number’s own URL fails, but not what follows when its fallback leads to another.',
  },
  emptyWaitDocument: {
    question: 'How soon is a wait document that takes no time requested again?',
    answers: ['after-one-second', 'at-once'],
    because: 'No page names a minimum interval.',
  },
  gatherInWait: {
    question: 'Does the action of a <Gather> in a wait document carry the queue parameters?',
    answers: ['with-queue-parameters', 'without'],
    because: 'They are documented for the wait URL itself.',
  },
  redirectInWait: {
    question: 'Does the request of a <Redirect> in a wait document carry the queue parameters?',
    answers: ['with-queue-parameters', 'without'],
    because: 'They are documented for the wait URL itself.',
  },
  queueDialTimeout: {
    question: 'Does <Dial> also add its five seconds to the timeout when it dials a queue?',
    answers: ['five-seconds-added', 'exact'],
    because: 'The Dial page only mentions ringing.',
  },
  defaultMaxSize: {
    question: 'How many callers fit in a queue without a configured size?',
    answers: ['1000', '100'],
    because: 'The Enqueue and Queue pages say 1000; the limits and TaskRouter pages say 100.',
  },
  waitingDialers: {
    question: 'Several agents dial one empty queue: who gets the next caller?',
    answers: ['first-come', 'last-come'],
    because: 'No page names the order.',
  },
  maxQueueSizeAttribute: {
    question: 'Does the maxQueueSize attribute of <Enqueue> limit the queue?',
    answers: ['ignored', 'limits'],
    because: 'The helper libraries have it, but no page does.',
  },
  callerGoneWhileConnecting: {
    question: 'The caller hangs up while the last words before the agent are spoken: which QueueResult?',
    answers: ['hangup', 'bridging-in-process'],
    because: 'Both values fit their descriptions on the Enqueue page.',
  },
  agentGoneWhileConnecting: {
    question: 'The agent hangs up while the last words before are spoken: which QueueResult?',
    answers: ['bridged', 'bridging-in-process'],
    because: 'The Enqueue page describes both as on the way to an agent.',
  },
  callerEndsConversation: {
    question: 'Is the Enqueue action requested when the caller ends the conversation?',
    answers: ['action-requested', 'no-action'],
    because: 'The Enqueue page says once the parties disconnect, but not which party.',
  },
  dialActionAfterHangup: {
    question: 'The party who runs a <Dial> hangs up: is its action requested?',
    answers: ['action-requested', 'no-action'],
    because:
      'The Dial page says when the dialed call ends, but not which party ends it; such a request has been seen.',
  },
  unbridgedDialStatus: {
    question: 'The called party answers, but is not connected to the caller: which DialCallStatus?',
    answers: ['completed', 'no-answer'],
    because:
      'The Dial page uses `completed` for connected calls; Twilio’s call screening guide expects another value.',
  },
  whisperSound: {
    question: 'What does a caller hear while the called party hears the url of a <Number>?',
    answers: ['ringback', 'silence'],
    because: 'The Number page once said ringing, and now says so only for answerOnBridge.',
  },
  whisperFails: {
    question: 'What happens when the url of a <Number> cannot be fetched or run?',
    answers: ['not-bridged', 'bridged-without-it'],
    because: 'The Number page does not say.',
  },
  passedOnCallerId: {
    question:
      'A <Dial> passes on a caller ID that is not a number, such as `anonymous`: does the call go out?',
    answers: ['goes-out', 'fails'],
    because: 'The page of error 13214 says that some providers reject it.',
  },
  silentRecording: {
    question: 'Nobody speaks during a <Record>: what happens?',
    answers: ['recorded', 'next-verb'],
    because: 'The Record page keeps silent recordings; in its older versions the next verb runs.',
  },
  lateReject: {
    question: 'What does a <Reject> do in a call that was already answered?',
    answers: ['call-ends', 'ignored'],
    because: 'The Reject page only covers a <Reject> that is the first verb.',
  },
  playFails: {
    question: 'What happens when the file of a <Play> cannot be fetched?',
    answers: ['skipped', 'document-fails'],
    because: 'The pages name the error, but not what the caller hears.',
  },
  unreadableAttribute: {
    question: 'An attribute cannot be read and Twilio logs a warning: what happens to the document?',
    answers: ['document-fails', 'verb-skipped', 'default-used'],
    because: 'Only the log level of the error is known.',
  },
  numberWithoutUrl: {
    question: 'What happens to a call to a number without a voice URL?',
    answers: ['application-error', 'rejected'],
    because: 'The page of the number only says that Twilio requests its URL.',
  },
  unsetSettings: {
    question: 'What does the REST API return for a number’s URL or application that is not set?',
    answers: ['empty-text', 'null'],
    because: 'Twilio’s examples have both, for the same URLs.',
  },
  earlyCallEvents: {
    question: 'What does the REST API return for a call’s events within fifteen minutes of its end?',
    answers: ['none', 'not-found'],
    because: 'The page of the events only says that they are available after that.',
  },
  standardKeyAtAccount: {
    question: 'How does Twilio refuse a standard API key that requests the account itself?',
    answers: ['401', '403'],
    because: 'The page of the keys says that it has no access, but not how Twilio answers.',
  },
  runtimeHandler203: {
    question: 'Does the platform have version 2.0.3 of the runtime handler?',
    answers: ['refused', 'accepted'],
    because: 'The handler page does not list it; Twilio’s own scaffold pinned it.',
  },
  largeEnvironment: {
    question: 'What happens when variables exceed 3 KB in total?',
    answers: ['deployment-refused', 'invocations-fail'],
    because:
      'The variables page says that deploys fail; the page of error 82006 says that invocations may fail.',
  },
  unsignedRequests: {
    question: 'How does a protected function refuse a request without a valid signature?',
    answers: ['403', '400'],
    because: 'The help article says 403, the request-flow page 400.',
  },
  ...taskRouterAssumptions,
} as const satisfies Record<string, Assumption>;

interface Assumption {
  readonly question: string;
  /** The first is the default. */
  readonly answers: readonly [string, string, ...string[]];
  readonly because: string;
}

export type AssumptionName = keyof typeof assumptions;

/** An answer to every question. */
export type Assumptions = {
  readonly [Name in AssumptionName]: (typeof assumptions)[Name]['answers'][number];
};

/** The default answer to each question, except where another one is given. A getter among these runs whenever its question comes up. */
export function assume(given: Partial<Assumptions> = {}): Assumptions {
  const names = Object.keys(assumptions) as AssumptionName[];
  const first = Object.fromEntries(names.map((name) => [name, assumptions[name].answers[0]]));
  return Object.defineProperties(first as Assumptions, Object.getOwnPropertyDescriptors(given));
}
