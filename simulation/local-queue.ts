import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Twilio } from 'twilio';
import { ensureQueues } from '../account/ensure-queues';
import { type NumberPurpose, webhooksFor } from '../account/numbers/number-purpose';
import { ensureTaskRouter } from '../account/task-router/apply';
import { wantedTaskRouter } from '../account/task-router/wanted';
import { checkedConfig } from '../build/checked-config';
import {
  type FunctionsRuntime,
  inProcessRuntime,
  LocalTwilio,
  type LocalTwilioOptions,
  type NumberedEvent,
  type Person,
  type PhoneNumberSetup,
  restHttpClient,
  type WebHost,
} from '../emulator/index';
import { type DeployedFile, deployedFiles } from '../emulator/reference';
import { type QueuesConfig, queueNamed } from '../src/config/queue-config';
import {
  readTaskRouterSettings,
  rungQueueNames,
  taskRouterVariable,
  taskRouterVariableValue,
} from '../src/config/task-router';
import type { LoggedLine } from '../src/log';

const root = join(__dirname, '..');

/** A config, and the functions that were built with it. */
export interface Project {
  readonly config: QueuesConfig;
  readonly functionsFolder: string;
  /** The documents for when no function answers; those of the last build if it is not given. */
  readonly fallbackFolder?: string;
}

/** Functions and assets of a project, as a deploy would take them. */
export function filesOf({ functionsFolder, fallbackFolder }: Project): DeployedFile[] {
  const files = deployedFiles(functionsFolder, join(root, 'assets'));
  if (fallbackFolder === undefined) return files;
  const isFallback = ({ path }: DeployedFile) => path.startsWith('/fallback/');
  const own = readdirSync(fallbackFolder).map((name) => ({
    ...{ kind: 'asset' as const, visibility: 'public' as const },
    ...{ path: `/fallback/${name}`, file: join(fallbackFolder, name) },
  }));
  return [...files.filter((file) => !isFallback(file)), ...own];
}

let projectConfig: QueuesConfig | undefined;

/** The project as the last build left it. */
export const builtProject: Project = {
  get config() {
    projectConfig ??= checkedConfig();
    return projectConfig;
  },
  functionsFolder: join(root, 'dist', 'functions'),
};

/** Where the functions are deployed; the host exists in the local Twilio only. */
export const localDomain = 'call-queue-1234.twil.io';

/** The number that agents call, in the local Twilio. */
export const agentsNumber = '+15550100000';

/** The PIN in the local Twilio: made up, and never the PIN of a deployment. */
export const localPin = '246810';

/** The numbers of each queue; a queue without any gets a made-up one. */
export function numbersOfQueues({ queues }: QueuesConfig): Map<string, readonly string[]> {
  const numbers = Object.entries(queues).map(([name, queue], index) => {
    const invented = `+155501000${String(index + 1).padStart(2, '0')}`;
    return [name, queue.numbers ?? [invented]] as const;
  });
  return new Map(numbers);
}

/** Every number that callers can call, and the agents' number, wired to the functions as on Twilio. */
function localNumbers(queues: QueuesConfig): PhoneNumberSetup[] {
  const wired = (phoneNumber: string, purpose: NumberPurpose) => ({
    phoneNumber,
    ...webhooksFor(purpose, localDomain),
  });
  return [
    ...[...numbersOfQueues(queues)].flatMap(([queue, numbers]) =>
      [...numbers, ...(queueNamed(queues, queue)?.priority?.numbers ?? [])].map((number) =>
        wired(number, { kind: 'queue', queue }),
      ),
    ),
    ...Object.entries(queues.menus ?? {}).flatMap(([menu, { numbers }]) =>
      numbers.map((number) => wired(number, { kind: 'menu', menu })),
    ),
    wired(agentsNumber, { kind: 'agents', queues: [] }),
  ];
}

export interface LocalQueueOptions<Runtime extends FunctionsRuntime = FunctionsRuntime>
  extends Omit<LocalTwilioOptions, 'numbers'> {
  /** A different config, with its functions, instead of the project's own. */
  readonly project?: Project;
  /** What runs the functions; by default this process does. */
  readonly runtime?: (twilio: LocalTwilio, environment: Readonly<Record<string, string>>) => Promise<Runtime>;
  /** The variables of the deployment; by default only the local PIN. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Paths of assets that the deployment lacks. */
  readonly missingAssets?: readonly string[];
}

/** What `npm run taskrouter` creates and passes to the functions; nothing if agents only dial in. */
async function taskRouterEnvironment(client: Twilio, config: QueuesConfig): Promise<Record<string, string>> {
  if (rungQueueNames(config).length === 0) return {};
  const settings = await ensureTaskRouter(client, wantedTaskRouter(config, 'production', localDomain));
  return { [taskRouterVariable]: taskRouterVariableValue(settings) };
}

/** The built call queue, deployed to its own local Twilio. */
export class LocalQueue<Runtime extends FunctionsRuntime = FunctionsRuntime> {
  private constructor(
    readonly config: QueuesConfig,
    readonly twilio: LocalTwilio,
    readonly runtime: Runtime,
    /** The functions and assets that are deployed. */
    readonly files: readonly DeployedFile[],
    /** The deployed functions and assets as requests reach them. */
    readonly edge: WebHost,
    /** Queues whose agents are rung, by their workflow: Twilio names a line after it. */
    private readonly queuesOfWorkflows: ReadonlyMap<string, string>,
  ) {}

  /** Prepares everything but the people: wires numbers, deploys functions, creates queues, and a workspace where agents are rung. */
  static async open<Runtime extends FunctionsRuntime = FunctionsRuntime>(
    options: LocalQueueOptions<Runtime> = {},
  ): Promise<LocalQueue<Runtime>> {
    const { project = builtProject } = options;
    const twilio = new LocalTwilio({ ...options, numbers: localNumbers(project.config) });
    const { missingAssets = [] } = options;
    const files = filesOf(project).filter(({ path }) => !missingAssets.includes(path));
    const { account, clock, timeline, rest } = twilio;
    const client = new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
    await ensureQueues(client, project.config, 'production');
    const environment = {
      ...(options.environment ?? { AGENT_PIN: localPin }),
      ...(await taskRouterEnvironment(client, project.config)),
    };
    const deployedAt = (url: URL) => twilio.deployedAt(url);
    const inProcess = { account, clock, timeline, rest, domain: localDomain, environment, deployedAt };
    const runtime =
      (await options.runtime?.(twilio, environment)) ?? (inProcessRuntime(inProcess) as Runtime);
    const edge = twilio.deploy({ domain: localDomain, files: () => files, runtime });
    const workflowSids = readTaskRouterSettings(environment)?.workflowSids ?? [];
    const queuesOfWorkflows = new Map([...workflowSids].map(([name, sid]) => [sid, name]));
    return new LocalQueue(project.config, twilio, runtime, files, edge, queuesOfWorkflows);
  }

  /** Someone calls a queue's number; without a name, the first queue's. */
  call(from: string, queue = Object.keys(this.config.queues)[0] ?? ''): Person | undefined {
    return this.dial(from, numbersOfQueues(this.config).get(queue)?.[0] ?? queue);
  }

  /** Someone calls a number. */
  dial(from: string, to: string): Person | undefined {
    return this.twilio.placeCall({ from, to });
  }

  /** Someone calls the agents' number. */
  callAsAgent(from: string, stirVerstat?: string): Person | undefined {
    return this.twilio.placeCall({ from, to: agentsNumber, ...(stirVerstat && { stirVerstat }) });
  }

  /** An event with the name of the queue in the config, where Twilio's name for the line is that of a workflow. */
  withQueueName(event: NumberedEvent): NumberedEvent {
    if (!('queue' in event) || event.queue === undefined) return event;
    const queue = this.queuesOfWorkflows.get(event.queue);
    return queue === undefined ? event : { ...event, queue };
  }

  /** The functions' log. */
  log(): LoggedLine[] {
    return this.twilio.timeline
      .events()
      .flatMap((event) => (event.kind === 'log' ? [event.text] : []))
      .filter((text) => text.startsWith('{'))
      .map((text) => JSON.parse(text) as LoggedLine);
  }
}
