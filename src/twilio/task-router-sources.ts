import { readCallersTaskRouter } from '../config/task-router';
import type { WebhookRequest } from '../endpoint';
import type { FunctionContext } from './http-function';

/** Where agents are rung, for an endpoint that needs nothing else of the outside. */
export const taskRouterSources = (context: FunctionContext): Pick<WebhookRequest, 'taskRouter'> => ({
  taskRouter: readCallersTaskRouter(context),
});
