import type { Platform } from './platform/platform';
import type { TwilioError } from './platform/twilio-errors';
import { TaskRouter } from './task-router/task-router';
import type { VoicePort } from './task-router/voice-port';
import type { WebhookPort } from './task-router/webhook-port';
import type { TaskRouterAlert } from './task-router/workspace';
import type { Webhooks } from './web/webhooks';
import { WrittenUrl } from './web/written-url';

/** The TaskRouter of the account: on its clock, on its timeline, and with signed webhooks. */
export function accountTaskRouter(platform: Platform, webhooks: Webhooks, voice: VoicePort): TaskRouter {
  const { account, clock, timeline, assumptions, settings, sids } = platform;
  return new TaskRouter(
    {
      accountSid: account.sid,
      clock,
      nextSid: (prefix) => sids.next(prefix),
      assumptions,
      settings: { routingMillis: settings.routingMillis, eventsKept: settings.taskRouterEventsKept },
      sink: {
        event: ({ eventType, description, parameters }) =>
          timeline.add({ kind: 'task-router', eventType, description, parameters }),
        alert: (alert) => timeline.add({ kind: 'fault', call: undefined, fault: faultOf(alert) }),
      },
      webhooks: webhookPort(webhooks),
    },
    voice,
  );
}

const faultOf = ({ code, message, resourceSid }: TaskRouterAlert): TwilioError => ({
  code,
  severity: 'error',
  message: `${resourceSid}: ${message}`,
  repair: `See https://www.twilio.com/docs/api/errors/${code}.`,
});

/** Any HTTP status counts as an answer here: TaskRouter decides what it means. */
const webhookPort = (webhooks: Webhooks): WebhookPort => ({
  post: async ({ url, parameters, patienceSeconds, allowsConnectionOverrides }) => {
    const target = new WrittenUrl(url);
    if (!allowsConnectionOverrides) target.hash = '';
    const patienceMillis = patienceSeconds * 1000;
    const answer = await webhooks.send({
      ...{ call: undefined, method: 'POST', url: target, parameters, patienceMillis },
    });
    if (answer.kind === 'failed') return { kind: 'failed', why: answer.fault.message };
    const { status, headers, body } = answer.response;
    return { kind: 'answered', status, contentType: headers['content-type'], body: body.toString() };
  },
});
