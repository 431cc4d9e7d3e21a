import { AsyncLocalStorage } from 'node:async_hooks';
import type { Platform } from '../../platform/platform';
import { Sids } from '../../platform/sids';
import { webResponse } from '../../web/message';
import type { RestApi } from '../../web/rest-exchange';
import type { Deployments } from '../deployments';
import type { FunctionsRuntime } from '../edge';
import type * as InProcess from '../runtime/in-process';
import type { BuildRequest } from './build';
import { whyFails } from './build';
import { FlatFolders } from './flat-folder';
import { InstalledModules } from './modules';
import { variableLimits } from './platform';
import {
  type Build,
  type DeploymentRecord,
  type Environment,
  newestDeployment,
  type Service,
  type Uploadable,
  type UploadedFile,
  type Variable,
  type Version,
} from './service';

/** How many log lines an environment keeps. */
const logLinesKept = 10_000;

/** What uploaded functions run on and where they are served. */
export interface ServerlessOptions {
  readonly platform: Platform;
  readonly deployments: Deployments;
  /** The REST API that functions reach. */
  readonly rest: RestApi;
  /** The folder of the modules that functions may require. */
  readonly modulesFolder: string;
}

/** The account's services: their uploads, builds and deployments. */
export class Serverless {
  /** By SID. */
  readonly services = new Map<string, Service>();
  private readonly sids = new Sids('local-twilio serverless');
  private readonly modules: InstalledModules;
  private readonly folders: FlatFolders;
  /** The SID of the request that a function logs for. */
  private readonly requests = new AsyncLocalStorage<string>();

  constructor(private readonly options: ServerlessOptions) {
    this.modules = new InstalledModules(options.modulesFolder);
    this.folders = new FlatFolders(this.modules);
  }

  /** Removes the files of deployments from this machine. This also happens at exit. */
  close(): void {
    this.folders.remove();
  }

  createService(
    given: Pick<Service, 'uniqueName' | 'friendlyName' | 'includesCredentials' | 'isUiEditable'>,
  ): Service {
    const sid = this.sids.next('ZS');
    const digits = 1000 + (Number.parseInt(sid.slice(-6), 16) % 9000);
    const service: Service = {
      ...this.dated(sid),
      ...given,
      domainBase: `${given.uniqueName.toLowerCase()}-${digits}`,
      environments: new Map(),
      functions: new Map(),
      assets: new Map(),
      builds: new Map(),
    };
    this.services.set(sid, service);
    return service;
  }

  deleteService(service: Service): void {
    for (const environment of service.environments.values())
      this.options.deployments.withdraw(environment.domainName);
    this.services.delete(service.sid);
  }

  createEnvironment(service: Service, uniqueName: string, domainSuffix: string | undefined): Environment {
    const suffix = domainSuffix === undefined ? '' : `-${domainSuffix}`;
    const environment: Environment = {
      ...this.dated(this.sids.next('ZE')),
      uniqueName,
      domainSuffix,
      domainName: `${service.domainBase}${suffix}.twil.io`,
      variables: new Map(),
      deployments: new Map(),
      logs: [],
    };
    service.environments.set(environment.sid, environment);
    return environment;
  }

  deleteEnvironment(service: Service, { sid, domainName }: Environment): void {
    service.environments.delete(sid);
    this.options.deployments.withdraw(domainName);
  }

  createUploadable(service: Service, kind: Uploadable['kind'], friendlyName: string): Uploadable {
    const uploadable = { ...this.dated(this.sids.next('ZH')), kind, friendlyName, versions: new Map() };
    (kind === 'function' ? service.functions : service.assets).set(uploadable.sid, uploadable);
    return uploadable;
  }

  addVersion(of: Uploadable, file: UploadedFile): Version {
    const version = {
      ...file,
      of,
      sid: this.sids.next('ZN'),
      dateCreated: this.options.platform.clock.now(),
    };
    of.versions.set(version.sid, version);
    return version;
  }

  createBuild(service: Service, request: BuildRequest): Build {
    const { clock, settings, timeline } = this.options.platform;
    const dateCreated = clock.now();
    const failure = whyFails(request, this.modules);
    const dateDone = new Date(dateCreated.getTime() + settings.buildMillis);
    const build = { ...request, sid: this.sids.next('ZB'), dateCreated, dateDone, failure };
    service.builds.set(build.sid, build);
    if (failure) timeline.add({ kind: 'log', path: `/Builds/${build.sid}`, level: 'error', text: failure });
    return build;
  }

  createVariable(environment: Environment, key: string, value: string): Variable {
    const variable = { ...this.dated(this.sids.next('ZV')), key, value };
    environment.variables.set(variable.sid, variable);
    return variable;
  }

  /** Serves a build under the environment's domain from now on, or nothing if there is no build. */
  deploy(service: Service, environment: Environment, build: Build | undefined): DeploymentRecord {
    const deployment = { ...this.dated(this.sids.next('ZD')), buildSid: build?.sid };
    environment.deployments.set(deployment.sid, deployment);
    environment.dateUpdated = this.options.platform.clock.now();
    const domain = environment.domainName;
    if (!build) this.options.deployments.withdraw(domain);
    else {
      const files = this.folders.layOut(build);
      this.options.deployments.deploy({
        domain,
        files: () => files,
        runtime: this.runtimeOf(service, environment, build),
      });
    }
    return deployment;
  }

  private dated(sid: string) {
    const now = this.options.platform.clock.now();
    return { sid, dateCreated: now, dateUpdated: now };
  }

  /** Runs the build in this process. Each request gets the current variables. */
  private runtimeOf(service: Service, environment: Environment, build: Build): FunctionsRuntime {
    // Loaded on the first deployment: it loads the whole twilio client.
    const { inProcessRuntime } = require('../runtime/in-process') as typeof InProcess;
    const { platform, rest, deployments } = this.options;
    const { account, clock, timeline } = platform;
    const runtime = inProcessRuntime({
      ...{ account, clock, timeline, rest, domain: environment.domainName },
      deployedAt: (url) => deployments.at(url),
      get includesCredentials() {
        return service.includesCredentials;
      },
      get environment() {
        return contextVariables(service, environment);
      },
      log: (path, level, text) => this.log(environment, build, path, level, text),
    });
    return {
      run: (deployed, request) => {
        if (isTooLarge(service, environment))
          return Promise.resolve(webResponse(500, 'text/plain', '82006 Environment Context too large'));
        return this.requests.run(this.sids.next('RQ'), () =>
          runtime.run(deployed, request).catch((error: unknown) => {
            this.log(environment, build, deployed.path, 'error', String(error));
            throw error;
          }),
        );
      },
    };
  }

  private log(
    environment: Environment,
    build: Build,
    path: string,
    level: 'log' | 'error',
    message: string,
  ): void {
    this.options.platform.timeline.add({ kind: 'log', path, level, text: message });
    environment.logs.push({
      sid: this.sids.next('NO'),
      functionSid: build.functionVersions.find((version) => version.path === path)?.of.sid ?? '',
      requestSid: this.requests.getStore() ?? this.sids.next('RQ'),
      buildSid: build.sid,
      deploymentSid: newestDeployment(environment)?.sid ?? '',
      level: level === 'log' ? 'info' : 'error',
      message,
      dateCreated: this.options.platform.clock.now(),
    });
    if (environment.logs.length > logLinesKept) environment.logs.shift();
  }
}

/** The variables in the context of functions, in addition to the runtime's own. */
function contextVariables({ sid }: Service, environment: Environment): Record<string, string> {
  const variables = [...environment.variables.values()].map(({ key, value }) => [key, value]);
  return { SERVICE_SID: sid, ENVIRONMENT_SID: environment.sid, ...Object.fromEntries(variables) };
}

/** "Context size consists of account metadata, domain name, path and Environment variables stored as a JSON string." */
export function isTooLarge(service: Service, environment: Environment): boolean {
  const context = { DOMAIN_NAME: environment.domainName, ...contextVariables(service, environment) };
  return Buffer.byteLength(JSON.stringify(context)) > variableLimits.contextBytes;
}
