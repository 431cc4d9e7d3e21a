import type { QueuesConfig } from './queue-config';

/** The activities of every workspace of ours. Only the first receives calls. */
export const activityNames = {
  available: 'Available',
  onCall: 'On a Call',
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

/** What a queue with `ringing` leaves out of it. */
export const ringingDefaults = {
  ringTimeoutSeconds: 20,
  confirmTimeoutSeconds: 8,
  maxMissedCalls: 3,
  noAgentsGraceSeconds: 30,
} as const;

/** The queues of a config whose agents are rung. */
export const rungQueueNames = ({ queues }: QueuesConfig): string[] =>
  Object.entries(queues).flatMap(([name, { ringing }]) => (ringing ? [name] : []));

/**
 * A queue's name as TaskRouter's expressions can have it: they know no hyphen, no digit in front and some words of their own.
 * Two queues whose names become one are refused by the build. https://www.twilio.com/docs/taskrouter/expression-syntax
 */
export const attributeNameOf = (queueName: string) => `q_${queueName.replace(/-/g, '_')}`;

/** The workspace alone, for functions that need no more. */
export const workspaceSidIn = (context: Readonly<Record<string, unknown>>) =>
  /^WS[0-9a-f]{32}/.exec(String(context[taskRouterVariable]))?.[0];

/** Why the task of a caller was canceled for whom no agent was there. `/action` reads it again. */
export const noAgentsReason = 'no agents';

/** The task queue that everybody is in who may be rung for a queue: that of its largest level. */
export const taskQueueOf = ({ agents }: QueuesConfig, queueName: string): string => {
  const levels = agents
    .filter(({ queues }) => queues.includes(queueName))
    .map((agent) => agent.levels?.[queueName] ?? 1);
  return `${queueName}-${Math.max(1, ...levels)}`;
};

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
  const value = String(context[taskRouterVariable]);
  const named = (kind: 'WA' | 'WW') =>
    [...value.matchAll(new RegExp(`([\\w-]+)=(${kind}[0-9a-f]{32})`, 'g'))].map(
      ([, name = '', sid = '']) => [name, sid] as const,
    );
  const workspaceSid = workspaceSidIn(context);
  const [timerWorkflowSid] = /WW[0-9a-f]{32}$/.exec(value) ?? [];
  const activitySids = Object.fromEntries(named('WA')) as TaskRouterSettings['activitySids'];
  const isWhole = Object.keys(activityNames).every((activity) => activity in activitySids);
  if (!workspaceSid || !timerWorkflowSid || !isWhole) return undefined;
  return { workspaceSid, timerWorkflowSid, activitySids, workflowSids: new Map(named('WW')) };
}
