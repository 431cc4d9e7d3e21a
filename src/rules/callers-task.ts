import { noAgentsReason } from '../config/task-router';

/** By what TaskRouter knows a caller. */
export interface CallersTask {
  readonly sid: string;
  /** How it would have to end once the caller has left; undefined if it has ended. */
  readonly endsAs: 'canceled' | 'completed' | undefined;
  /** Why it was canceled or completed. */
  readonly reason: string;
  /** When it changed last, in seconds since 1970. */
  readonly changedAt: number;
}

/** `none`: TaskRouter has none for the caller. Undefined: that could not be found out. */
export type FoundTask = CallersTask | 'none' | undefined;

/** A task that ended so long ago did not end because the caller has just left, or is just being joined. */
const surelyEarlierSeconds = 15;

/** From then on TaskRouter lists the task of a caller for sure. No piece of music is shorter. */
export const surelyListedSeconds = 20;

/**
 * Whether no agent will be rung any longer for a caller who is still waiting: the task was canceled, completed or deleted, by
 * whomever. TaskRouter ends no call with its task: https://www.twilio.com/docs/taskrouter/task-evaluation
 */
export function isForgotten(task: FoundTask, secondsInLine: number, now: number): boolean {
  if (task === undefined || secondsInLine < surelyListedSeconds) return false;
  if (task === 'none') return true;
  if (task.endsAs === 'canceled') return false;
  return task.reason === noAgentsReason || now >= task.changedAt + surelyEarlierSeconds;
}
