import type { DeployedFile, Visibility } from '../deployment';

interface Dated {
  readonly sid: string;
  readonly dateCreated: Date;
  dateUpdated: Date;
}

/** A container of functions and assets with their environments. https://www.twilio.com/docs/serverless/api/resource/service */
export interface Service extends Dated {
  readonly uniqueName: string;
  friendlyName: string;
  /** Whether functions get the account's SID and auth token. */
  includesCredentials: boolean;
  isUiEditable: boolean;
  /** The start of its environments' domains. */
  readonly domainBase: string;
  readonly environments: Map<string, Environment>;
  readonly functions: Map<string, Uploadable>;
  readonly assets: Map<string, Uploadable>;
  readonly builds: Map<string, Build>;
}

/** Where a build is served, and with which variables. https://www.twilio.com/docs/serverless/api/resource/environment */
export interface Environment extends Dated {
  readonly uniqueName: string;
  readonly domainSuffix: string | undefined;
  readonly domainName: string;
  readonly variables: Map<string, Variable>;
  readonly deployments: Map<string, DeploymentRecord>;
  /** Oldest first. */
  readonly logs: LogLine[];
}

/** A function or asset with its versions. https://www.twilio.com/docs/serverless/api/resource/function */
export interface Uploadable extends Dated {
  readonly kind: DeployedFile['kind'];
  friendlyName: string;
  readonly versions: Map<string, Version>;
}

/** A file in an upload. */
export interface UploadedFile {
  readonly path: string;
  readonly visibility: Visibility;
  readonly content: Buffer;
}

/** One upload of a function or asset. https://www.twilio.com/docs/serverless/api/resource/function-version */
export interface Version {
  readonly sid: string;
  readonly of: Uploadable;
  readonly path: string;
  readonly visibility: Visibility;
  readonly content: Buffer;
  readonly dateCreated: Date;
}

/** An npm module that functions may require. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
}

/** Versions that are deployed together. https://www.twilio.com/docs/serverless/api/resource/build */
export interface Build extends Omit<Dated, 'dateUpdated'> {
  readonly functionVersions: readonly Version[];
  readonly assetVersions: readonly Version[];
  readonly dependencies: readonly Dependency[];
  readonly runtime: string;
  /** When the build is done. */
  readonly dateDone: Date;
  /** Why the build fails. Twilio itself does not give a reason. */
  readonly failure: string | undefined;
}

/** An environment variable of functions. */
export interface Variable extends Dated {
  key: string;
  value: string;
}

/** A deployment of a build to an environment. Without a build it took the environment offline. */
export interface DeploymentRecord extends Dated {
  readonly buildSid: string | undefined;
}

/** One line in the log of a function. https://www.twilio.com/docs/serverless/api/resource/logs */
export interface LogLine {
  readonly sid: string;
  readonly functionSid: string;
  /** The same for all lines of one request. */
  readonly requestSid: string;
  readonly buildSid: string;
  readonly deploymentSid: string;
  readonly level: 'info' | 'error';
  readonly message: string;
  readonly dateCreated: Date;
}

/** The status of a build at a given time. */
export function statusOf({ dateDone, failure }: Build, now: Date): 'building' | 'completed' | 'failed' {
  if (now < dateDone) return 'building';
  return failure === undefined ? 'completed' : 'failed';
}

/** The deployment that is live. */
export const newestDeployment = ({ deployments }: Environment): DeploymentRecord | undefined =>
  [...deployments.values()].at(-1);
