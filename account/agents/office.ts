import type { Twilio } from 'twilio';
import type { AgentsAtTwilio } from '../../src/agent/rung/agents-at-twilio';
import type { Agent, QueuesConfig } from '../../src/config/queue-config';
import { rungQueueNames, type TaskRouterSettings } from '../../src/config/task-router';
import { agentsAtTwilio } from '../../src/twilio/agents-at-twilio';
import type { EnvironmentName } from '../environment';
import { findTaskRouter } from '../task-router/found';
import { settingsOf } from '../task-router/settings';
import { wantedTaskRouter } from '../task-router/wanted';
import { ownCommand } from '../typed-commands';

/** The rung agents of an environment, at TaskRouter. */
export interface Office {
  readonly client: Twilio;
  readonly config: QueuesConfig;
  readonly environment: EnvironmentName;
  /** Those of the config. */
  readonly agents: readonly Agent[];
  readonly settings: TaskRouterSettings;
  /** Changes agents the way the functions do. */
  readonly atTwilio: AgentsAtTwilio;
}

/** Finds them. Throws an error that says what to do first. */
export async function openOffice(
  client: Twilio,
  config: QueuesConfig,
  environment: EnvironmentName,
): Promise<Office> {
  const rung = rungQueueNames(config);
  if (rung.length === 0) {
    throw new Error(
      'No queue in queues.config.ts has ringing: all agents dial in, and TaskRouter does not know them. docs/config.md shows how to ring agents.',
    );
  }
  // The domain is only part of URLs, which are not compared here.
  const wanted = wantedTaskRouter(config, environment, '');
  const found = await findTaskRouter(client, wanted.workspace.name);
  const settings = settingsOf(wanted, found);
  if (!settings) {
    const what = found.workspace ? 'lacks activities or workflows that the config needs' : 'does not exist';
    throw new Error(
      `The TaskRouter workspace ${wanted.workspace.name} ${what}. Set it up with ${ownCommand('taskrouter', environment)}`,
    );
  }
  const context = { getTwilioClient: () => client };
  return {
    ...{ client, config, environment, settings },
    agents: config.agents.filter(({ queues }) => queues.some((name) => rung.includes(name))),
    // Changes from here are not in the functions' log.
    atTwilio: agentsAtTwilio({ context, config, settings, log: () => undefined, call: 'unknown' }),
  };
}
