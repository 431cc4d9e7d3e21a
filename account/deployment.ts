import type { Twilio } from 'twilio';
import packageJson from '../package.json';
import { domainSuffixes, type EnvironmentName } from './environment';
import { ownCommand } from './typed-commands';

/** The service is found by this name, which is the project's. */
export const serviceName: string = packageJson.name;

/** A deployment: a service with an environment. */
export interface Deployment {
  readonly serviceSid: string;
  readonly environmentSid: string;
  /** Such as `call-queue-1234-staging.twil.io`. */
  readonly domain: string;
  /** Undefined until a build has been activated in it. */
  readonly buildSid: string | undefined;
}

/** The deployment, or why there is none. */
export type FoundDeployment =
  | { readonly kind: 'found'; readonly deployment: Deployment }
  | { readonly kind: 'no-service' }
  | { readonly kind: 'no-environment'; readonly serviceSid: string };

/** Looks up what is deployed under the project's name. */
export async function findDeployment(client: Twilio, environment: EnvironmentName): Promise<FoundDeployment> {
  const service = await findService(client);
  if (!service) return { kind: 'no-service' };
  const suffix = domainSuffixes[environment];
  const environments = await client.serverless.v1.services(service.sid).environments.list();
  const found = environments.find(({ domainSuffix }) => (domainSuffix || undefined) === suffix);
  if (!found) return { kind: 'no-environment', serviceSid: service.sid };
  const { sid, domainName, buildSid } = found;
  const deployment = {
    serviceSid: service.sid,
    environmentSid: sid,
    domain: domainName,
    buildSid: buildSid || undefined,
  };
  return { kind: 'found', deployment };
}

/** The service with the project's name; undefined if there is none. */
export async function findService(client: Twilio) {
  // A listing, because service names may differ only by case, and a fetch by name would hide that.
  const services = await client.serverless.v1.services.list();
  return services.find(({ uniqueName }) => uniqueName === serviceName);
}

/** The deployment. Throws an error that says how to create it. */
export async function requireDeployment(client: Twilio, environment: EnvironmentName): Promise<Deployment> {
  const found = await findDeployment(client, environment);
  if (found.kind === 'found' && found.deployment.buildSid) return found.deployment;
  throw new Error(
    `Nothing is deployed to ${environment} yet. Run ${ownCommand('deploy', environment)} first.`,
  );
}

/** The variables of a deployment, by name. */
export async function deployedVariables(
  client: Twilio,
  { serviceSid, environmentSid }: Deployment,
): Promise<Record<string, string>> {
  const { services } = client.serverless.v1;
  const variables = await services(serviceSid).environments(environmentSid).variables.list();
  return Object.fromEntries(variables.map(({ key, value }) => [key, value]));
}

/**
 * Sets a variable of a deployment, or removes it. Functions have the new value without another deploy:
 * https://www.twilio.com/docs/serverless/functions-assets/functions/variables
 */
export async function setDeployedVariable(
  client: Twilio,
  { serviceSid, environmentSid }: Deployment,
  name: string,
  value: string | undefined,
): Promise<void> {
  const { variables } = client.serverless.v1.services(serviceSid).environments(environmentSid);
  const found = (await variables.list()).find(({ key }) => key === name);
  if (found && value === undefined) await variables(found.sid).remove();
  else if (found && value !== undefined) await variables(found.sid).update({ value });
  else if (value !== undefined) await variables.create({ key: name, value });
}
