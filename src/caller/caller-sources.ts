import type { WebhookRequest } from '../endpoint';

/** Where a caller's endpoint finds out what no request carries. */
export interface CallerSources {
  /** Those of these files of `assets/` that the deployment does not have. */
  missingFiles(files: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The same for an endpoint that may put a caller in line. */
export interface PlanSources extends CallerSources, Pick<WebhookRequest, 'taskRouter'> {}

/** The same for an endpoint that asks whether agents are there for a caller. */
export interface LineSources extends CallerSources {
  /**
   * Whether agents are there for a queue whose agents are rung, after what was due for them has been done. `call` is a
   * caller in line: if nobody is there, nobody is to be rung for it any more. What cannot be found out in time counts as
   * agents who are there, because such a caller still reaches a plan in the end.
   */
  hasAgents(queue: string, call?: string): Promise<boolean>;
}

/** By what TaskRouter knows a caller. */
export interface CallersTask {
  readonly sid: string;
  /** How it would have to end now that the caller has left; undefined if it has ended. */
  readonly endsAs: 'canceled' | 'completed' | undefined;
  /** Why it was canceled. */
  readonly reason: string;
}

/** The same for callers who have left the line. */
export interface LeavingSources extends PlanSources {
  /** Undefined: there is none, or it could not be read in time. */
  taskOf(call: string, workflowSid: string): Promise<CallersTask | undefined>;
  endTask(task: CallersTask): Promise<void>;
}
