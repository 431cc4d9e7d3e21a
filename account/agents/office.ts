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

/** The agents of an environment whose phones are rung, and where TaskRouter has them. */
export interface Office {
  readonly client: Twilio;
  readonly config: QueuesConfig;
  readonly environment: EnvironmentName;
  /** Those of the config. */
  readonly agents: readonly Agent[];
  readonly settings: TaskRouterSettings;
  /** Changes agents as the functions do. */
  readonly atTwilio: AgentsAtTwilio;
}

/** Finds them; throws with what is to be done first. */
export async function openOffice(
  client: Twilio,
  config: QueuesConfig,
  environment: EnvironmentName,
): Promise<Office> {
  const rung = rungQueueNames(config);
  if (rung.length === 0) {
    throw new Error(
      'No queue of queues.config.ts has ringing: its agents dial in, and TaskRouter knows none of them. docs/config.md shows how agents are rung.',
    );
  }
  // The domain stands in URLs only, which are not compared here.
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
    // What is changed from here stands in no log of the functions.
    atTwilio: agentsAtTwilio({ context, config, settings, log: () => undefined, call: 'unknown' }),
  };
}
