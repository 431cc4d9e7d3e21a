import type { QueuesConfig } from './queue-config';

/** The activities in each of our workspaces. Only the first one receives calls. */
export const activityNames = {
  available: 'Available',
  onCall: 'On a Call',
  missed: 'Missed',
  wrapUp: 'Wrap-Up',
  onBreak: 'On Break',
  offline: 'Offline',
} as const;

export type AgentActivity = keyof typeof activityNames;

/** What a deployment knows about its workspace: the SIDs that `npm run taskrouter` writes into its variables. */
export interface TaskRouterSettings {
  readonly workspaceSid: string;
  readonly activitySids: Readonly<Record<AgentActivity, string>>;
  /** By the name of the queue. */
  readonly workflowSids: ReadonlyMap<string, string>;
  /** The workflow in which timers wait until they end. Nobody is rung for them. */
  readonly timerWorkflowSid: string;
}

/** The defaults of `ringing`. */
export const ringingDefaults = {
  ringTimeoutSeconds: 20,
  confirmTimeoutSeconds: 8,
  maxMissedCalls: 3,
  noAgentsGraceSeconds: 30,
  signOffAtClosing: false,
} as const;

/** The queues of a config whose agents are rung. */
export const rungQueueNames = ({ queues }: QueuesConfig): string[] =>
  Object.entries(queues).flatMap(([name, { ringing }]) => (ringing ? [name] : []));

/**
 * A queue's name as it can be in TaskRouter's expressions, which have reserved words and allow no hyphen and no digit in front.
 * The build refuses two queues whose names become the same. https://www.twilio.com/docs/taskrouter/expression-syntax
 */
export const attributeNameOf = (queueName: string) => `q_${queueName.replace(/-/g, '_')}`;

/** Only the workspace. */
export function workspaceSidIn(context: Readonly<Record<string, unknown>>): string | undefined {
  const short = `${context[taskRouterVariable] ?? ''}`.slice(0, shortSidLength);
  return short && longSid('WS', short);
}

/** What the functions for callers need, which takes less code. */
export type CallersTaskRouter = Pick<TaskRouterSettings, 'workspaceSid' | 'workflowSids'>;

export function readCallersTaskRouter(
  context: Readonly<Record<string, unknown>>,
): CallersTaskRouter | undefined {
  const [ofAll, ...ofQueues] = `${context[taskRouterVariable] ?? ''}`.split(',');
  if (!ofAll) return undefined;
  const workflows = ofQueues.map((pair) => {
    const [name = '', sid = ''] = pair.split('=');
    return [name, longSid('WW', sid)] as const;
  });
  return {
    workspaceSid: longSid('WS', ofAll.slice(0, shortSidLength)),
    workflowSids: new Map(workflows),
  };
}

/** Why a caller's task was canceled when no agent was there. `/action` reads it. */
export const noAgentsReason = 'no agents';

/** The task queue of all agents who may be rung for a queue: that of its highest level. */
export const taskQueueOf = ({ agents }: QueuesConfig, queueName: string) =>
  `${queueName}-${Math.max(1, ...agents.map(({ levels }) => levels?.[queueName] ?? 1))}`;

/** The name of the timers' workflow and task queue. A queue with `ringing` cannot have it. */
export const timersName = 'timers';

/** The attributes of one of our workers. */
export interface AgentAttributes {
  /** The agent's id in the config. */
  readonly agent: string;
  readonly contact_uri: string;
  /** By the attribute name of a queue. */
  readonly levels: Readonly<Record<string, number>>;
  /** Calls missed in a row. */
  readonly misses: number;
  /** What the agent chose to be after the current call. */
  readonly nextActivity?: NextActivity;
  /** When a break or the wrap-up ends, in seconds since 1970. */
  readonly until?: number;
  /** When the closing of their queues sets the agent offline, in seconds since 1970. */
  readonly shiftEndsAt?: number;
}

export type NextActivity =
  | { readonly kind: 'available' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'break'; readonly minutes: number };

/** The name of an environment's workspace. Voice queues end with the environment in the same way. */
export const workspaceName = (environmentName?: string) =>
  `call-queue${environmentName ? `@${environmentName}` : ''}`;

/** The variable that holds the settings. */
export const taskRouterVariable = 'TASKROUTER';

/** In the order of the variable. */
const activities = /* @__PURE__ */ Object.keys(activityNames) as AgentActivity[];

/** Twilio’s limit, in bytes: https://www.twilio.com/docs/serverless/functions-assets/functions/variables */
export const longestVariableValue = 450;

/** How many characters a SID has in the variable. */
const shortSidLength = 22;

/**
 * The SIDs of the workspace, its activities and the timers' workflow, and then each queue with its workflow. SIDs are
 * shortened as much as possible, so that eight queues with names of usual length fit.
 */
export function taskRouterVariableValue(settings: TaskRouterSettings): string {
  const { workspaceSid, activitySids, timerWorkflowSid, workflowSids } = settings;
  const ofAll = [workspaceSid, ...activities.map((activity) => activitySids[activity]), timerWorkflowSid];
  const ofQueues = [...workflowSids].map(([name, sid]) => `${name}=${shortSid(sid)}`);
  return [ofAll.map(shortSid).join(''), ...ofQueues].join(',');
}

/** The settings of a deployment. Undefined if `npm run taskrouter` was never run for it, or if the value is damaged. */
export function readTaskRouterSettings(
  context: Readonly<Record<string, unknown>>,
): TaskRouterSettings | undefined {
  const value = context[taskRouterVariable];
  if (typeof value !== 'string' || !valuePattern().test(value)) return undefined;
  const forCallers = readCallersTaskRouter(context);
  const [ofAll = ''] = value.split(',');
  const [, ...others] = ofAll.match(new RegExp(`.{${shortSidLength}}`, 'g')) ?? [];
  const activitySids = activities.map((activity, index) => [activity, longSid('WA', others[index] ?? '')]);
  return (
    forCallers && {
      ...forCallers,
      activitySids: Object.fromEntries(activitySids) as Record<AgentActivity, string>,
      timerWorkflowSid: longSid('WW', others[activities.length] ?? ''),
    }
  );
}

/** How long the value is with these queues. */
export const taskRouterVariableLength = (queueNames: readonly string[]) =>
  sidsOfAll() * shortSidLength +
  queueNames.reduce((sum, name) => sum + `,${name}=`.length + shortSidLength, 0);

/** The workspace, each activity, and the workflow of the timers. */
const sidsOfAll = () => activities.length + 2;

/** The format that `npm run taskrouter` writes. */
const valuePattern = () =>
  new RegExp(`^[\\w-]{${sidsOfAll() * shortSidLength}}(,[\\w-]+=[\\w-]{${shortSidLength}})*$`);

/** The 32 hexadecimal digits of a SID, without the two letters in front of them. */
const shortSid = (sid: string) => Buffer.from(sid.slice(2), 'hex').toString('base64url');

const longSid = (prefix: string, short: string) =>
  `${prefix}${Buffer.from(short, 'base64url').toString('hex')}`;
