import { taskRouterAssumptions } from './task-router-assumptions';

/**
 * What Twilio's documentation does not settle. Each question has a name, the answers the local Twilio can
 * give, the first of which it gives by default, and why. A product that is right under every
 * answer does not depend on which is true.
 */
export const assumptions = {
  emptyQueueSound: {
    question: 'What does an agent hear while dialling a queue that is empty?',
    answers: ['silence', 'ringback'],
    because: 'The Queue noun page speaks of waiting only.',
  },
  dialActionCallSid: {
    question: 'Whose CallSid does the action of a <Dial> of a queue carry?',
    answers: ['agent', 'caller'],
    because: 'The Dial page sends to the table of the Queue noun, where CallSid is the dequeued call.',
  },
  missingQueue: {
    question: 'What does dialling a queue do that does not exist?',
    answers: ['fails-at-once', 'waits-for-it'],
    because: 'The Queue noun page names an error status and not its value; accounts exist of both.',
  },
  redirectedRuns: {
    question: 'A queued call is redirected by REST: which document runs?',
    answers: ['rest-document', 'action-document', 'both-documents'],
    because:
      'The Enqueue page says that the action is requested at once; the REST page that its Url is. If both are, the last one runs.',
  },
  hangupInWait: {
    question: 'Which QueueResult follows a <Hangup> in a wait document?',
    answers: ['hangup', 'leave'],
    because: 'The Enqueue page says that the call leaves the queue and ends.',
  },
  waitFails: {
    question: 'What happens when the wait URL cannot be fetched?',
    answers: ['queue-result-error', 'number-fallback'],
    because: 'The Enqueue page names bad TwiML of the wait URL as `error`, and not HTTP failures.',
  },
  connectFails: {
    question: 'What happens when the url of the <Queue> noun cannot be fetched?',
    answers: ['bridged-without-it', 'not-bridged'],
    because: 'Error 14211 exists; what becomes of the two legs is not said.',
  },
  actionFails: {
    question: 'What happens when the action of an <Enqueue>, <Gather> or <Dial> cannot be fetched?',
    answers: ['number-fallback', 'call-ends'],
    because: 'The fallback page describes voice URLs; actions are not mentioned.',
  },
  fallbackFails: {
    question: 'A document fails that the fallback document of a number asked for: what does the caller hear?',
    answers: ['apology', 'asked-again'],
    because:
      'The fallback page says what follows when a number’s own URL fails, and not when its fallback leads on.',
  },
  emptyWaitDocument: {
    question: 'How soon is a wait document that takes no time requested again?',
    answers: ['after-one-second', 'at-once'],
    because: 'No page names a least interval.',
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
    question: 'Are the five seconds that <Dial> adds to its timeout added for a queue too?',
    answers: ['five-seconds-added', 'exact'],
    because: 'The Dial page speaks of ringing.',
  },
  defaultMaxSize: {
    question: 'How many callers does a queue take whose size nobody set?',
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
    because: 'It stands in the helper libraries and on no page.',
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
  callerEndsTalk: {
    question: 'Is the Enqueue action requested when the caller ends the talk?',
    answers: ['action-requested', 'no-action'],
    because: 'The Enqueue page says once the parties disconnect, and not which.',
  },
  dialActionAfterHangup: {
    question: 'Whoever runs a <Dial> hangs up: is its action requested?',
    answers: ['action-requested', 'no-action'],
    because:
      'The Dial page says when the dialled call ends, and not which of the two ended it; such a request has been seen.',
  },
  unbridgedDialStatus: {
    question: 'The called party answers, but is not joined to the caller: which DialCallStatus?',
    answers: ['completed', 'no-answer'],
    because:
      'The Dial page calls `completed` who was connected; Twilio’s call screening guide counts on another.',
  },
  whisperSound: {
    question: 'What does a caller hear while the called party hears the url of a <Number>?',
    answers: ['ringback', 'silence'],
    because: 'The Number page once said ringing, and now says so with answerOnBridge only.',
  },
  whisperFails: {
    question: 'What happens when the url of a <Number> cannot be fetched or run?',
    answers: ['not-bridged', 'bridged-without-it'],
    because: 'The Number page does not speak of it.',
  },
  passedOnCallerId: {
    question: 'A <Dial> passes on a caller’s number that is none, such as `anonymous`: does the call go out?',
    answers: ['goes-out', 'fails'],
    because: 'The page of error 13214 says that some providers reject it.',
  },
  silentRecording: {
    question: 'Nobody speaks into a <Record>: what comes of it?',
    answers: ['recorded', 'next-verb'],
    because: 'The Record page keeps silent recordings; its older versions go on with the next verb.',
  },
  lateReject: {
    question: 'What does a <Reject> do in a call that is answered already?',
    answers: ['call-ends', 'ignored'],
    because: 'The Reject page speaks of the first verb only.',
  },
  playFails: {
    question: 'What happens when the file of a <Play> cannot be fetched?',
    answers: ['skipped', 'document-fails'],
    because: 'The pages name the error and not what the caller hears.',
  },
  unreadableAttribute: {
    question: 'An attribute cannot be read and Twilio logs a warning: what becomes of the document?',
    answers: ['document-fails', 'verb-skipped', 'default-used'],
    because: 'Only the level at which Twilio logs the number is known.',
  },
  numberWithoutUrl: {
    question: 'What becomes of a call to a number that has no voice URL?',
    answers: ['application-error', 'rejected'],
    because: 'The page of the number only says that its URL is what is called.',
  },
  unsetSettings: {
    question: 'What does a number answer for a URL or an application that is not set?',
    answers: ['empty-text', 'null'],
    because: 'Twilio’s examples have both, for the same URLs.',
  },
  earlyCallEvents: {
    question: 'What do the events of a call answer before fifteen minutes after its end?',
    answers: ['none', 'not-found'],
    because: 'The page of the events only says that they can be had after that.',
  },
  standardKeyAtAccount: {
    question: 'How is a standard API key refused that asks for the account itself?',
    answers: ['401', '403'],
    because: 'The page of the keys says that it has no access, and not how that is answered.',
  },
  runtimeHandler203: {
    question: 'Does the platform have version 2.0.3 of the runtime handler?',
    answers: ['refused', 'accepted'],
    because: 'The list of the handler page lacks it; Twilio’s own scaffold has pinned it.',
  },
  largeEnvironment: {
    question: 'What comes of variables that are larger than 3 KB together?',
    answers: ['deployment-refused', 'invocations-fail'],
    because: 'The page of variables says that deploys fail, that of error 82006 that invocations may.',
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

/** The first answer of each, and those given in their place. A getter among these runs whenever its question comes up. */
export function assume(given: Partial<Assumptions> = {}): Assumptions {
  const names = Object.keys(assumptions) as AssumptionName[];
  const first = Object.fromEntries(names.map((name) => [name, assumptions[name].answers[0]]));
  return Object.defineProperties(first as Assumptions, Object.getOwnPropertyDescriptors(given));
}
