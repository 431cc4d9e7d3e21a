import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type FunctionsRuntime,
  inProcessRuntime,
  type LocalTwilio,
  type RestApi,
} from '../../emulator/index';
import { localDomain } from '../../simulation/local-queue';

/** How often each function ran, and how many REST calls it made. */
export class CountedRuntime implements FunctionsRuntime {
  readonly runs = new Map<string, number>();
  readonly restCalls = new Map<string, number>();
  /** Which function is running: several are at once. */
  private readonly running = new AsyncLocalStorage<string>();
  private readonly runtime: FunctionsRuntime;

  constructor(twilio: LocalTwilio, environment: Readonly<Record<string, string>>) {
    const { account, clock, timeline, rest } = twilio;
    const countedRest: RestApi = (request) => {
      count(this.restCalls, this.running.getStore() ?? 'nobody');
      return rest(request);
    };
    const deployedAt = (url: URL) => twilio.deployedAt(url);
    this.runtime = inProcessRuntime({
      ...{ account, clock, timeline, domain: localDomain, environment, deployedAt },
      rest: countedRest,
    });
  }

  run: FunctionsRuntime['run'] = (deployed, request) => {
    count(this.runs, deployed.path);
    return this.running.run(deployed.path, () => this.runtime.run(deployed, request));
  };
}

const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
