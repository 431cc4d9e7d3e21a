import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type FunctionsRuntime,
  inProcessRuntime,
  type LocalTwilio,
  type RestApi,
} from '../../emulator/index';
import { localDomain } from '../../simulation/local-queue';

interface Run {
  readonly path: string;
  restCalls: number;
}

/** How often each function ran, and how many REST calls it made. */
export class CountedRuntime implements FunctionsRuntime {
  readonly runs = new Map<string, number>();
  readonly restCalls = new Map<string, number>();
  /** The most REST calls that one run of each function made. */
  readonly mostRestCalls = new Map<string, number>();
  /** Which function is running: several are at once. */
  private readonly running = new AsyncLocalStorage<Run>();
  private readonly runtime: FunctionsRuntime;

  constructor(twilio: LocalTwilio, environment: Readonly<Record<string, string>>) {
    const { account, clock, timeline, rest } = twilio;
    const countedRest: RestApi = (request) => {
      this.countRestCall(this.running.getStore() ?? { path: 'nobody', restCalls: 0 });
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
    const run = { path: deployed.path, restCalls: 0 };
    return this.running.run(run, () => this.runtime.run(deployed, request));
  };

  private countRestCall(run: Run): void {
    const { path } = run;
    run.restCalls += 1;
    count(this.restCalls, path);
    this.mostRestCalls.set(path, Math.max(run.restCalls, this.mostRestCalls.get(path) ?? 0));
  }
}

const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
