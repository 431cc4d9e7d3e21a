import type { Twilio } from 'twilio';
import type { DeployedFile } from '../../emulator/reference';
import { agentPath, callerPath, leftQueuePath, waitPath } from '../../src/state/urls';
import { findService, serviceName } from '../deployment';

/** Paths that every version of this queue has: numbers and active calls request them. */
const publicContract = [callerPath, waitPath, agentPath, leftQueuePath];

/** The service to deploy to; created if there is none. Throws an error if another project uses the name. */
export async function ensureService(client: Twilio, files: readonly DeployedFile[]): Promise<string> {
  const { services } = client.serverless.v1;
  const found = await findService(client);
  if (!found) return (await services.create(newService)).sid;
  const functions = await services(found.sid).functions.list();
  const assets = await services(found.sid).assets.list();
  const paths = [...functions, ...assets].map(({ friendlyName }) => friendlyName);
  const uploaded = files.map(({ path }) => path);
  if (isThisQueue(paths, uploaded)) return found.sid;
  throw new Error(strangersService(found.sid, paths));
}

/** The toolkit's settings for a new service. https://www.twilio.com/docs/serverless/api/resource/service */
const newService = {
  uniqueName: serviceName,
  friendlyName: serviceName,
  includeCredentials: true,
  uiEditable: false,
};

/**
 * Whether a service with these functions and assets is this queue: it has the paths above or, after a first deploy that
 * failed, nothing that we do not upload.
 */
export const isThisQueue = (paths: readonly string[], uploaded: readonly string[]): boolean =>
  publicContract.every((path) => paths.includes(path)) || paths.every((path) => uploaded.includes(path));

const strangersService = (sid: string, paths: readonly string[]) =>
  `The account has a service ${serviceName} (${sid}) that is not this queue: it has ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ' …' : ''}
Deploying there would replace it. Give this queue a different "name" in package.json, and run it again.`;
