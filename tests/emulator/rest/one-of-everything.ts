import { LocalTwilio } from '../../../emulator/local-twilio';
import { webResponse } from '../../../emulator/web/message';
import { clientOf } from './application';
import { documentFunction, Project } from './serverless/project';

const own = '+15550100001';
const outside = '+14155550123';
const documents: Readonly<Record<string, string>> = {
  '/caller': '<Enqueue waitUrl="">support</Enqueue>',
  '/voicemail': '<Record action="/caller" timeout="1"/>',
};

type Found = Readonly<Record<string, string>>;

const sidOf = (found: { readonly sid: string } | undefined) => found?.sid ?? 'none';

/** An account with one of every resource, and their SIDs by the names in Twilio's OpenAPI. */
export async function oneOfEverything(product = 'api') {
  const twilio = new LocalTwilio({
    numbers: [
      { phoneNumber: own, voiceUrl: 'https://shop.example/caller' },
      { phoneNumber: '+15550100002', voiceUrl: 'https://shop.example/voicemail' },
    ],
  });
  twilio.deploy({
    domain: 'shop.example',
    files: () =>
      Object.keys(documents).map((path) => ({ kind: 'function', path, file: path, visibility: 'public' })),
    runtime: {
      run: async ({ path }) => webResponse(200, 'text/xml', `<Response>${documents[path]}</Response>`),
    },
  });
  const inProduct: Readonly<Record<string, (twilio: LocalTwilio) => Promise<Found>>> = {
    api: calls,
    taskrouter: shop,
    serverless: functions,
    'serverless-upload': functions,
  };
  const found: Found = {
    Accounts: twilio.account.sid,
    AccountSid: twilio.account.sid,
    IsoCode: 'LV',
    ...(await inProduct[product]?.(twilio)),
  };
  /** A name of a path, or the folder before its last `{Sid}`. */
  const pathOf = (template: string) =>
    template
      .replace(/(\w+)\/\{Sid\}/, (_, folder: string) => `${folder}/${found[folder] ?? 'none'}`)
      .replace(/\{(\w+)\}/g, (_, name: string) => found[name] ?? 'none');
  return { twilio, pathOf };
}

async function calls(twilio: LocalTwilio): Promise<Found> {
  const client = clientOf(twilio);
  const caller = twilio.placeCall({ from: outside, to: own });
  const messenger = twilio.placeCall({ from: outside, to: '+15550100002' });
  await twilio.clock.advance(1000);
  messenger?.speak(3);
  await twilio.clock.advance(20_000);
  const application = await client.applications.create({ friendlyName: 'Desk' });
  const [number] = await client.incomingPhoneNumbers.list();
  const [recording] = await client.recordings.list();
  const callSid = caller?.callSid ?? 'none';
  const queueSid = sidOf(twilio.queueNamed('support'));
  return {
    Applications: sidOf(application),
    Calls: callSid,
    CallSid: callSid,
    IncomingPhoneNumbers: sidOf(number),
    Queues: queueSid,
    QueueSid: queueSid,
    Recordings: sidOf(recording),
  };
}

async function shop(twilio: LocalTwilio): Promise<Found> {
  const { workspaces } = clientOf(twilio).taskrouter.v1;
  const workspace = await workspaces.create({ friendlyName: 'Shop' });
  const rest = workspaces(workspace.sid);
  const available = sidOf((await rest.activities.list()).find((activity) => activity.available));
  const taskQueue = await rest.taskQueues.create({ friendlyName: 'Everyone' });
  const targets = [{ queue: taskQueue.sid }];
  const workflow = await rest.workflows.create({
    friendlyName: 'Calls',
    configuration: JSON.stringify({ task_routing: { filters: [{ expression: '1==1', targets }] } }),
  });
  const worker = await rest.workers.create({ friendlyName: 'Ada', activitySid: available });
  const task = await rest.tasks.create({ workflowSid: workflow.sid, attributes: '{"kind":"mail"}' });
  await twilio.clock.advance(1000);
  const [reservation] = await rest.tasks(task.sid).reservations.list();
  const [event] = await rest.events.list();
  return {
    Activities: available,
    Channels: 'voice',
    Events: sidOf(event),
    Reservations: sidOf(reservation),
    TaskChannels: 'voice',
    TaskQueues: taskQueue.sid,
    TaskQueueSid: taskQueue.sid,
    Tasks: task.sid,
    TaskSid: task.sid,
    Workers: worker.sid,
    WorkerSid: worker.sid,
    Workflows: workflow.sid,
    WorkflowSid: workflow.sid,
    Workspaces: workspace.sid,
    WorkspaceSid: workspace.sid,
  };
}

async function functions(twilio: LocalTwilio): Promise<Found> {
  const project = await Project.create(twilio, clientOf(twilio));
  const buildSid = await project.deploy([
    { path: '/hello', content: documentFunction('<Say>Hello</Say>') },
    { kind: 'asset', path: '/a.txt', content: 'a' },
  ]);
  const variable = await project.environment.variables.create({ key: 'COLOR', value: 'red' });
  const [[deployed], [asset], [deployment]] = await Promise.all([
    project.service.functions.list(),
    project.service.assets.list(),
    project.environment.deployments.list(),
  ]);
  return {
    Assets: sidOf(asset),
    AssetSid: sidOf(asset),
    Builds: buildSid,
    Deployments: sidOf(deployment),
    Environments: project.environmentSid,
    EnvironmentSid: project.environmentSid,
    Functions: sidOf(deployed),
    FunctionSid: sidOf(deployed),
    Services: project.serviceSid,
    ServiceSid: project.serviceSid,
    Variables: sidOf(variable),
  };
}
