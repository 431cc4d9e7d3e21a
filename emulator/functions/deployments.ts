import type { Platform } from '../platform/platform';
import type { WebHost } from '../web/message';
import type { DeployedFile } from './deployment';
import { type FunctionsRuntime, functionsEdge } from './edge';

/** Functions and assets, deployed under a domain. */
export interface Deployment {
  /** A host such as `call-queue-1234.twil.io`, which exists only in the local Twilio. */
  readonly domain: string;
  readonly files: () => readonly DeployedFile[];
  readonly runtime: FunctionsRuntime;
}

/** The deployments, by domain. */
export class Deployments {
  private readonly hosts = new Map<string, WebHost>();

  constructor(private readonly platform: Platform) {}

  /** Serves functions and assets under their domain, as Twilio's edge does. */
  deploy({ domain, files, runtime }: Deployment): WebHost {
    const { account, settings, assumptions, clock } = this.platform;
    const edge = functionsEdge({ account, settings, assumptions, clock, files, runtime });
    this.hosts.set(domain, edge);
    return edge;
  }

  /** What is deployed at the host of a URL; undefined if nothing is. */
  at({ host }: URL): WebHost | undefined {
    return this.hosts.get(host);
  }

  /** Stops serving a domain. */
  withdraw(domain: string): void {
    this.hosts.delete(domain);
  }
}
