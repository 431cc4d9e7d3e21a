import type { RungAgentSources } from '../agent/rung/join-caller';
import type { AgentServices } from '../agent/rung/rang';
import type { QueuesConfig } from '../config/queue-config';
import { readTaskRouterSettings } from '../config/task-router';
import type { LogLine } from '../log';
import { agentsAtTwilio } from './agents-at-twilio';
import type { FunctionContext } from './http-function';

/** What the endpoints for agents' phones use. */
export const rungAgentSources =
  (config: QueuesConfig) =>
  (context: FunctionContext, log: (line: LogLine) => void, call: string): RungAgentSources => {
    const taskRouter = readTaskRouterSettings(context);
    return {
      taskRouter,
      agents: taskRouter && agentsAtTwilio({ context, config, settings: taskRouter, log, call }),
    };
  };

/** What endpoints for TaskRouter and for our own functions use. */
export const agentServices =
  (config: QueuesConfig) =>
  (context: FunctionContext): AgentServices => {
    const settings = readTaskRouterSettings(context);
    const { AUTH_TOKEN: token } = context as { AUTH_TOKEN?: unknown };
    return {
      config,
      token: typeof token === 'string' && token !== '' ? token : undefined,
      agents: (log, call) => settings && agentsAtTwilio({ context, config, settings, log, call }),
      pause: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
    };
  };

/** What the answer to an assignment uses. It reads nothing, because it must come at once. */
export const assignmentServices = (config: QueuesConfig) => (context: FunctionContext) => ({
  config,
  taskRouter: readTaskRouterSettings(context),
  token: agentServices(config)(context).token,
});
