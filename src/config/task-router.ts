import type { QueuesConfig } from './queue-config';

/** The activities of every workspace of ours. Only the first receives calls. */
export const activityNames = {
  available: 'Available',
  missed: 'Missed',
  wrapUp: 'Wrap-Up',
  onBreak: 'On Break',
  offline: 'Offline',
} as const;

export type AgentActivity = keyof typeof activityNames;

/** What a deployment knows of its workspace: the SIDs that `npm run taskrouter` writes into its variables. */
export interface TaskRouterSettings {
  readonly workspaceSid: string;
  readonly activitySids: Readonly<Record<AgentActivity, string>>;
  /** By the name of the queue. */
  readonly workflowSids: ReadonlyMap<string, string>;
  /** Where timers wait for their end; nobody is ever rung for one. */
  readonly timerWorkflowSid: string;
}

/** The queues of a config whose agents are rung. */
export const rungQueueNames = ({ queues }: QueuesConfig): string[] =>
  Object.entries(queues).flatMap(([name, { ringing }]) => (ringing ? [name] : []));

/**
 * A queue's name as TaskRouter's expressions can have it: they know no hyphen, no digit in front and some words of their own.
 * Two queues whose names become one are refused by the build. https://www.twilio.com/docs/taskrouter/expression-syntax
 */
export const attributeNameOf = (queueName: string) => `q_${queueName.replace(/-/g, '_')}`;

/** What a worker of ours carries besides its activity. */
export interface AgentAttributes {
  /** The agent's id in the config. */
  readonly agent: string;
  readonly contact_uri: string;
  /** By the attribute name of a queue. */
  readonly levels: Readonly<Record<string, number>>;
  /** Calls missed in a row. */
  readonly misses: number;
  /** What the agent chose while ringing or talking, for afterwards. */
  readonly nextActivity?: NextActivity;
  /** When a break or the wrap-up ends, in seconds since 1970. */
  readonly until?: number;
}

export type NextActivity =
  | { readonly kind: 'available' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'break'; readonly minutes: number };

/** The name of the workspace of an environment, and of the voice queues' environment likewise. */
export const workspaceName = (environmentName?: string) =>
  `call-queue${environmentName ? `@${environmentName}` : ''}`;

/** The variable that holds the settings: SIDs, in a form that fits the few kilobytes of all variables. */
export const taskRouterVariable = 'TASKROUTER';

/** Such as `WS…;available=WA…,missed=WA…;support=WW…,sales=WW…;WW…`, the last being the workflow of the timers. */
export function taskRouterVariableValue(settings: TaskRouterSettings): string {
  const pairs = (entries: Iterable<readonly [string, string]>) =>
    [...entries].map(([name, sid]) => `${name}=${sid}`).join(',');
  return [
    settings.workspaceSid,
    pairs(Object.entries(settings.activitySids)),
    pairs(settings.workflowSids),
    settings.timerWorkflowSid,
  ].join(';');
}

/** The settings of a deployment. Undefined: `npm run taskrouter` was never run for it, or the value is damaged. */
export function readTaskRouterSettings(
  context: Readonly<Record<string, unknown>>,
): TaskRouterSettings | undefined {
  const value = context[taskRouterVariable];
  if (typeof value !== 'string') return undefined;
  const [workspaceSid = '', activities = '', workflows = '', timerWorkflowSid = ''] = value.split(';');
  const pairs = (text: string) =>
    text.split(',').flatMap((pair): [string, string][] => {
      const [name = '', sid = ''] = pair.split('=');
      return /^W[AW][0-9a-f]{32}$/.test(sid) ? [[name, sid]] : [];
    });
  const activitySids = Object.fromEntries(pairs(activities));
  const isWhole =
    /^WS[0-9a-f]{32}$/.test(workspaceSid) &&
    /^WW[0-9a-f]{32}$/.test(timerWorkflowSid) &&
    Object.keys(activityNames).every((activity) => activity in activitySids);
  if (!isWhole) return undefined;
  return {
    workspaceSid,
    activitySids: activitySids as Record<AgentActivity, string>,
    workflowSids: new Map(pairs(workflows)),
    timerWorkflowSid,
  };
}
