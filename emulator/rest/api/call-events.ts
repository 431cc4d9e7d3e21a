import { twilioDate } from '../../platform/dates';
import { inSnakeCase } from '../../platform/snake-case';
import type { WebhookEvent } from '../../platform/timeline';
import type { Call } from '../../voice/call';
import type { Calls } from '../../voice/calls';
import { pageOf } from '../page';
import { refusal } from '../refusal';
import { type Handler, listing, type RequestContext, type Resource } from '../resource';
import { callIn } from './calls';

interface Stores {
  readonly calls: Calls;
}

/** "You can access the Call Event resource 15 minutes after a call ends." */
const millisUntilThere = 15 * 60 * 1000;

type DatedWebhook = WebhookEvent & { readonly number: number; readonly at: Date };

const listEvents: Handler<Stores> = (context) => {
  const call = callIn(context);
  const isThere = isOldEnough(context, call);
  if (!isThere && context.platform.assumptions.earlyCallEvents === 'not-found') {
    throw refusal(404, 20404, context.request.path);
  }
  return pageOf(context.request, {
    key: 'events',
    items: isThere ? webhooksOf(context, call) : [],
    sidOf: ({ number }) => String(number),
    show: bodyOf,
  });
};

/** Twilio's requests for a call and their answers. https://www.twilio.com/docs/voice/api/call-event-resource */
export const callEventResources: readonly Resource<Stores>[] = [
  { path: '/Calls/{CallSid}/Events.json', methods: { GET: listing('', listEvents) } },
];

const isOldEnough = ({ platform }: RequestContext<Stores>, { state: { endedAt } }: Call): boolean =>
  endedAt !== undefined && platform.clock.now().getTime() >= endedAt.getTime() + millisUntilThere;

/** Oldest first, as far as the timeline goes back. */
function webhooksOf({ platform }: RequestContext<Stores>, { sid, eventsBefore }: Call): DatedWebhook[] {
  const events = platform.timeline.events(eventsBefore);
  return events.filter((event): event is DatedWebhook => event.kind === 'webhook' && event.call === sid);
}

function bodyOf({ method, url, parameters, status, millis, answer, contentType, at }: DatedWebhook) {
  return {
    // "The parameters property keys are presented in snake_case format, lower cased and words separated by underscores."
    request: { method, url, parameters: inSnakeCase(parameters) },
    response: {
      response_code: status ?? null,
      request_duration: millis,
      content_type: contentType ?? null,
      response_body: answer,
      date_created: twilioDate(at),
    },
  };
}
