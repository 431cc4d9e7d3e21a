import type { Facts, TaskRouterFacts } from '../../../../account/doctor/facts';
import { known } from '../../../../account/doctor/read';
import type { FoundWorker, FoundWorkflow, FoundWorkspace } from '../../../../account/task-router/found';
import { taskRouterVariable } from '../../../../src/config/task-router';
import { rangPath } from '../../../../src/state/paths';
import { agentsNumber } from '../../../deployment/deployed-queue';
import { all, changed, type InjectedFault, readValue, withNumber, withVariables } from './injected-fault';

type OpenTaskRouter = Extract<TaskRouterFacts, { kind: 'open' }>;

const withTaskRouter = (change: (there: OpenTaskRouter) => Partial<OpenTaskRouter>) =>
  changed('taskRouter', (there) => {
    if (there.kind !== 'open') throw new Error('The healthy account has no TaskRouter.');
    return { ...there, ...change(there) };
  });

const withWorkspace = (change: (workspace: FoundWorkspace) => Partial<FoundWorkspace> | undefined) =>
  withTaskRouter(({ found }) => {
    if (!found.workspace) throw new Error('The healthy account has no workspace.');
    const other = change(found.workspace);
    return { found: { ...found, workspace: other && { ...found.workspace, ...other } } };
  });

const withWorkflow = (change: (workflow: FoundWorkflow) => Partial<FoundWorkflow>, name = 'support') =>
  withWorkspace(({ workflows }) => ({
    workflows: workflows.map((one) => (one.name === name ? { ...one, ...change(one) } : one)),
  }));

const withWorker =
  (
    change: (worker: FoundWorker, workspace: FoundWorkspace, now: Date) => Partial<FoundWorker>,
    name = 'ada',
  ) =>
  (facts: Facts): Facts =>
    withWorkspace((workspace) => ({
      workers: workspace.workers.map((one) =>
        one.name === name ? { ...one, ...change(one, workspace, facts.now) } : one,
      ),
    }))(facts);

const withMoreWorkers = (name: string, attributes: FoundWorker['attributes']) =>
  withWorkspace(({ workers: [first, ...others] }) => ({
    workers: first ? [first, ...others, { ...first, sid: `WK${'e'.repeat(32)}`, name, attributes }] : [],
  }));

const sidOfActivity = ({ activities }: FoundWorkspace, name: string) =>
  activities.find((activity) => activity.name === name)?.sid ?? '';

/** In an activity for this many minutes. */
const since = (activityName: string, minutes: number, attributes: FoundWorker['attributes'] = {}) =>
  withWorker((worker, _workspace, now) => ({
    activityName,
    activeSince: new Date(now.getTime() - minutes * 60_000),
    attributes: { ...worker.attributes, ...attributes },
  }));

const forWorker = (facts: Facts, name: string): string => {
  const there = readValue(facts, 'taskRouter');
  const workers = there.kind === 'open' ? there.found.workspace?.workers : undefined;
  return workers?.find((worker) => worker.name === name)?.sid ?? '';
};

const withChannel =
  (capacity: number, isAvailable: boolean) =>
  (facts: Facts): Facts =>
    withTaskRouter(({ voiceChannels }) => ({
      voiceChannels: new Map([...voiceChannels, [forWorker(facts, 'bob'), { capacity, isAvailable }]]),
    }))(facts);

const withRegion =
  (region: string) =>
  (facts: Facts): Facts => ({
    ...facts,
    credentials: { ...facts.credentials, region, edge: 'sydney' },
  });

const refused = changed('taskRouter', () => ({ kind: 'refused', status: 403 }));

const setUpAgain = /^npm run taskrouter$/;

/** What /agent/rang answers to anybody. */
const withRang = (status: number) =>
  changed('web', (web) => {
    const answer = web.unsigned.get(rangPath);
    if (answer?.kind !== 'known') throw new Error(`The healthy account does not answer at ${rangPath}.`);
    return { ...web, unsigned: new Map([...web.unsigned, [rangPath, known({ ...answer.value, status })]]) };
  });

/** Everything in an account with two queues that ring their agents. */
export const injectedTaskRouter: readonly InjectedFault[] = [
  {
    wrong: 'an agent whose phone is the agents’ number',
    inject: withNumber(() => ({ phoneNumber: '+15557000001' }), agentsNumber),
    finds: ['fault outside-numbers'],
    says: /agents\[0\]\.contactUri is \+15557000001, a number of this queue.*callers wait in vain/,
    repair: /Write the agent’s own phone in queues\.config\.ts/,
  },
  {
    wrong: 'a region without TaskRouter',
    inject: withRegion('au1'),
    finds: ['fault taskrouter-open', 'unknown region'],
    says: /no TaskRouter in the region au1/,
    repair: /Deploy to us1 and ie1|take ringing out/,
  },
  {
    wrong: 'TaskRouter closed to the account',
    inject: refused,
    finds: ['fault taskrouter-open'],
    says: /refuses these credentials \(403\), and they are the account’s own/,
    repair: /TaskRouter → Workspaces .*Support/,
  },
  {
    wrong: 'TaskRouter closed to a key, which may not be so for the functions',
    inject: all(refused, (facts) => ({
      ...facts,
      credentials: {
        ...facts.credentials,
        signIn: { kind: 'api-key', username: 'SK1', password: 'never shown' },
      },
    })),
    finds: ['unknown taskrouter-open'],
    says: /Whether the account has TaskRouter.*restricted/,
    repair: /TaskRouter → Workspaces/,
  },
  {
    wrong: 'that TaskRouter was never set up',
    inject: withWorkspace(() => undefined),
    finds: ['fault taskrouter-workspace'],
    says: /no TaskRouter workspace named call-queue@staging/,
    repair: setUpAgain,
  },
  {
    wrong: 'a workspace of the same name that somebody else created',
    inject: withWorkspace(() => ({ eventCallbackUrl: 'https://other.example/events' })),
    finds: ['fault taskrouter-workspace'],
    says: /that this command did not create/,
    repair: /^Rename it in the Console/,
  },
  {
    wrong: 'a workspace without multitasking',
    inject: withWorkspace(() => ({ isMultitasking: false })),
    finds: ['fault taskrouter-workspace'],
    says: /does not allow multitasking/,
    repair: /^Delete it in the Console/,
  },
  {
    wrong: 'an activity for missed calls in which agents are rung on',
    inject: withWorkspace(({ activities }) => ({
      activities: activities.map((one) => (one.name === 'Missed' ? { ...one, available: true } : one)),
    })),
    finds: ['fault taskrouter-workspace'],
    says: /The activity Missed .* receives calls/,
    repair: /Rename it in the Console/,
  },
  {
    wrong: 'another activity after a reservation that timed out',
    inject: withWorkspace((workspace) => ({ timeoutActivitySid: sidOfActivity(workspace, 'Available') })),
    finds: ['fault taskrouter-activities'],
    says: /becomes Available instead of Missed/,
    repair: setUpAgain,
  },
  {
    wrong: 'new workers who are available at once',
    inject: withWorkspace((workspace) => ({ defaultActivitySid: sidOfActivity(workspace, 'Available') })),
    finds: ['fault taskrouter-activities'],
    says: /starts as Available instead of Offline/,
    repair: setUpAgain,
  },
  {
    wrong: 'an activity that is gone',
    inject: withWorkspace(({ activities }) => ({
      activities: activities.filter(({ name }) => name !== 'Wrap-Up'),
    })),
    finds: ['fault taskrouter-activities'],
    says: /The activity Wrap-Up is missing/,
    repair: setUpAgain,
  },
  {
    wrong: 'assignments that are asked of an earlier domain',
    inject: withWorkflow(({ assignmentCallbackUrl }) => ({
      assignmentCallbackUrl: assignmentCallbackUrl.replace(/call-queue-\d+/, 'call-queue-9999'),
    })),
    finds: ['fault taskrouter-urls'],
    says: /support requests https:\/\/call-queue-9999-staging/,
    repair: setUpAgain,
  },
  {
    wrong: 'assignments that are asked once only',
    inject: withWorkflow(() => ({ fallbackAssignmentCallbackUrl: '' }), 'sales'),
    finds: ['fault taskrouter-urls'],
    says: /sales requests no URL/,
    repair: setUpAgain,
  },
  {
    wrong: 'events that go to an earlier domain',
    inject: withWorkspace(({ eventCallbackUrl }) => ({
      eventCallbackUrl: eventCallbackUrl.replace(/call-queue-\d+/, 'call-queue-9999'),
    })),
    finds: ['fault taskrouter-urls'],
    says: /events .* to https:\/\/call-queue-9999-staging/,
    repair: setUpAgain,
  },
  {
    wrong: 'every event sent to the functions',
    inject: withWorkspace(() => ({ eventsFilter: '' })),
    finds: ['fault taskrouter-urls'],
    says: /sends its events \(all\)/,
    repair: setUpAgain,
  },
  {
    wrong: 'a workflow that somebody has changed',
    inject: withWorkflow(({ configuration }) => ({ configuration: configuration.replace(/45/, '46') })),
    finds: ['fault taskrouter-workflows'],
    says: /The workflow support does not match queues\.config\.ts/,
    repair: setUpAgain,
  },
  {
    wrong: 'a task queue with other agents',
    inject: withWorkspace(({ taskQueues }) => ({
      taskQueues: taskQueues.map((one) =>
        one.name === 'support-2' ? { ...one, targetWorkers: '1==1' } : one,
      ),
    })),
    finds: ['fault taskrouter-workflows'],
    says: /support-2 has different agents/,
    repair: setUpAgain,
  },
  {
    wrong: 'a task queue of an earlier config',
    inject: withWorkspace(({ taskQueues }) => ({
      taskQueues: [
        ...taskQueues,
        { sid: `WQ${'e'.repeat(32)}`, name: 'help-1', targetWorkers: 'levels.q_help == 1' },
      ],
    })),
    finds: ['warning taskrouter-workflows'],
    says: /help-1: left at TaskRouter by an earlier config/,
    repair: setUpAgain,
  },
  {
    wrong: 'a caller who is taken from a willing agent',
    inject: withWorkflow(() => ({ reservationSeconds: 30 })),
    finds: ['fault taskrouter-reservations'],
    says: /for 30 seconds, but an agent may need up to \d+.*cut off/,
    repair: setUpAgain,
  },
  {
    wrong: 'a caller who is reserved too long for an agent who does not answer',
    inject: withWorkflow(() => ({ reservationSeconds: 600 })),
    finds: ['warning taskrouter-reservations'],
    says: /for 600 seconds/,
    repair: setUpAgain,
  },
  {
    wrong: 'a line to rung agents with too little room',
    inject: withTaskRouter(({ found }) => ({
      found: {
        ...found,
        queues: found.queues.map((one) => (one.maxSize === 20 ? { ...one, maxSize: 5 } : one)),
      },
    })),
    finds: ['fault taskrouter-lines'],
    says: /The line of sales has room for 5 instead of the 20 in queues/,
    repair: setUpAgain,
  },
  {
    wrong: 'a line to rung agents that is not there',
    inject: withTaskRouter(({ found }) => ({ found: { ...found, queues: [] } })),
    finds: ['fault taskrouter-lines'],
    says: /The line of (support|sales) does not exist/,
    repair: setUpAgain,
    count: 2,
  },
  {
    wrong: 'functions that know nothing of TaskRouter',
    inject: withVariables({ AGENT_PIN: '7305184926' }),
    finds: ['fault taskrouter-variable'],
    says: /have no variable TASKROUTER/,
    repair: setUpAgain,
  },
  {
    wrong: 'functions that know another workspace',
    inject: changed('variables', (variables) => {
      const value = variables.get(taskRouterVariable) ?? '';
      const other = value.startsWith('A') ? `B${value.slice(1)}` : `A${value.slice(1)}`;
      return new Map([...variables, [taskRouterVariable, other]]);
    }),
    finds: ['fault taskrouter-variable'],
    says: /does not match TaskRouter/,
    repair: setUpAgain,
  },
  {
    wrong: 'an agent who is not a worker',
    inject: withWorkspace(({ workers }) => ({ workers: workers.filter(({ name }) => name !== 'eve') })),
    finds: ['fault rung-agents'],
    says: /eve in queues\.config\.ts is not a worker/,
    repair: setUpAgain,
  },
  {
    wrong: 'a worker with another phone',
    inject: withWorker(({ attributes }) => ({ attributes: { ...attributes, contact_uri: '+15559999999' } })),
    finds: ['fault rung-agents'],
    says: /a different phone or different queues for ada/,
    repair: setUpAgain,
  },
  {
    wrong: 'a worker who is no longer an agent',
    inject: withMoreWorkers('zoe', { agent: 'zoe', levels: { q_support: 1 } }),
    finds: ['warning other-workers'],
    says: /zoe is a worker at TaskRouter, but queues\.config\.ts has no such rung agent/,
    repair: setUpAgain,
  },
  {
    wrong: 'a worker whom somebody else created',
    inject: withMoreWorkers('robot', { skill: 'chat' }),
    finds: ['warning other-workers'],
    says: /robot .* this project did not create/,
    repair: /delete it in TaskRouter → Workspaces/,
  },
  {
    wrong: 'an agent who gets two calls at once',
    inject: withChannel(2, true),
    finds: ['fault one-call-at-once'],
    says: /bob gets up to 2 calls at once/,
    repair: /workers:channels:update --workspace-sid WS\w{32} --worker-sid WK\w{32} --sid voice --capacity 1/,
  },
  {
    wrong: 'an agent whose voice channel is closed',
    inject: withChannel(1, false),
    finds: ['fault one-call-at-once'],
    says: /voice channel of bob is closed/,
    repair: /--available$/,
  },
  {
    wrong: 'a queue whose agents TaskRouter does not count',
    inject: withTaskRouter(({ eligibleWorkers, found }) => {
      const sid = found.workspace?.taskQueues.find(({ name }) => name === 'sales-1')?.sid ?? '';
      return { eligibleWorkers: new Map([...eligibleWorkers, [sid, 0]]) };
    }),
    finds: ['fault eligible-agents'],
    says: /no agents for sales in the task queue sales-1/,
    repair: /the expression of sales-1/,
  },
  {
    wrong: 'an agent who has been in Missed for an hour',
    inject: since('Missed', 60),
    finds: ['warning overdue-agents'],
    says: /ada is still Missed at TaskRouter, which should have ended 59 minutes ago/,
    repair: /Monitor → Logs → Errors/,
  },
  {
    wrong: 'a wrap-up that does not end',
    inject: since('Wrap-Up', 60, { until: 0 }),
    finds: ['warning overdue-agents'],
    says: /ada is still Wrap-Up at TaskRouter/,
    repair: /become available/,
  },
  {
    wrong: 'a break that does not end',
    inject: (facts) => {
      const until = Math.round(facts.now.getTime() / 1000) - 330;
      return since('On Break', 20, { until })(facts);
    },
    finds: ['warning overdue-agents'],
    says: /ada is still On Break at TaskRouter, which should have ended 5 minutes ago/,
    repair: /become available/,
  },
  {
    wrong: 'reports about agents that anybody may send',
    inject: withRang(200),
    finds: ['fault voicemail-page'],
    says: /\/agent\/rang answers 200 to a request without our signature.*move your agents/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'reports about agents that are lost',
    inject: withRang(500),
    finds: ['fault voicemail-page'],
    says: /answers 500 .*Missed calls are not counted/,
    repair: /^npm run deploy$/,
  },
  {
    wrong: 'a country closed in which an agent’s phone is',
    inject: changed('dialed', (dialed) =>
      dialed.map((one) => ({ ...one, country: one.country && { ...one.country, mayDialUsual: false } })),
    ),
    finds: ['fault geographic-permissions'],
    says: /agents\[\d\]\.contactUri dials \+1555700000\d, .*this agent is never rung/,
    repair: /Allow United States/,
    count: 2,
  },
  {
    wrong: 'an account that carries fewer calls than the phones of agents need',
    inject: changed('customerProfiles', () => []),
    finds: ['warning rung-calls-at-once', 'warning concurrent-calls'],
    says: /support and sales can need 76 concurrent calls \(70 callers and two for each of 3 agents\), but the account may allow only 2/,
    repair: /Have a business profile approved/,
  },
  {
    wrong: 'the same with a key to which Twilio does not show the account',
    inject: all(
      changed('customerProfiles', () => []),
      (facts) => ({ ...facts, account: { kind: 'unknown', why: 'Twilio does not show it' } }),
    ),
    finds: [
      ...['warning rung-calls-at-once', 'warning concurrent-calls'],
      ...['unknown account-status', 'unknown account-trial'],
    ],
    says: /may allow only 2/,
    repair: /Have a business profile approved/,
  },
  {
    wrong: 'an account on trial whose agents are rung',
    inject: changed('account', (account) => ({ ...account, type: 'Trial' })),
    finds: ['warning rung-calls-at-once', 'warning account-trial'],
    says: /may allow only 5/,
    repair: /Upgrade it in Billing overview/,
  },
];
