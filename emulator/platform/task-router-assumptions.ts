/**
 * What Twilio's documentation leaves open about TaskRouter, in the form of the emulator's own list: a name,
 * the answers that the local Twilio can give, the default (the first), and why the question is open.
 */
export const taskRouterAssumptions = {
  taskAfterConversation: {
    question: 'What is the status of a voice task when its conversation is over?',
    answers: ['completed', 'wrapping'],
    because: 'The task lifecycle page says wrapping; the reservation page reserves wrapping for Flex.',
  },
  postWorkActivity: {
    question: 'Does a post-work activity move the worker in a multitasking workspace?',
    answers: ['applied', 'ignored'],
    because: 'The TwiML page says that it does; the multitasking page says that activities never change.',
  },
  leaveCancelsTask: {
    question: 'Is a task canceled when its caller leaves the queue by <Leave>?',
    answers: ['yes', 'no'],
    because: 'The TwiML page only mentions callers who hang up.',
  },
  redirectEndsTask: {
    question: 'What happens to the task when its waiting call is redirected?',
    answers: ['canceled', 'stays'],
    because: 'The TwiML page calls the results unpredictable.',
  },
  taskEndsCall: {
    question: 'What happens to the waiting call when its task ends by a timeout?',
    answers: ['stays-in-queue', 'leaves'],
    because: 'The task evaluation page says that the call continues, for Flex calls.',
  },
  canceledReservation: {
    question: 'Does a canceled reservation move the worker to the timeout activity?',
    answers: ['no', 'yes'],
    because: 'The reservation page defines canceled as a timeout; other pages do not.',
  },
  rejectWithoutActivity: {
    question: 'Which activity does a worker get who rejects by REST without naming one?',
    answers: ['stays', 'previous'],
    because: 'The callback page says that the worker stays; the reservation page says the previous activity.',
  },
  reservedQueueUrl: {
    question: 'Is the url of a <Queue> with a reservationSid requested?',
    answers: ['yes', 'no'],
    because: 'The Queue noun page lists both attributes and does not say how they work together.',
  },
  instructionFails: {
    question: 'What happens to the reservation when the worker of a dequeue or call does not answer?',
    answers: ['stays-pending', 'canceled'],
    because: 'The callback page only says that errors are logged.',
  },
  workerCallSidTime: {
    question: 'Does the task carry worker_call_sid while the phone of the worker still rings?',
    answers: ['yes', 'no'],
    because:
      'The callback page says that it is set when the instruction is issued, but not how soon that shows.',
  },
  statusCallbackSignature: {
    question: 'Is the status callback of an instruction signed?',
    answers: ['no', 'yes'],
    because: 'The callback page does not say; a public project could only use a public function for it.',
  },
  workerOrder: {
    question: 'Which of several equal workers is first?',
    answers: ['longest-idle', 'round-robin'],
    because: 'The ordering page says the longest unoccupied; the lifecycle page says round robin.',
  },
  missedWorkerIdleness: {
    question: 'Does an unanswered reservation restart its worker’s idle time?',
    answers: ['no', 'yes'],
    because:
      'The ordering page counts the time without a task, but does not say whether a reservation counts as one.',
  },
  priorityAcrossQueues: {
    question: 'Does priority decide between tasks of two queues that want the same worker?',
    answers: ['yes', 'oldest-first'],
    because: 'A sample on the workflow page implies it; no page says so.',
  },
  stepKeepsAge: {
    question: 'Does a task that moves to its next step keep its place among equals?',
    answers: ['yes', 'no'],
    because: 'The queue ordering page orders by age and does not mention steps.',
  },
  skipIfAgain: {
    question: 'Is skip_if evaluated again when a task returns from a failed reservation?',
    answers: ['yes', 'only-on-entry'],
    because:
      'The skip page mentions entering a step; the lifecycle page says that the workflow is evaluated again.',
  },
  timeoutWhileReserved: {
    question: 'A step times out while a reservation is pending: when does the task move on?',
    answers: ['after-the-reservation', 'at-once'],
    because: 'In the evaluation page’s example the reservation ends first, but the page gives no rule.',
  },
  virtualAge: {
    question: 'From when do the timeouts of a task with a VirtualStartTime count?',
    answers: ['creation', 'virtual-start'],
    because: 'The queue ordering page only covers the order of tasks.',
  },
  notInNull: {
    question: 'What is the result of NOT IN with a missing list?',
    answers: ['false', 'true'],
    because: 'The expression page says that missing keys are NULL, but not how operators treat NULL.',
  },
  nullOrder: {
    question: 'What is the result of comparing a missing value with < or >?',
    answers: ['false', 'true'],
    because: 'The expression page says that missing keys are NULL, but not how operators treat NULL.',
  },
  numberAgainstText: {
    question: 'Does a number equal a string that reads as the same number?',
    answers: ['equal', 'different'],
    because: 'The expression page says to avoid it; the time-of-day page compares a string with numbers.',
  },
  assignmentRetries: {
    question: 'Do connection overrides work on the URL of an assignment callback?',
    answers: ['no', 'yes'],
    because: 'They are documented for the event callback.',
  },
  callAttributeClash: {
    question: 'If both <Task> and Twilio set an attribute, whose value wins?',
    answers: ['twilio-wins', 'ours-wins'],
    because: 'The TwiML page lists the attributes that Twilio adds, but not whether they replace others.',
  },
  acceptedAt: {
    question: 'When does <Dial><Queue reservationSid> accept the reservation?',
    answers: ['dial', 'bridge'],
    because: 'The TwiML page names both in one sentence.',
  },
  failedReservation: {
    question: 'A reservation fails before its step has timed out: where does the task go?',
    answers: ['stays', 'next-step'],
    because: 'The lifecycle page keeps it in the step; in the evaluation page’s example it moves on.',
  },
  channelOptimizedRouting: {
    question: 'Does longest-idle order need a task channel with ChannelOptimizedRouting?',
    answers: ['no', 'yes'],
    because: 'The ordering page makes it the default; the event page describes it as part of that setting.',
  },
  skippedStepTimeout: {
    question: 'Does the timeout of a skipped step count toward the end of the next step?',
    answers: ['yes', 'no'],
    because: 'The evaluation page adds up the timeouts before a step, and does not mention skipped ones.',
  },
  deleteAvailableWorker: {
    question: 'Can a worker be deleted who is in an available activity?',
    answers: ['refused', 'deleted'],
    because: 'The worker page does not say.',
  },
} as const satisfies Record<string, Assumption>;

interface Assumption {
  readonly question: string;
  readonly answers: readonly [string, string];
  readonly because: string;
}

export type TaskRouterAssumptionName = keyof typeof taskRouterAssumptions;

/** An answer to every question. */
export type TaskRouterAssumptions = {
  readonly [Name in TaskRouterAssumptionName]: (typeof taskRouterAssumptions)[Name]['answers'][number];
};

/** The default answer to each question, except where another one is given. */
export function assumeOfTaskRouter(given: Partial<TaskRouterAssumptions> = {}): TaskRouterAssumptions {
  const names = Object.keys(taskRouterAssumptions) as TaskRouterAssumptionName[];
  const first = Object.fromEntries(names.map((name) => [name, taskRouterAssumptions[name].answers[0]]));
  return Object.defineProperties(first as TaskRouterAssumptions, Object.getOwnPropertyDescriptors(given));
}
