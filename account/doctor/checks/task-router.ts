import { taskRouterVariable, taskRouterVariableValue } from '../../../src/config/task-router';
import { inARow } from '../../../wording/phrases';
import { isRoutedAsWanted, named, planTaskRouter, workspaceFaults } from '../../task-router/plan';
import { settingsOf } from '../../task-router/settings';
import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, fault, unknown, warning, whenKnown } from '../finding';
import { atTaskRouter, inWorkspace, ringsAgents, type WorkspaceSite } from '../task-router-site';

/** https://www.twilio.com/docs/global-infrastructure/regional-product-and-feature-availability */
const regionsWithTaskRouter = ['us1', 'ie1'];

/** Without it, no queue of the account can ring agents. */
export function taskRouterOpen(facts: Facts): readonly Finding[] {
  const { region = 'us1', signIn } = facts.credentials;
  if (!ringsAgents(facts)) return [];
  const why = 'No agent’s phone rings, and no caller of these queues reaches an agent.';
  if (!regionsWithTaskRouter.includes(region)) {
    return [
      fault({
        what: `Twilio has no TaskRouter in the region ${region}.`,
        why,
        repair: `Deploy to ${inARow(regionsWithTaskRouter)}, or let agents dial in: remove ringing from queues.config.ts.`,
      }),
    ];
  }
  const look = consolePages.taskRouter;
  return whenKnown(facts.taskRouter, { what: 'Whether the account has TaskRouter.', look }, (there) => {
    if (there.kind === 'open') return [];
    const refusal = `TaskRouter refuses these credentials (${there.status})`;
    return signIn.kind === 'auth-token'
      ? [
          fault({
            what: `${refusal}, and they are the account’s own.`,
            why,
            repair: `Check whether ${look} opens, and ask Twilio Support.`,
          }),
        ]
      : [
          unknown({
            what: 'Whether the account has TaskRouter.',
            why: `${refusal}; the key may be a restricted one`,
            repair: look,
          }),
        ];
  });
}

export function taskRouterSetUp(facts: Facts): readonly Finding[] {
  const why = 'TaskRouter rings no agents, and no caller of these queues reaches an agent.';
  return atTaskRouter(facts, ({ found: { workspace }, wanted, repair }) => {
    if (!workspace) {
      return [
        fault({ what: `There is no TaskRouter workspace named ${wanted.workspace.name}.`, why, repair }),
      ];
    }
    return workspaceFaults(workspace, wanted).map((found) =>
      fault({ what: found.what, why, repair: `${found.repair} (${repair})` }),
    );
  });
}

/** Activities are the states of agents. TaskRouter itself moves agents who do not answer. */
export function taskRouterActivities(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ workspace, wanted, repair }) => {
    const { activities, timeoutActivitySid, defaultActivitySid } = workspace;
    const missing = wanted.activities.filter(({ name }) => !named(activities, name));
    const nameOf = (wantedSid: string) => activities.find(({ sid }) => sid === wantedSid)?.name ?? 'unknown';
    const { timeoutActivity, defaultActivity } = wanted.workspace;
    return [
      ...missing.map(({ name }) =>
        fault({
          what: `The activity ${name} is missing.`,
          why: 'Functions cannot move an agent there.',
          repair,
        }),
      ),
      ...(nameOf(timeoutActivitySid) === timeoutActivity
        ? []
        : [
            fault({
              what: `An agent who lets a reservation time out becomes ${nameOf(timeoutActivitySid)} instead of ${timeoutActivity}.`,
              why: 'Missed calls are not counted, and an absent agent may be rung for one caller after another.',
              repair,
            }),
          ]),
      ...(nameOf(defaultActivitySid) === defaultActivity
        ? []
        : [
            fault({
              what: `A new worker starts as ${nameOf(defaultActivitySid)} instead of ${defaultActivity}.`,
              why: 'An agent may be rung before they have made themselves available.',
              repair,
            }),
          ]),
    ];
  });
}

export function taskRouterUrls(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ workspace, wanted, repair }) => {
    const { eventCallbackUrl, eventsFilter } = wanted.workspace;
    return [
      ...wanted.workflows.flatMap(({ name, assignmentCallbackUrl: right }) => {
        const found = named(workspace.workflows, name);
        if (!found) return [];
        const asked = [found.assignmentCallbackUrl, found.fallbackAssignmentCallbackUrl];
        return asked
          .filter((url) => url !== right)
          .map((url) =>
            fault({
              what: `The workflow ${name} requests ${url || 'no URL'} to learn which phone to ring, instead of ${right}.`,
              why: 'The chosen agent’s phone does not ring, and the caller waits until the reservation times out.',
              repair,
            }),
          );
      }),
      ...(workspace.eventCallbackUrl === eventCallbackUrl && workspace.eventsFilter === eventsFilter
        ? []
        : [
            fault({
              what: `TaskRouter sends its events (${workspace.eventsFilter || 'all'}) to ${workspace.eventCallbackUrl || 'no URL'}, but those that end ringing or a timer must go to ${eventCallbackUrl}.`,
              why: 'Phones keep ringing after the caller has gone, and wrap-ups and breaks end late.',
              repair,
            }),
          ]),
    ];
  });
}

/** Uses the plan of `npm run taskrouter`. */
export function taskRouterRouting(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, (site) => {
    const { found, workspace, wanted, repair } = site;
    const why = 'Callers reach different agents, or in a different order, than in queues.config.ts.';
    const taskQueues = planTaskRouter(wanted, found).changes.flatMap((change) =>
      change.kind === 'create-task-queue' || change.kind === 'change-task-queue' ? [change] : [],
    );
    return [
      ...taskQueues.map(({ kind, taskQueue: { name } }) =>
        fault({
          what:
            kind === 'create-task-queue'
              ? `The task queue ${name} is missing.`
              : `The task queue ${name} has different agents than in queues.config.ts.`,
          why,
          repair,
        }),
      ),
      ...wanted.workflows.flatMap((workflow) => {
        const there = named(workspace.workflows, workflow.name);
        if (there && isRoutedAsWanted(workflow, there, workspace)) return [];
        const what = there
          ? `The workflow ${workflow.name} does not match queues.config.ts.`
          : `The workflow ${workflow.name} is missing.`;
        return [fault({ what, why, repair })];
      }),
      ...leftoverFindings(site),
    ];
  });
}

function leftoverFindings({ found, wanted, repair }: WorkspaceSite): Finding[] {
  const left = planTaskRouter(wanted, found).changes.flatMap((change) =>
    change.kind === 'delete-workflow' || change.kind === 'delete-task-queue' ? [change.found.name] : [],
  );
  if (left.length === 0) return [];
  return [
    warning({
      what: `${inARow(left)}: left at TaskRouter by an earlier config.`,
      why: 'Leftovers are misleading.',
      repair,
    }),
  ];
}

/** Compared with `src/rules/reservation-seconds.ts`. */
export function reservationsOutlast(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ workspace, wanted, repair }) =>
    wanted.workflows.flatMap(({ name, reservationSeconds: right }) => {
      const seconds = named(workspace.workflows, name)?.reservationSeconds ?? right;
      if (seconds === right) return [];
      const what = `The workflow ${name} reserves a caller for ${seconds} seconds, but an agent may need up to ${right} to press the key.`;
      return [
        seconds < right
          ? fault({
              what,
              why: 'An agent who answers late is cut off before they can press the key.',
              repair,
            })
          : warning({
              what,
              why: 'A caller waits longer for an agent whose phone was never answered.',
              repair,
            }),
      ];
    }),
  );
}

export function taskRouterLines(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ found, wanted, repair }) =>
    planTaskRouter(wanted, found).changes.flatMap((change) => {
      switch (change.kind) {
        case 'create-line':
          return [
            fault({
              what: `The line of ${change.queueName} does not exist.`,
              why: `Twilio creates it with a default size instead of ${change.maxSize}.`,
              repair,
            }),
          ];
        case 'resize-line':
          return [
            fault({
              what: `The line of ${change.queueName} has room for ${change.before} instead of the ${change.after} in queues.config.ts.`,
              why:
                change.before < change.after
                  ? 'Callers hear that it is full while there should be room.'
                  : 'More callers can wait than you want.',
              repair,
            }),
          ];
        default:
          return [];
      }
    }),
  );
}

/** Functions know TaskRouter's SIDs from one variable. */
export function taskRouterVariableRight(facts: Facts): readonly Finding[] {
  const look = `Environment Variables in ${consolePages.services}.`;
  return inWorkspace(facts, ({ found, wanted, repair }) =>
    whenKnown(facts.variables, { what: 'Which variables the functions have.', look }, (variables) => {
      const settings = settingsOf(wanted, found);
      const value = variables.get(taskRouterVariable);
      // What is missing at TaskRouter has its own findings.
      if (!settings || value === taskRouterVariableValue(settings)) return [];
      return [
        fault({
          what: value
            ? `The variable ${taskRouterVariable} of the functions does not match TaskRouter.`
            : `The functions have no variable ${taskRouterVariable}.`,
          why: value
            ? 'Callers are sent to resources that do not exist, and reach no agent.'
            : 'Callers hear the plan noAgents, even if agents are available.',
          repair,
        }),
      ];
    }),
  );
}
