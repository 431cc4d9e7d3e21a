import type { Twilio } from 'twilio';
import { agentPinPath } from '../../src/state/urls';
import type { Account } from '../credentials/account';
import { type Deployment, type FoundDeployment, findDeployment } from '../deployment';
import type { EnvironmentName } from '../environment';
import type { Checkout } from './checkout';
import type { BuildFacts, DeployedPath, Facts, ServiceFacts } from './facts';
import { both, known, part, type Read, skipped } from './read';
import { readAlerts, readFallbackCalls, readWrongPins } from './read-troubles';
import type { Reader } from './reader';
import { askDeployment } from './web-probes';

/** How many log lines and builds are read at most. */
export const mostRead = 1000;

/** Which deployment to read, and what to compare it with. */
export interface DeploymentPlace {
  readonly environment: EnvironmentName;
  readonly checkout: Checkout;
  readonly progress: (text: string) => void;
  readonly now: Date;
}

export type DeploymentFact =
  | 'services'
  | 'found'
  | 'deployment'
  | 'build'
  | 'code'
  | 'variables'
  | 'failures'
  | 'alerts'
  | 'fallbackCalls'
  | 'wrongPins'
  | 'buildCount'
  | 'firstAnswer'
  | 'web';

/** Reads what is deployed, and how it answers. */
export async function readDeployment(
  account: Account,
  { environment, checkout, progress, now }: DeploymentPlace,
  reader: Reader,
): Promise<Pick<Facts, DeploymentFact>> {
  const { client } = account;
  const [services, found] = await Promise.all([
    reader.read(() => listServices(client)),
    reader.read(() => findDeployment(client, environment)),
  ]);
  const deployment = deploymentIn(found);
  const [built, variables, failures, alerts, buildCount] = await Promise.all([
    readIfThere(deployment, reader, (there) => readBuild(client, there)),
    readIfThere(deployment, reader, (there) => readVariables(client, there)),
    readIfThere(deployment, reader, (there) => readFailures(client, there)),
    readIfThere(deployment, reader, (there) => readAlerts(client, there, now)),
    readIfThere(deployment, reader, async ({ serviceSid }) => {
      const builds = await client.serverless.v1
        .services(serviceSid)
        .builds.list({ limit: mostRead, pageSize: 100 });
      return builds.length;
    }),
  ]);
  const build = part(built, ({ facts }) => facts);
  const [code, fallbackCalls, wrongPins, answers] = await Promise.all([
    readCode(client, both(deployment, built), reader),
    readIfThere(alerts, reader, (all) => readFallbackCalls(client, all)),
    readIfThere(both(deployment, built), reader, ([there, { versions }]) =>
      readWrongPins(client, there, versions.find(({ path }) => path === agentPinPath)?.functionSid),
    ),
    askWhatIsThere(account, both(deployment, build), checkout, reader, progress),
  ]);
  return {
    services,
    found,
    deployment,
    build,
    code,
    variables,
    failures,
    alerts,
    fallbackCalls,
    wrongPins,
    buildCount,
    ...answers,
  };
}

async function listServices(client: Twilio): Promise<ServiceFacts[]> {
  const services = await client.serverless.v1.services.list({ pageSize: 100 });
  return services.map(({ sid, uniqueName, domainBase, includeCredentials }) => ({
    sid,
    uniqueName,
    domainBase,
    includesCredentials: includeCredentials,
  }));
}

function deploymentIn(found: Read<FoundDeployment>): Read<Deployment> {
  if (found.kind !== 'known') return found;
  const { value } = found;
  return value.kind === 'found' && value.deployment.buildSid
    ? known(value.deployment)
    : skipped('nothing is deployed');
}

const readIfThere = async <Where, Value>(
  where: Read<Where>,
  reader: Reader,
  work: (where: Where) => Promise<Value>,
): Promise<Read<Value>> => (where.kind === 'known' ? reader.read(() => work(where.value)) : where);

/** A build, and the version of each of its functions, by path. */
interface ReadBuild {
  readonly facts: BuildFacts;
  readonly versions: readonly { readonly path: string; readonly functionSid: string; readonly sid: string }[];
}

/** The client types a build's content loosely, as Twilio sends it. */
async function readBuild(client: Twilio, { serviceSid, buildSid = '' }: Deployment): Promise<ReadBuild> {
  const build = await client.serverless.v1.services(serviceSid).builds(buildSid).fetch();
  const functions = recordsIn(build.functionVersions);
  const dependencies = recordsIn(build.dependencies).map(({ name, version }) => [`${name}`, `${version}`]);
  return {
    facts: {
      runtime: `${build.runtime}`,
      dependencies: Object.fromEntries(dependencies),
      functions: functions.map(deployedPath),
      assets: recordsIn(build.assetVersions).map(deployedPath),
    },
    versions: functions.map(({ path, function_sid, sid }) => ({
      path: `${path}`,
      functionSid: `${function_sid}`,
      sid: `${sid}`,
    })),
  };
}

const recordsIn = (list: unknown): Record<string, unknown>[] => (Array.isArray(list) ? list : []);

function deployedPath({ path, visibility }: Record<string, unknown>): DeployedPath {
  const word = `${visibility}`.toLowerCase();
  return { path: `${path}`, visibility: word === 'protected' || word === 'private' ? word : 'public' };
}

/** https://www.twilio.com/docs/serverless/api/resource/function-version-content */
async function readCode(
  client: Twilio,
  where: Read<readonly [Deployment, ReadBuild]>,
  reader: Reader,
): Promise<Read<ReadonlyMap<string, string>>> {
  if (where.kind !== 'known') return where;
  const [{ serviceSid }, { versions }] = where.value;
  const { functions } = client.serverless.v1.services(serviceSid);
  const all = await Promise.all(
    versions.map(({ path, functionSid, sid }) =>
      reader.read(async () => {
        const version = functions(functionSid).functionVersions(sid);
        return [path, (await version.functionVersionContent().fetch()).content] as const;
      }),
    ),
  );
  const failed = all.find((one) => one.kind !== 'known');
  return failed ?? known(new Map(all.flatMap((one) => (one.kind === 'known' ? [one.value] : []))));
}

async function readVariables(client: Twilio, { serviceSid, environmentSid }: Deployment) {
  const environment = client.serverless.v1.services(serviceSid).environments(environmentSid);
  const variables = await environment.variables.list({ pageSize: 100 });
  return new Map(variables.map(({ key, value }) => [key, value]));
}

/** By default Twilio lists the last day. https://www.twilio.com/docs/serverless/api/resource/logs */
async function readFailures(client: Twilio, { serviceSid, environmentSid }: Deployment): Promise<Date[]> {
  const environment = client.serverless.v1.services(serviceSid).environments(environmentSid);
  const lines = await environment.logs.list({ limit: mostRead, pageSize: 500 });
  return lines
    .filter(({ level }) => `${level}`.toLowerCase() === 'error')
    .map(({ dateCreated }) => dateCreated);
}

async function askWhatIsThere(
  account: Account,
  where: Read<readonly [Deployment, BuildFacts]>,
  checkout: Checkout,
  reader: Reader,
  progress: (text: string) => void,
): Promise<Pick<Facts, 'firstAnswer' | 'web'>> {
  if (where.kind !== 'known') {
    const none = skipped(where.kind === 'skipped' ? where.because : 'what is deployed could not be read');
    return { firstAnswer: none, web: none };
  }
  const [{ domain }, build] = where.value;
  progress(`Asking ${domain} …`);
  return askDeployment(account, { domain, build, checkout }, reader);
}
