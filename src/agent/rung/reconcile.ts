import { queueNamed } from '../../config/queue-config';
import type { HttpEndpoint } from '../../endpoint';
import { sentence } from '../../http-answer';
import { isOwnSignature } from '../../state/own-signature';
import { reconcilePath } from '../../state/urls';
import type { AgentServices } from './rang';
import { staffingNow } from './staffing-now';

const agentsAreThere = { status: 200 };
const nobodyIsThere = { status: 204 };

/**
 * Makes the overdue changes of a queue's agents, and says whether any are available. Our own functions request this for
 * a waiting or an arriving caller. If no agent is available, an arriving caller does not wait, even within the grace
 * period.
 */
export const reconcileEndpoint: HttpEndpoint<AgentServices> = {
  path: reconcilePath,
  visibility: 'public',
  events: ['missed', 'agent-state'],
  longestAnswerMillis: 9000,
  async answer({ parameters, now, log }, { config, token, agents }) {
    const name = parameters.text('queue') ?? '';
    const call = parameters.text('call');
    const query = { queue: name, ...(call !== undefined && { call }) };
    if (!isOwnSignature(parameters.text('signature'), query, token)) {
      return sentence(403, 'Only the functions of this queue may request this.');
    }
    const queue = queueNamed(config, name);
    const atTwilio = agents(log, 'unknown');
    if (!queue?.ringing || !atTwilio) return nobodyIsThere;
    const { found, graceEndsAt } = await staffingNow(queue, { config, atTwilio, now });
    if (found === 'there') return agentsAreThere;
    if (found === 'just-left' && call !== undefined) {
      // Nothing reports an agent who is set offline in the Console.
      await atTwilio.ensureGraceEnds(name, graceEndsAt).catch(() => undefined);
      return agentsAreThere;
    }
    if (call !== undefined) await atTwilio.cancelForNoAgents(call, name);
    return nobodyIsThere;
  },
  // The caller's function then assumes that an agent is available.
  fallback: { status: 503 },
};
