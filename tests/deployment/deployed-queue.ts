import { readFileSync } from 'node:fs';
import type { Twilio } from 'twilio';
import type { AskWeb } from '../../account/ask-web';
import type { Account } from '../../account/credentials/account';
import { type Deployment, serviceName } from '../../account/deployment';
import { domainSuffixes, type EnvironmentName } from '../../account/environment';
import { LocalTwilio, type LocalTwilioOptions } from '../../emulator/index';
import { dependencies } from '../../package.json';
import { builtProject, filesOf, type Project as TestProject } from '../../simulation/local-queue';
import { clientOf } from '../emulator/rest/application';
import { Project } from '../emulator/rest/serverless/project';

/** A bought number that does not point anywhere yet. */
export const supportNumber = '+15551230000';
export const agentsNumber = '+15551230001';

/** The built queue, uploaded to an account of the local Twilio as a deploy does it; no number is wired yet. */
export interface DeployedQueue {
  readonly twilio: LocalTwilio;
  /** The account as a command opens it, without a network. */
  readonly account: Account;
  readonly client: Twilio;
  readonly project: Project;
  readonly deployment: Deployment;
}

export interface DeployedQueueOptions extends LocalTwilioOptions {
  readonly environment?: EnvironmentName;
  readonly variables?: Readonly<Record<string, string>>;
  /** Another config than the project's own, and what was built with it. */
  readonly built?: TestProject;
}

/** Uploads the built functions and all assets. Close `twilio.serverless` when it is no longer wanted. */
export async function deployedQueue(options: DeployedQueueOptions = {}): Promise<DeployedQueue> {
  const { environment = 'staging', variables = { AGENT_PIN: '7305184926' }, built = builtProject } = options;
  const numbers = [supportNumber, agentsNumber].map((phoneNumber) => ({ phoneNumber, voiceUrl: '' }));
  const twilio = new LocalTwilio({ numbers, ...options });
  const client = clientOf(twilio);
  const project = await Project.create(twilio, client, serviceName, domainSuffixes[environment] ?? '');
  for (const [key, value] of Object.entries(variables))
    await project.environment.variables.create({ key, value });
  const files = filesOf(built).map(({ kind, path, visibility, file }) => ({
    kind,
    path,
    visibility,
    content: readFileSync(file),
  }));
  const buildSid = await project.deploy(files, { dependencies });
  const { serviceSid, environmentSid, domain } = project;
  return {
    twilio,
    client,
    project,
    account: { credentials: credentialsOf(twilio), client, askWeb: askWebOf(twilio) },
    deployment: { serviceSid, environmentSid, domain, buildSid },
  };
}

/** The auth token, which sees everything. */
export const credentialsOf = ({ account: { sid, authToken } }: LocalTwilio): Account['credentials'] => ({
  accountSid: sid,
  authToken,
  signIn: { kind: 'auth-token', username: sid, password: authToken },
  region: undefined,
  edge: undefined,
  source: 'the tests',
});

/** A request reaches what is deployed without a network, while the clock goes on. */
export const askWebOf =
  (twilio: LocalTwilio): AskWeb =>
  async ({ method, url, headers = {}, form = {} }) => {
    const to = new URL(url);
    const host = twilio.deployedAt(to);
    if (!host) throw new Error(`getaddrinfo ENOTFOUND ${to.host}`);
    const answer = host({ method, url: to, headers, form: new URLSearchParams(form) });
    let isAnswered = false;
    answer.finally(() => {
      isAnswered = true;
    });
    await twilio.clock.advanceUntil(() => isAnswered, 15_000);
    return answer;
  };
