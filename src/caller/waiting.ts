import type { Endpoint, WebhookRequest } from '../endpoint';
import { epochSeconds } from '../epoch-seconds';
import type { LogLine } from '../log';
import { isForgotten, surelyListedSeconds } from '../rules/callers-task';
import { isLongLine } from '../rules/document-seconds';
import { holdMusicFile } from '../speech';
import { type CallerState, readCallerState } from '../state/caller-state';
import { longestCallSeconds, type Parameters } from '../state/parameters';
import { waitPath } from '../state/urls';
import type { CallerSources, LineSources } from './caller-sources';
import { sayMusic, sayWaiting } from './say-waiting';
import { decideWaiting, type WaitingCaller, type WaitingStep } from './waiting-step';

/** Twilio's parameters for a `waitUrl`: https://www.twilio.com/docs/voice/twiml/enqueue */
export function readWaitingCaller(
  request: Pick<WebhookRequest, 'parameters' | 'config' | 'now'>,
): WaitingCaller {
  const { parameters, now } = request;
  const state = readCallerState(request);
  const queueTimeSeconds = readQueueTime(parameters, state, now);
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    state,
    queueTimeSeconds,
    secondsWaited: state.secondsWaitedBefore + queueTimeSeconds,
    position: readPosition(parameters),
    queueSize: parameters.count('CurrentQueueSize', mostInQueue),
  };
}

/** Twilio's `QueueTime`. If it is missing, the time since the caller joined, so that every wait ends. */
export function readQueueTime(parameters: Parameters, { joinedAt }: CallerState, now: Date): number {
  const sent = parameters.expectedCount('QueueTime', longestCallSeconds);
  if (sent !== undefined) return sent;
  return joinedAt === undefined ? 0 : Math.max(0, epochSeconds(now) - joinedAt);
}

/** https://www.twilio.com/docs/voice/api/queue-resource */
const mostInQueue = 5000;

function readPosition(parameters: Parameters): number | undefined {
  const position = parameters.expectedCount('QueuePosition', mostInQueue);
  if (position === 0) return parameters.note('QueuePosition', 'not from 1 up');
  return position;
}

/** The log line: what was announced, or that the wait is over. */
export function waitingLogged(step: WaitingStep, caller: WaitingCaller): LogLine {
  const { call, position, secondsWaited } = caller;
  const queue = caller.state.queue.name;
  if (step.kind === 'leave') return { event: 'leaving', call, queue, secondsWaited };
  return { event: 'announced', call, queue, position: position ?? null, secondsWaited };
}

/** What the request does not contain: which music is missing, and whether an agent is available. */
interface WaitingFacts {
  readonly missingFiles: ReadonlySet<string>;
  readonly mayBeServed: boolean;
}

/** Twilio requests this again after each document: what does the waiting caller hear now? */
export const waitingEndpoint: Endpoint<WaitingCaller, WaitingStep, WaitingFacts, LineSources> = {
  path: waitPath,
  visibility: 'protected',
  events: ['announced', 'leaving'],
  read: readWaitingCaller,
  async gatherFacts(caller, sources, { now }) {
    const [missingFiles, mayBeServed] = await Promise.all([
      missingHoldMusic(caller.state, sources),
      !caller.state.isInWorkflow || mayBeRungFor(caller, sources, now),
    ]);
    return { missingFiles, mayBeServed };
  },
  decide: (caller, { now }, { missingFiles, mayBeServed }: Partial<WaitingFacts> = {}) =>
    decideWaiting(caller, now, missingFiles, mayBeServed),
  logLines: (step, caller) => [waitingLogged(step, caller)],
  say: sayWaiting,
  fallback: (request) => sayMusic(readCallerState(request), request.domain),
};

/**
 * Each document reads either the agents or the tasks. Listing the tasks of a long line would take too long, so a caller
 * without a task is found once the line is shorter.
 */
async function mayBeRungFor(
  { call, state, queueTimeSeconds, queueSize }: WaitingCaller,
  sources: LineSources,
  now: Date,
): Promise<boolean> {
  const { name } = state.queue;
  if (queueTimeSeconds < surelyListedSeconds || isLongLine(queueSize)) return sources.hasAgents(name, call);
  const task = await sources.waitingTaskOf(call, name);
  if (task === undefined) return true;
  return !isForgotten(task, queueTimeSeconds, epochSeconds(now)) && sources.hasAgentsOnSecondLook(name, call);
}

/** The hold music of a caller's queue that cannot be played now. */
export const missingHoldMusic = ({ queue }: CallerState, { missingFiles }: CallerSources) =>
  missingFiles(queue.holdMusic.map(({ file }) => holdMusicFile(file)));
