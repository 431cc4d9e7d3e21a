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

/** Without it no queue of the account can ring anybody. */
export function taskRouterOpen(facts: Facts): readonly Finding[] {
  const { region = 'us1', signIn } = facts.credentials;
  if (!ringsAgents(facts)) return [];
  const why = 'No phone of an agent rings, and no caller of these queues reaches anybody.';
  if (!regionsWithTaskRouter.includes(region)) {
    return [
      fault({
        what: `Twilio has no TaskRouter in the region ${region}.`,
        why,
        repair: `Deploy to ${inARow(regionsWithTaskRouter)}, or let agents dial in: take ringing out of queues.config.ts.`,
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
            repair: `See whether ${look} opens, and ask Twilio’s support.`,
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
  const why = 'TaskRouter rings nobody, and no caller of these queues reaches an agent.';
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

/** Agents come and go by activities, and TaskRouter itself moves whoever lets a phone ring in vain. */
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
              what: `Whoever lets a reservation time out becomes ${nameOf(timeoutActivitySid)} and not ${timeoutActivity}.`,
              why: 'Missed calls are not counted, and an agent who is away may be rung for every caller in turn.',
              repair,
            }),
          ]),
      ...(nameOf(defaultActivitySid) === defaultActivity
        ? []
        : [
            fault({
              what: `A new worker begins as ${nameOf(defaultActivitySid)} and not as ${defaultActivity}.`,
              why: 'An agent may be rung who has not said that they are there.',
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
              what: `The workflow ${name} asks ${url || 'nobody'} which phone to ring, and ${right} is right.`,
              why: 'The phone of the chosen agent does not ring, and the caller waits until TaskRouter has chosen in vain.',
              repair,
            }),
          );
      }),
      ...(workspace.eventCallbackUrl === eventCallbackUrl && workspace.eventsFilter === eventsFilter
        ? []
        : [
            fault({
              what: `TaskRouter tells its events (${workspace.eventsFilter || 'all'}) to ${workspace.eventCallbackUrl || 'nobody'}, and those that end a ringing or a timer belong to ${eventCallbackUrl}.`,
              why: 'Phones ring on after the caller has gone, and notes and breaks end late.',
              repair,
            }),
          ]),
    ];
  });
}

/** By the plan of `npm run taskrouter` itself. */
export function taskRouterRouting(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, (site) => {
    const { found, workspace, wanted, repair } = site;
    const why = 'Callers reach other agents, or in another order, than queues.config.ts says.';
    const taskQueues = planTaskRouter(wanted, found).changes.flatMap((change) =>
      change.kind === 'create-task-queue' || change.kind === 'change-task-queue' ? [change] : [],
    );
    return [
      ...taskQueues.map(({ kind, taskQueue: { name } }) =>
        fault({
          what:
            kind === 'create-task-queue'
              ? `The task queue ${name} is missing.`
              : `The task queue ${name} has other agents than queues.config.ts gives it.`,
          why,
          repair,
        }),
      ),
      ...wanted.workflows.flatMap((workflow) => {
        const there = named(workspace.workflows, workflow.name);
        if (there && isRoutedAsWanted(workflow, there, workspace)) return [];
        const what = there
          ? `The workflow ${workflow.name} is not the one that queues.config.ts makes.`
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
      why: 'It misleads whoever looks there.',
      repair,
    }),
  ];
}

/** By the sum of `src/rules/reservation-seconds.ts`. */
export function reservationsOutlast(facts: Facts): readonly Finding[] {
  return inWorkspace(facts, ({ workspace, wanted, repair }) =>
    wanted.workflows.flatMap(({ name, reservationSeconds: right }) => {
      const seconds = named(workspace.workflows, name)?.reservationSeconds ?? right;
      if (seconds === right) return [];
      const what = `The workflow ${name} keeps a caller for an agent for ${seconds} seconds, and the way to the key takes up to ${right}.`;
      return [
        seconds < right
          ? fault({ what, why: 'An agent who answers late is cut off with the key in hand.', repair })
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
              what: `The line of ${change.queueName} is not there.`,
              why: `Twilio makes it with a size of its own in place of ${change.maxSize}.`,
              repair,
            }),
          ];
        case 'resize-line':
          return [
            fault({
              what: `The line of ${change.queueName} has room for ${change.before}, and queues.config.ts says ${change.after}.`,
              why:
                change.before < change.after
                  ? 'Callers are told that it is full while there should be room.'
                  : 'More callers wait than you have decided to let wait.',
              repair,
            }),
          ];
        default:
          return [];
      }
    }),
  );
}

/** Functions know TaskRouter by one variable alone. */
export function taskRouterVariableRight(facts: Facts): readonly Finding[] {
  const look = `Environment Variables in ${consolePages.services}.`;
  return inWorkspace(facts, ({ found, wanted, repair }) =>
    whenKnown(facts.variables, { what: 'Which variables the functions have.', look }, (variables) => {
      const settings = settingsOf(wanted, found);
      const value = variables.get(taskRouterVariable);
      // What is missing at TaskRouter has findings of its own.
      if (!settings || value === taskRouterVariableValue(settings)) return [];
      return [
        fault({
          what: value
            ? `The variable ${taskRouterVariable} of the functions does not name what is at TaskRouter.`
            : `The functions have no variable ${taskRouterVariable}.`,
          why: value
            ? 'Callers are led to what is not there, and reach no agent.'
            : 'Callers hear the plan noAgents, whoever is available.',
          repair,
        }),
      ];
    }),
  );
}
