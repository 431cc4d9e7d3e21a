import type { WebhookRequest } from '../endpoint';
import type { CallersTask, FoundTask } from '../rules/callers-task';

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
  /** The same, without reading the agents here first. */
  hasAgentsOnSecondLook(queue: string, call: string): Promise<boolean>;
  /** The task of a caller in line, as of the last seconds. */
  waitingTaskOf(call: string, queue: string): Promise<FoundTask>;
}

/** For callers who have left the line. */
export interface LeavingSources extends PlanSources {
  taskOf(call: string, workflowSid: string): Promise<FoundTask>;
  endTask(task: CallersTask): Promise<void>;
}
