import { Twilio } from 'twilio';
import type { EnvironmentName } from '../../../account/environment';
import { applyTaskRouter, ensureTaskRouter } from '../../../account/task-router/apply';
import { findTaskRouter } from '../../../account/task-router/found';
import { planTaskRouter } from '../../../account/task-router/plan';
import { planTaskRouterUndo } from '../../../account/task-router/undo';
import { type WantedTaskRouter, wantedTaskRouter } from '../../../account/task-router/wanted';
import { LocalTwilio, type LocalTwilioOptions, restHttpClient, webResponse } from '../../../emulator/index';
import type { QueuesConfig } from '../../../src/config/queue-config';
import { assignmentPath } from '../../../src/state/paths';
import { rungConfig } from './rung-config';

const domainOf = (environment: EnvironmentName) => `call-queue-1-${environment}.twil.io`;

/** An account, and the environments that are set up in it. */
export class Office {
  readonly twilio: LocalTwilio;
  readonly client: Twilio;

  constructor(options: LocalTwilioOptions = {}) {
    this.twilio = new LocalTwilio(options);
    const { account, rest } = this.twilio;
    this.client = new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
    const file = { kind: 'function', path: assignmentPath, visibility: 'public', file: '' } as const;
    const run = async () => webResponse(200, 'text/plain', '');
    this.twilio.deploy({ domain: domainOf('production'), files: () => [file], runtime: { run } });
  }

  wanted(config: QueuesConfig = rungConfig, environment: EnvironmentName = 'production') {
    return wantedTaskRouter(config, environment, domainOf(environment));
  }

  ensure(config?: QueuesConfig, environment?: EnvironmentName) {
    return ensureTaskRouter(this.client, this.wanted(config, environment));
  }

  plan(config?: QueuesConfig, environment?: EnvironmentName) {
    return this.planFor(this.wanted(config, environment));
  }

  async planFor(wanted: WantedTaskRouter) {
    return planTaskRouter(wanted, await findTaskRouter(this.client, wanted.workspace.name));
  }

  find(name = 'call-queue') {
    return findTaskRouter(this.client, name);
  }

  async workspace(name = 'call-queue') {
    const { workspace } = await this.find(name);
    if (!workspace) throw new Error(`There is no workspace ${name}.`);
    return workspace;
  }

  async rest(name = 'call-queue') {
    return this.client.taskrouter.v1.workspaces((await this.workspace(name)).sid);
  }

  async undo(name = 'call-queue') {
    const found = await this.find(name);
    const plan = planTaskRouterUndo(found);
    await applyTaskRouter(plan.changes, { wanted: this.wanted(), found, client: this.client });
    return plan;
  }

  /** A caller in line, as a task. */
  async caller(queue: string, name = 'call-queue') {
    const { workflows } = await this.workspace(name);
    const workflowSid = workflows.find((workflow) => workflow.name === queue)?.sid ?? '';
    return (await this.rest(name)).tasks.create({ workflowSid, attributes: '{}', taskChannel: 'voice' });
  }

  async makeAvailable(agent: string) {
    const rest = await this.rest();
    const [activity] = await rest.activities.list({ friendlyName: 'Available' });
    const [worker] = await rest.workers.list({ friendlyName: agent });
    await rest.workers(worker?.sid ?? '').update({ activitySid: activity?.sid ?? '' });
  }

  /** The agent for whom a caller is reserved takes the call. */
  async accept(caller: string) {
    const { reservations } = (await this.rest()).tasks(caller);
    const [reservation] = await reservations.list();
    await reservations(reservation?.sid ?? '').update({ reservationStatus: 'accepted' });
    return reservation?.workerName;
  }
}
