import type { WebhookRequest } from '../endpoint';
import type { CallersTask, FoundTask } from '../rules/callers-task';

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
  /** The task of a caller in line, as of the last seconds. */
  waitingTaskOf(call: string, queue: string): Promise<FoundTask>;
}

/** The same for callers who have left the line. */
export interface LeavingSources extends PlanSources {
  taskOf(call: string, workflowSid: string): Promise<FoundTask>;
  endTask(task: CallersTask): Promise<void>;
}
