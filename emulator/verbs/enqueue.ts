import { inSnakeCase } from '../platform/snake-case';
import { type TwilioError, TwimlError, twilioError } from '../platform/twilio-errors';
import type { Outcome } from '../task-router/outcome';
import type { TaskRouter } from '../task-router/task-router';
import type { CallerExit } from '../task-router/voice-tasks';
import { integer, method, readAttributes, text } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { Call } from '../voice/call';
import type { DocumentRequest } from '../voice/document-request';
import { Interrupted } from '../voice/interrupts';
import { QueueEntry, type QueueExit, type Waiting } from '../voice/queue-entry';
import { type RunVerb, requestFrom, urlFrom, type VerbOutcome, type VerbPlace } from '../voice/verb';
import type { VoiceQueue } from '../voice/voice-queue';
import type { VoiceQueues } from '../voice/voice-queues';

interface EnqueueServices {
  readonly queues: VoiceQueues;
  readonly taskRouter: TaskRouter;
}

interface Enqueue {
  /** The workflow's SID if there is one. */
  readonly queueName: string;
  /** Undefined: the queue has no workflow. */
  readonly workflow: EnqueuedTask | undefined;
  readonly action: string | undefined;
  readonly method: 'GET' | 'POST';
  /** Undefined: Twilio's own music. Empty: silence. */
  readonly waitUrl: string | undefined;
  readonly waitUrlMethod: 'GET' | 'POST';
  readonly maxQueueSize: number | undefined;
}

interface EnqueuedTask {
  readonly sid: string;
  readonly taskBody: string | undefined;
  readonly priority: number | undefined;
  readonly timeout: number | undefined;
}

/** https://www.twilio.com/docs/voice/twiml/enqueue, https://www.twilio.com/docs/taskrouter/twiml-queue-calls */
export const enqueueVerb =
  (services: EnqueueServices): RunVerb =>
  (element, place) =>
    runEnqueue(services, element, place);

async function runEnqueue(
  { queues, taskRouter }: EnqueueServices,
  element: Element,
  place: VerbPlace,
): Promise<VerbOutcome> {
  const enqueue = enqueueOrError(element, place);
  if ('error' in enqueue) return afterError(enqueue.error, element, place);
  const { call, runDocuments } = place;
  const { workflow } = enqueue;
  if (workflow && !taskRouter.hasWorkflow(workflow.sid)) {
    return afterError(twilioError(14220, `it is "${workflow.sid}"`, element.line), element, place);
  }
  const queue = queues.named(enqueue.queueName) ?? queues.create(enqueue.queueName);
  const member = queue.join(call, maxMembers(enqueue, queue, call));
  if (member === 'full') {
    call.warn(twilioError(14207, `${queue.friendlyName} already has ${queue.members.length}`, element.line));
    return afterExit(enqueue, place, queue, { result: 'queue-full', secondsWaited: undefined });
  }
  const task = workflow && createTask(taskRouter, workflow, call);
  if (task?.kind === 'refused') {
    queue.leave(member);
    return afterError(twilioError(14222, task.refusal.message, element.line), element, place);
  }
  const { timeline } = call.platform;
  const position = queue.positionOf(member);
  timeline.add({ kind: 'queued', call: call.sid, queue: queue.friendlyName, position });
  const entry = new QueueEntry({
    call,
    queue,
    member,
    waiting: waitingOf(enqueue, place),
    runDocuments,
  });
  const exit = await runEntry(entry, (how) => workflow && taskRouter.callerGone(call.sid, how));
  return afterExit(enqueue, place, queue, exit);
}

/** Runs the wait and the conversation, and always reports how the caller left. */
async function runEntry(entry: QueueEntry, reportExit: (how: CallerExit) => void): Promise<QueueExit> {
  let how: CallerExit = 'left';
  try {
    const exit = await entry.run();
    if (exit.interrupt?.kind === 'hangup') how = 'hung-up';
    if (exit.interrupt?.kind === 'redirect') how = 'redirected';
    return exit;
  } finally {
    reportExit(how);
  }
}

function createTask(taskRouter: TaskRouter, { sid, ...task }: EnqueuedTask, call: Call): Outcome<unknown> {
  const known = Object.entries(call.webhooks.standardParameters());
  const ofTask = known.filter(([name]) => !notOfTasks.includes(name));
  const callAttributes = inSnakeCase(Object.fromEntries(ofTask));
  return taskRouter.enqueue({ callSid: call.sid, workflowSid: sid, ...task, callAttributes });
}

/** Parameters of a call that Twilio does not copy to its task. */
const notOfTasks = ['StirVerstat', 'ParentCallSid', 'ApplicationSid'];

function enqueueOrError(element: Element, place: VerbPlace): Enqueue | { error: TwilioError } {
  try {
    return readEnqueue(element, place);
  } catch (error) {
    if (error instanceof TwimlError && error.fault.severity === 'error') return { error: error.fault };
    throw error;
  }
}

const attributes = {
  action: text(undefined),
  method: method(14201),
  waitUrl: text(undefined),
  waitUrlMethod: method(14206),
  maxQueueSize: integer({ default: undefined, min: 1, code: 12200 }),
  workflowSid: text(undefined),
};

const taskAttributes = {
  priority: integer({ default: undefined, min: 0, code: 14222 }),
  timeout: integer({ default: undefined, min: 1, code: 14222 }),
};

function readEnqueue(element: Element, place: VerbPlace): Enqueue {
  const { action, waitUrl, workflowSid, ...read } = readAttributes(element, attributes);
  const workflow = workflowSid === undefined ? undefined : readTask(workflowSid, element);
  if (!workflow && element.text === '')
    throw new TwimlError(twilioError(14204, '<Enqueue> has no name', element.line));
  if (element.text.length > 64) throw new TwimlError(twilioError(14205, `"${element.text}"`, element.line));
  return {
    queueName: workflow?.sid ?? element.text,
    workflow,
    action: action === undefined ? undefined : urlFrom(place, action, 14203).href,
    method: read.method,
    waitUrl: waitUrl ? urlFrom(place, waitUrl, 14202).href : waitUrl,
    waitUrlMethod: read.waitUrlMethod,
    maxQueueSize: read.maxQueueSize,
  };
}

function readTask(sid: string, { children }: Element): EnqueuedTask {
  const task = children.find(({ name }) => name === 'Task');
  if (!task) return { sid, taskBody: undefined, priority: undefined, timeout: undefined };
  return { sid, taskBody: task.text, ...readAttributes(task, taskAttributes) };
}

function waitingOf({ waitUrl, waitUrlMethod }: Enqueue, place: VerbPlace): Waiting {
  if (waitUrl) return { kind: 'document', request: requestFrom(place, waitUrl, waitUrlMethod) };
  return { kind: 'sound', sound: waitUrl === '' ? 'silence' : 'hold-music' };
}

/** An `<Enqueue>` that cannot be read has the result `error`, if its action can be read. */
function afterError(found: TwilioError, element: Element, place: VerbPlace): VerbOutcome {
  const { action, method } = element.attributes;
  if (action === undefined || !URL.canParse(action, place.documentUrl.href)) throw new TwimlError(found);
  place.call.warn(found);
  const parameters = { QueueResult: 'error' };
  return {
    kind: 'request',
    request: requestFrom(place, action, method === 'GET' ? 'GET' : 'POST', parameters),
  };
}

function maxMembers({ maxQueueSize }: Enqueue, queue: VoiceQueue, call: Call): number {
  if (maxQueueSize === undefined || maxQueueSize >= queue.maxSize) return queue.maxSize;
  return call.platform.assumptions.maxQueueSizeAttribute === 'ignored' ? queue.maxSize : maxQueueSize;
}

/** Requests the action, if there is one, and continues with its document, the next verb or the interrupt. */
function afterExit(
  enqueue: Enqueue,
  place: VerbPlace,
  queue: VoiceQueue,
  { result, secondsWaited, interrupt, isReported = true, callStatus }: QueueExit,
): VerbOutcome {
  const { call } = place;
  const parameters = {
    QueueResult: result,
    ...(secondsWaited !== undefined && { QueueSid: queue.sid, QueueTime: String(secondsWaited) }),
  };
  const action =
    enqueue.action === undefined ? undefined : requestFrom(place, enqueue.action, enqueue.method, parameters);
  if (!interrupt) return action ? { kind: 'request', request: action } : { kind: 'next' };
  if (interrupt.kind === 'redirect' && action) {
    const { redirectedRuns } = call.platform.assumptions;
    if (redirectedRuns === 'both-documents') requestAndDiscard(call, interrupt.request);
    if (redirectedRuns !== 'rest-document') return { kind: 'request', request: action };
  }
  const parametersWithStatus = { ...parameters, ...(callStatus !== undefined && { CallStatus: callStatus }) };
  if (action && isReported) call.webhooks.notify(action.url, action.method, parametersWithStatus);
  throw new Interrupted(interrupt);
}

/** Also requests the document that REST named, which the document of the action then replaces. */
function requestAndDiscard(call: Call, { url, method, twiml, parameters }: DocumentRequest): void {
  if (twiml === undefined) call.webhooks.notify(url, method, parameters);
}
