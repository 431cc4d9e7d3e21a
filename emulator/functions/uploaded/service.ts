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
  /** Whether functions get the account's sid and token. */
  includesCredentials: boolean;
  isUiEditable: boolean;
  /** What the domains of its environments begin with. */
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
  /** The newest last. */
  readonly logs: LogLine[];
}

/** A function or asset, of which there are versions. https://www.twilio.com/docs/serverless/api/resource/function */
export interface Uploadable extends Dated {
  readonly kind: DeployedFile['kind'];
  friendlyName: string;
  readonly versions: Map<string, Version>;
}

/** What is sent with a file. */
export interface UploadedFile {
  readonly path: string;
  readonly visibility: Visibility;
  readonly content: Buffer;
}

/** What was uploaded once. https://www.twilio.com/docs/serverless/api/resource/function-version */
export interface Version {
  readonly sid: string;
  readonly of: Uploadable;
  readonly path: string;
  readonly visibility: Visibility;
  readonly content: Buffer;
  readonly dateCreated: Date;
}

/** A module of npm that functions may require. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
}

/** Versions packed together. https://www.twilio.com/docs/serverless/api/resource/build */
export interface Build extends Omit<Dated, 'dateUpdated'> {
  readonly functionVersions: readonly Version[];
  readonly assetVersions: readonly Version[];
  readonly dependencies: readonly Dependency[];
  readonly runtime: string;
  /** When the packing is over. */
  readonly dateDone: Date;
  /** Why the packing fails; Twilio itself only tells that it does. */
  readonly failure: string | undefined;
}

/** A name and value that functions find in their context. */
export interface Variable extends Dated {
  key: string;
  value: string;
}

/** That a build was put into an environment; with no build, that nothing is served any more. */
export interface DeploymentRecord extends Dated {
  readonly buildSid: string | undefined;
}

/** One line that a function wrote. https://www.twilio.com/docs/serverless/api/resource/logs */
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

/** What a build has come to by a moment. */
export function statusOf({ dateDone, failure }: Build, now: Date): 'building' | 'completed' | 'failed' {
  if (now < dateDone) return 'building';
  return failure === undefined ? 'completed' : 'failed';
}

/** The deployment that counts. */
export const newestDeployment = ({ deployments }: Environment): DeploymentRecord | undefined =>
  [...deployments.values()].at(-1);
