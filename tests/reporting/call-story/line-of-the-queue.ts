import { readCallRecords } from '../../../account/call-records/read-call-records';
import { ensureQueues } from '../../../account/ensure-queues';
import { ensureTaskRouter } from '../../../account/task-router/apply';
import { wantedTaskRouter } from '../../../account/task-router/wanted';
import type { LocalTwilio, Person } from '../../../emulator/index';
import type { CallRecords } from '../../../reporting/call-story/records';
import { type Story, storyOf } from '../../../reporting/call-story/story';
import { storyInWords } from '../../../reporting/call-story/story-in-words';
import { builtProject, type Project } from '../../../simulation/local-queue';
import { rungQueueNames, taskRouterVariable, taskRouterVariableValue } from '../../../src/config/task-router';
import { tryAgain } from '../../../src/state/urls';
import {
  agentsNumber,
  type DeployedQueue,
  type DeployedQueueOptions,
  deployedQueue,
  supportNumber,
} from '../../deployment/deployed-queue';

/** The PIN of the agents in these stories. */
export const pin = '7305184926';

/** What `npm run taskrouter` does, if agents are rung. */
async function setUpRinging({ client, deployment, project }: DeployedQueue, { config }: Project) {
  if (rungQueueNames(config).length === 0) return;
  const wanted = wantedTaskRouter(config, 'staging', deployment.domain);
  const value = taskRouterVariableValue(await ensureTaskRouter(client, wanted));
  await project.environment.variables.create({ key: taskRouterVariable, value });
}

/** The deployed queue with its numbers wired, people who ring them, and the stories of their calls. */
export class LineOfTheQueue {
  private callers = 0;

  private constructor(
    readonly deployed: DeployedQueue,
    private readonly project: Project,
  ) {}

  static async open(
    options: DeployedQueueOptions = {},
    { project = builtProject, queue = 'support' }: { project?: Project; queue?: string } = {},
  ): Promise<LineOfTheQueue> {
    const deployed = await deployedQueue({ built: project, ...options });
    const { twilio, client, deployment } = deployed;
    await ensureQueues(client, project.config, 'staging');
    await setUpRinging(deployed, project);
    const url = (path: string) => `https://${deployment.domain}${path}`;
    twilio.setNumber({
      phoneNumber: supportNumber,
      voiceUrl: url(`/caller?queue=${queue}${tryAgain}`),
      voiceFallbackUrl: url(`/fallback/caller-${queue}.xml`),
      voiceFallbackMethod: 'GET',
      statusCallback: url(`/caller/ended${tryAgain}`),
    });
    twilio.setNumber({
      phoneNumber: agentsNumber,
      voiceUrl: url(`/agent${tryAgain}`),
      voiceFallbackUrl: url('/fallback/agent.xml'),
      voiceFallbackMethod: 'GET',
    });
    return new LineOfTheQueue(deployed, project);
  }

  get twilio(): LocalTwilio {
    return this.deployed.twilio;
  }

  caller(from?: string, to = supportNumber): Person {
    this.callers += 1;
    return this.onTheLine(from ?? `+1555000${String(this.callers).padStart(4, '0')}`, to);
  }

  agent(): Person {
    return this.onTheLine('+15550990001', agentsNumber);
  }

  /** An agent who enters a PIN a second after ringing. */
  async signedInAgent(keys = `${pin}#`): Promise<Person> {
    const agent = this.agent();
    await this.seconds(1);
    agent.press(keys);
    await this.seconds(1);
    return agent;
  }

  seconds(count: number): Promise<void> {
    return this.twilio.clock.advance(count * 1000);
  }

  records(call: string, environment: 'staging' | 'production' = 'staging'): Promise<CallRecords> {
    const now = this.twilio.clock.now();
    return readCallRecords(this.deployed.client, { sid: call, environment, now });
  }

  async story(person: Person): Promise<Story> {
    return storyOf(await this.records(person.callSid), this.project.config);
  }

  /** The story as it is printed. */
  async told(person: Person): Promise<string[]> {
    return storyInWords(await this.story(person));
  }

  /** The same once Twilio shows the requests. */
  async toldLater(person: Person): Promise<string[]> {
    await this.seconds(16 * 60);
    return this.told(person);
  }

  close(): void {
    this.twilio.serverless.close();
  }

  private onTheLine(from: string, to: string): Person {
    const person = this.twilio.placeCall({ from, to });
    if (!person) throw new Error('The account carries no further call.');
    return person;
  }
}
