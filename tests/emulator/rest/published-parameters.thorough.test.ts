import type { RestMethod, RestResponse } from '../../../emulator/web/rest-exchange';
import { type Operation, openApiOf, products } from '../../contract/openapi';
import { oneOfEverything } from './one-of-everything';

/** Parameters that record which of them were read. */
class ReadParameters extends URLSearchParams {
  readonly read = new Set<string>();

  override get(name: string) {
    this.read.add(name);
    return super.get(name);
  }

  override getAll(name: string) {
    this.read.add(name);
    return super.getAll(name);
  }

  override has(name: string) {
    this.read.add(name);
    return super.has(name);
  }
}

interface Case {
  readonly product: string;
  readonly method: RestMethod;
  readonly template: string;
  readonly name: string;
  readonly isQuery: boolean;
}

const bodyNames = ({ requestBody }: Operation): string[] =>
  Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => Object.keys(schema.properties ?? {}));

const queryNames = ({ parameters = [] }: Operation): string[] =>
  parameters.filter((one) => one.in === 'query').map(({ name }) => name);

/** Every parameter of every operation that Twilio publishes, as far as the trimmed copies have it. */
const cases: readonly Case[] = products.flatMap((product) =>
  Object.entries(openApiOf(product).paths).flatMap(([template, operations]) =>
    Object.entries(operations).flatMap(([verb, operation]) => {
      const method = verb.toUpperCase() as RestMethod;
      return [
        ...queryNames(operation).map((name) => ({ product, method, template, name, isQuery: true })),
        ...bodyNames(operation).map((name) => ({ product, method, template, name, isQuery: false })),
      ];
    }),
  ),
);

const url = 'https://shop.example/caller';

/** What a parameter may be, by its name; others are a text. */
function sampleOf(name: string): string {
  if (/Url$|Callback$/.test(name)) return url;
  if (/Method$/.test(name)) return 'POST';
  if (/Date|Time[<>]?$/.test(name) && !/Timeout/.test(name)) return '2026-01-05';
  if (/^(Max\w+|\w*Timeout|Priority|Capacity|Minutes|PageSize|TimeLimit|\w*Threshold)$/.test(name))
    return '5';
  return valuesByName[name] ?? 'Text';
}

const valuesByName: Readonly<Record<string, string>> = {
  Accept: 'true',
  Attributes: '{}',
  Available: 'true',
  ChannelOptimizedRouting: 'true',
  Configuration: '{"task_routing":{"filters":[]}}',
  DateCreated: '2026-01-05',
  Dependencies: '[]',
  EvaluateTaskAttributes: 'kind == "mail"',
  EvaluateWorkerAttributes: '{}',
  IgnoreCapacity: 'true',
  IsPlugin: 'false',
  Log: '0',
  MessageDate: '2026-01-05',
  MultiTaskEnabled: 'true',
  Ordering: 'DateUpdated:asc',
  Page: '0',
  PrioritizeQueueOrder: 'FIFO',
  ReEvaluateTasks: 'true',
  Record: 'true',
  RejectPendingReservations: 'true',
  Runtime: 'node22',
  SendDigits: '1',
  StatusCallbackEvent: 'completed',
  TargetWorkersExpression: '1==1',
  TargetWorkers: '1==1',
  TaskOrder: 'FIFO',
  Template: 'NONE',
  Twiml: '<Response/>',
  UniqueName: 'unique',
  VirtualStartTime: '2026-01-05T15:00:00Z',
};

/** What must come with a parameter, so that it means something. */
function companionsOf({ template, method, name }: Case): Record<string, string> {
  if (method !== 'POST') return {};
  if (template.endsWith('/Calls.json')) {
    const document = name === 'Twiml' || name === 'Url' ? {} : { Url: url };
    const told = name.startsWith('StatusCallback') ? { StatusCallback: url } : {};
    const fallback = name === 'FallbackMethod' ? { FallbackUrl: url } : {};
    return { To: '+14155550199', From: '+15550100001', ...document, ...told, ...fallback };
  }
  if (template.endsWith('/Calls/{Sid}.json')) return name === 'Method' ? { Url: url } : {};
  if (template.endsWith('/Members/{CallSid}.json')) return { Url: url };
  if (template.endsWith('/IncomingPhoneNumbers/{Sid}.json') || template.includes('/Applications')) {
    return name.startsWith('VoiceFallback') ? { VoiceUrl: url } : {};
  }
  if (template.endsWith('/Reservations/{Sid}')) return instructionFor(name);
  if (template.endsWith('/TaskChannels')) return { FriendlyName: 'Mail', UniqueName: 'mail' };
  if (template.endsWith('/Workflows'))
    return { FriendlyName: 'More', Configuration: sampleOf('Configuration') };
  if (template.endsWith('/Environments')) return { UniqueName: 'other' };
  if (template.endsWith('/Services')) return { UniqueName: 'other', FriendlyName: 'Other' };
  if (template.endsWith('/Variables')) return { Key: 'SIZE', Value: 'XL' };
  return { FriendlyName: 'Another' };
}

function instructionFor(name: string): Record<string, string> {
  if (name === 'ReservationStatus' || name === 'Instruction') return {};
  if (name === 'WorkerActivitySid') return { ReservationStatus: 'rejected' };
  const [, prefix] = /^(Dequeue|Call|Redirect)[A-Z]/.exec(name) ?? [];
  return prefix ? { Instruction: prefix.toLowerCase() } : {};
}

/** Reading changes nothing, so one account is enough for all that is read. */
const shared = new Map<string, ReturnType<typeof oneOfEverything>>();

function accountFor({ product, method }: Case) {
  if (method !== 'GET') return oneOfEverything(product);
  const account = shared.get(product) ?? oneOfEverything(product);
  shared.set(product, account);
  return account;
}

async function ask(here: Awaited<ReturnType<typeof oneOfEverything>>, one: Case, value: string) {
  const { account } = here.twilio;
  const query = new ReadParameters(one.isQuery ? { [one.name]: value } : {});
  const form = new ReadParameters(one.isQuery ? {} : { ...companionsOf(one), [one.name]: value });
  const { product, method, template } = one;
  const answer: RestResponse = await here.twilio.rest({
    ...{ method, query, form, host: `${product}.twilio.com`, path: here.pathOf(template) },
    authorization: { username: account.sid, password: account.authToken },
  });
  // Lists by attributes may be requested three times per second.
  await here.twilio.clock.advance(1000);
  return { answer, isRead: query.read.has(one.name) || form.read.has(one.name) };
}

const answerTo = async (one: Case, value: string) => ask(await accountFor(one), one, value);

const isRefused = ({ status }: RestResponse) => status === 501 || status === 405;

// No parameter that Twilio publishes is silently ignored.
describe('a published parameter is read, or refused:', () => {
  test.each(cases)('$product $method $template $name', async (one) => {
    const { answer, isRead } = await answerTo(one, sampleOf(one.name));
    expect(answer.status).not.toBe(404);
    expect({ isRead, isRefused: isRefused(answer) }).toEqual({
      isRead: !isRefused(answer),
      isRefused: isRefused(answer),
    });
  });
});

// The local Twilio answers any number, and its clock still runs.
describe('an absurd number', () => {
  const numeric = cases.filter(({ name }) => sampleOf(name) === '5');
  test.each(numeric)('stops nothing: $product $method $template $name', async (one) => {
    const here = await oneOfEverything(one.product);
    const { twilio } = here;
    for (const value of ['9007199254740991', '1e999', '-1', 'NaN', '0.5']) {
      expect((await ask(here, one, value)).answer.status).not.toBe(500);
      const before = twilio.clock.now().getTime();
      await twilio.clock.advance(60_000);
      expect(twilio.clock.now().getTime() - before).toBe(60_000);
    }
    expect(twilio.timeline.events().filter(({ kind }) => kind === 'broken')).toEqual([]);
  });
});

describe('an unknown parameter is refused by name,', () => {
  test.each([
    ['api', 'GET', '/2010-04-01/Accounts/{AccountSid}/Queues.json'],
    ['api', 'POST', '/2010-04-01/Accounts/{AccountSid}/Queues.json'],
    ['taskrouter', 'GET', '/v1/Workspaces/{WorkspaceSid}/Tasks'],
    ['serverless', 'POST', '/v1/Services'],
  ] as const)('%s %s %s', async (product, method, template) => {
    const { answer } = await answerTo(
      { product, method, template, name: 'FriendlyNam', isQuery: method === 'GET' },
      'x',
    );
    expect(answer).toMatchObject({
      status: 501,
      body: { message: expect.stringContaining('FriendlyNam of') },
    });
  });
});

describe('what Twilio has but the local Twilio does not says so:', () => {
  const account = '/2010-04-01/Accounts/{AccountSid}';
  test.each([
    ['api', `${account}/Conferences.json`],
    ['api', `${account}/Messages.json`],
    ['api', `${account}/Notifications.json`],
    ['api', `${account}/OutgoingCallerIds.json`],
    ['api', `${account}/AvailablePhoneNumbers/US/Local.json`],
    ['api', `${account}/Usage/Records.json`],
    ['api', `${account}/Calls/{CallSid}/Streams.json`],
    ['api', `${account}/IncomingPhoneNumbers/Local.json`],
    ['voice', '/v1/ConnectionPolicies'],
    ['trusthub', '/v1/EndUsers'],
    ['sync', '/v1/Services'],
    ['lookups', '/v2/PhoneNumbers/+14155550100'],
    ['insights', '/v1/Voice/CA1/Summary'],
    ['conversations', '/v1/Conversations'],
  ])('%s %s', async (product, template) => {
    const { answer } = await answerTo(
      { product, method: 'GET', template, name: 'PageSize', isQuery: true },
      '20',
    );
    expect(answer).toMatchObject({ status: 501, body: { code: 20500 } });
  });

  test.each([
    ['api', `${account}/Queue.json`],
    ['api', `${account}/Calls/CA1.json`],
    ['api', `${account}/Calls/{CallSid}/Nothing.json`],
    ['taskrouter', '/v1/Workspaces/WS1'],
    ['taskrouter', '/v1/Nothing'],
    ['serverless', '/v1/Nothing'],
  ])('what neither has is not found: %s %s', async (product, template) => {
    const here = await oneOfEverything(product);
    const { sid, authToken } = here.twilio.account;
    const answer = await here.twilio.rest({
      ...{ method: 'GET', host: `${product}.twilio.com`, path: here.pathOf(template) },
      ...{ query: new URLSearchParams(), form: new URLSearchParams() },
      authorization: { username: sid, password: authToken },
    });
    expect(answer).toMatchObject({ status: 404, body: { code: 20404 } });
  });
});
