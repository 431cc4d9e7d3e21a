import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from '../../../../account/doctor/checkout';
import { type DeployedFile, deployedFiles } from '../../../../emulator/functions/deployment';
import type { Build } from '../../../../emulator/functions/uploaded/service';
import type { PhoneNumberSetup } from '../../../../emulator/voice/phone-line';
import { webResponse } from '../../../../emulator/web/message';
import { dependencies, name } from '../../../../package.json';
import { builtProject } from '../../../../simulation/local-queue';
import type { PlanReason, PlanStep, Queue, QueuesConfig } from '../../../../src/config/queue-config';
import {
  type DeployedQueue,
  type DeployedQueueOptions,
  supportNumber,
} from '../../../deployment/deployed-queue';
import type { ProjectFile } from '../../../emulator/rest/serverless/project';
import { checkout, type Examined, setNumber, wiredSettings } from '../healthy-account';

/** One thing that is wrong in an account that is healthy otherwise, and what is said of it. */
export interface Planted {
  /** What is wrong, as the end of "finds …". */
  readonly wrong: string;
  readonly account?: DeployedQueueOptions;
  readonly plant?: (queue: DeployedQueue) => unknown;
  /** What the examination itself is given otherwise. */
  readonly given?: (queue: DeployedQueue) => Examined;
  /** `fault` and the id of the check. Others follow only where the one brings the other with it. */
  readonly finds: readonly string[];
  /** What is said of it. */
  readonly says: RegExp;
  /** The command or the page that mends it. */
  readonly repair: RegExp;
}

export const { config } = builtProject;

/** A number that is wired but for what is changed. */
export const wiredOtherwise =
  (changed: (domain: string) => Partial<PhoneNumberSetup>, phoneNumber = supportNumber) =>
  (queue: DeployedQueue): void =>
    setNumber(queue, phoneNumber, changed(queue.deployment.domain));

/** The callers' number, led to where its URL becomes otherwise. */
export const ledOtherwise =
  (
    change: (voiceUrl: string) => string,
    changed: (domain: string) => Partial<PhoneNumberSetup> = () => ({}),
  ) =>
  (queue: DeployedQueue): void => {
    const { voiceUrl } = wiredSettings(queue, supportNumber);
    setNumber(queue, supportNumber, { voiceUrl: change(voiceUrl), ...changed(queue.deployment.domain) });
  };

/** The project's config with something of its queue changed. */
export function withSupport(changed: Partial<Queue>): QueuesConfig {
  return { ...config, queues: { ...config.queues, support: { ...supportQueue(), ...changed } } };
}

export function supportQueue(): Queue {
  const { support } = config.queues;
  if (!support) throw new Error('The project has no queue named support.');
  return support;
}

/** The project's config with one plan of its queue, and what belongs to that. */
export const withPlan = (
  reason: PlanReason,
  step: PlanStep,
  changed: Partial<QueuesConfig> = {},
): QueuesConfig => ({
  ...withSupport({ plans: { ...supportQueue().plans, [reason]: [step, { say: 'Goodbye.' }] } }),
  ...changed,
});

/** A checkout of which one module has another version. */
export const withModule = (module: string, version: string): Partial<Checkout> => ({
  package: { name, dependencies: { ...dependencies, [module]: version } },
});

/** A checkout of which one function has another code. */
export const withCode = (path: string, code: string): Partial<Checkout> => ({
  functions: new Map([...checkout.functions, [path, code]]),
});

const filesHere = (): DeployedFile[] =>
  deployedFiles(builtProject.functionsFolder, join(process.cwd(), 'assets'));

/** Deploys again, with other files. */
export function redeploy(
  { project }: DeployedQueue,
  change: (files: readonly ProjectFile[]) => readonly ProjectFile[],
): Promise<string> {
  const files = filesHere().map(({ file, ...one }) => ({ ...one, content: readFileSync(file) }));
  return project.deploy(change(files), { dependencies });
}

/** Has the domain answer otherwise than what the Serverless API tells of it. */
export function serveOtherwise(
  { twilio, deployment: { domain } }: DeployedQueue,
  change: (file: DeployedFile) => DeployedFile,
  status = 200,
): void {
  const files = filesHere().map(change);
  const run = async () => webResponse(status, 'text/xml', '<Response></Response>');
  twilio.deploy({ domain, files: () => files, runtime: { run } });
}

/** The account, with one file served as another type. */
export const servedAs = ({ account }: DeployedQueue, path: string, contentType: string): Examined => ({
  account: {
    askWeb: async (question) => {
      const answer = await account.askWeb(question);
      const isMeant = new URL(question.url).pathname === path;
      return isMeant ? { ...answer, headers: { ...answer.headers, 'content-type': contentType } } : answer;
    },
  },
});

/** What is served now, changed in the account itself: for what nobody could upload today. */
export function changeBuild(
  { twilio, deployment: { serviceSid, buildSid = '' } }: DeployedQueue,
  change: (build: Build) => Partial<Build>,
): void {
  const builds = twilio.serverless.services.get(serviceSid)?.builds;
  const build = builds?.get(buildSid);
  if (build) builds?.set(buildSid, { ...build, ...change(build) });
}
