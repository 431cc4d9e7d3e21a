import { type QueuesConfig, queueNamed } from '../../src/config/queue-config';
import {
  type AgentAttributes,
  activityNames,
  attributeNameOf,
  rungQueueNames,
  timersName,
  workspaceName,
} from '../../src/config/task-router';
import { reservationSeconds } from '../../src/rules/reservation-seconds';
import { levelIn, levelsOf, type RoutedCallers, routingOf } from '../../src/rules/routing';
import { assignmentPath, taskRouterEventsPath, tryAgain } from '../../src/state/urls';
import { domainSuffixes, type EnvironmentName } from '../environment';

/** Everything that a config needs at TaskRouter in an environment. Resources refer to each other by name. */
export interface WantedTaskRouter {
  readonly workspace: WorkspaceSettings;
  readonly activities: readonly WantedActivity[];
  readonly taskQueues: readonly WantedTaskQueue[];
  readonly workflows: readonly WantedWorkflow[];
  readonly workers: readonly WantedWorker[];
}

export interface WorkspaceSettings {
  readonly name: string;
  /** The activity of a new worker. */
  readonly defaultActivity: string;
  /** The activity after a reservation times out. */
  readonly timeoutActivity: string;
  readonly eventCallbackUrl: string;
  readonly eventsFilter: string;
}

export interface WantedActivity {
  readonly name: string;
  readonly available: boolean;
}

export interface WantedTaskQueue {
  readonly name: string;
  /** Which agents are in it, as an expression. */
  readonly targetWorkers: string;
}

export interface WantedWorkflow {
  readonly name: string;
  readonly filters: readonly WorkflowFilter[];
  readonly assignmentCallbackUrl: string;
  readonly reservationSeconds: number;
  /** The size of its line, which is a queue named after its SID. Undefined if it is not for callers. */
  readonly maxCallers: number | undefined;
}

export interface WorkflowFilter {
  readonly name: string;
  readonly expression: string;
  readonly targets: readonly {
    /** The name of a task queue. */
    readonly taskQueue: string;
    readonly priority?: number;
    readonly timeoutSeconds?: number;
  }[];
}

export interface WantedWorker {
  readonly name: string;
  /** The attributes from the config; the functions write the others. */
  readonly attributes: Pick<AgentAttributes, 'agent' | 'contact_uri' | 'levels'>;
}

/** Without these events, phones keep ringing and wrap-ups end late. All events would mean a request at every step. */
const eventsFilter = 'reservation.canceled,reservation.rescinded,task.canceled';

/** What a config needs at TaskRouter, with the functions at a domain. */
export function wantedTaskRouter(
  config: QueuesConfig,
  environment: EnvironmentName,
  domain: string,
): WantedTaskRouter {
  const queueNames = rungQueueNames(config);
  const assignmentCallbackUrl = `https://${domain}${assignmentPath}`;
  return {
    workspace: {
      name: workspaceName(domainSuffixes[environment]),
      defaultActivity: activityNames.offline,
      timeoutActivity: activityNames.missed,
      // Connection overrides are documented for this URL, but not for the assignment URL:
      // https://www.twilio.com/docs/taskrouter/api/workspace
      eventCallbackUrl: `https://${domain}${taskRouterEventsPath}${tryAgain}`,
      eventsFilter,
    },
    activities: Object.values(activityNames).map((name) => ({
      name,
      available: name === activityNames.available,
    })),
    taskQueues: [
      ...queueNames.flatMap((queueName) =>
        levelsOf(config, queueName).map((level) => ({
          name: taskQueueName(queueName, level),
          targetWorkers: agentsUpTo(level, queueName),
        })),
      ),
      { name: timersName, targetWorkers: nobody },
    ],
    workflows: [
      ...queueNames.flatMap((name): WantedWorkflow[] => {
        const queue = queueNamed(config, name);
        if (!queue) return [];
        return [
          {
            name,
            filters: filtersOf(config, name),
            assignmentCallbackUrl,
            reservationSeconds: reservationSeconds(queue, config.agentLine),
            maxCallers: queue.maxCallers,
          },
        ];
      }),
      timersWorkflow(assignmentCallbackUrl),
    ],
    workers: workersOf(config, queueNames),
  };
}

/** The agents of a queue up to a level. */
const taskQueueName = (queueName: string, level: number) => `${queueName}-${level}`;

/**
 * Level by level, because Twilio does not document what `<=` does with a missing attribute: agents who do not serve the
 * queue have none. https://www.twilio.com/docs/taskrouter/expression-syntax
 */
export function agentsUpTo(level: number, queueName: string): string {
  const levels = Array.from({ length: level }, (_, index) => index + 1);
  return levels.map((one) => `levels.${attributeNameOf(queueName)} == ${one}`).join(' OR ');
}

/** An expression that matches no worker. */
export const nobody = '1==0';
const always = '1==1';

const expressions: Readonly<Record<RoutedCallers, string>> = {
  returned: 'returned == true',
  premium: "tier == 'premium'",
  ordinary: always,
};

/** A workflow has the duration of each step, while routing steps have the time of their end. */
const filtersOf = (config: QueuesConfig, queueName: string): WorkflowFilter[] =>
  routingOf(config, queueName).map(({ callers, steps }) => ({
    name: callers,
    expression: expressions[callers],
    targets: steps.map(({ level, priority, endsAfterSeconds }, index) => ({
      taskQueue: taskQueueName(queueName, level),
      priority,
      ...(endsAfterSeconds !== undefined && {
        timeoutSeconds: endsAfterSeconds - (steps[index - 1]?.endsAfterSeconds ?? 0),
      }),
    })),
  }));

/** A timer is a task that no worker takes, so it ends by its timeout. */
const timersWorkflow = (assignmentCallbackUrl: string): WantedWorkflow => ({
  name: timersName,
  filters: [{ name: timersName, expression: always, targets: [{ taskQueue: timersName }] }],
  assignmentCallbackUrl,
  reservationSeconds: 120,
  maxCallers: undefined,
});

const workersOf = ({ agents }: QueuesConfig, queueNames: readonly string[]): WantedWorker[] =>
  agents.flatMap((agent) => {
    const { id, contactUri, queues } = agent;
    const served = queueNames.filter((name) => queues.includes(name));
    if (contactUri === undefined || served.length === 0) return [];
    const levels = served.map((name) => [attributeNameOf(name), levelIn(agent, name)] as const);
    return [
      { name: id, attributes: { agent: id, contact_uri: contactUri, levels: Object.fromEntries(levels) } },
    ];
  });
