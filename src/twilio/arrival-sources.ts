import type { LineSources, PlanSources } from '../caller/caller-sources';
import type { QueuesConfig } from '../config/queue-config';
import { readCallersTaskRouter } from '../config/task-router';
import type { FunctionContext } from './http-function';
import { lineSources } from './line-sources';

/** What arriving callers' endpoints use. */
export const arrivalSources =
  (config: QueuesConfig) =>
  (context: FunctionContext): LineSources & PlanSources => ({
    ...lineSources(config)(context),
    taskRouter: readCallersTaskRouter(context),
  });
