import type { WebhookRequest } from '../endpoint';

/** Where callers' endpoints find out what the request does not contain. */
export interface CallerSources {
  /** Which of these files of `assets/` the deployment lacks. */
  missingFiles(files: readonly string[]): Promise<ReadonlySet<string>>;
}

/** For endpoints that may put a caller in line. */
export interface PlanSources extends CallerSources, Pick<WebhookRequest, 'taskRouter'> {}

/** For endpoints that ask whether an agent is available. */
export interface LineSources extends CallerSources {
  /**
   * Whether an agent is available for a queue whose agents are rung. Overdue changes of agents' states are made first.
   * `call` is a caller in line: if no agent is available, TaskRouter stops ringing agents for it. If the answer takes
   * too long, the result is true: the caller still reaches a plan in the end.
   */
  hasAgents(queue: string, call?: string): Promise<boolean>;
}

/** The TaskRouter task of a caller. */
export interface CallersTask {
  readonly sid: string;
  /** The status that it must get now that the caller has left; undefined if it has already ended. */
  readonly endsAs: 'canceled' | 'completed' | undefined;
  /** Why it was canceled. */
  readonly reason: string;
}

/** For callers who have left the line. */
export interface LeavingSources extends PlanSources {
  /** Undefined if there is none, or if it could not be read in time. */
  taskOf(call: string, workflowSid: string): Promise<CallersTask | undefined>;
  endTask(task: CallersTask): Promise<void>;
}
