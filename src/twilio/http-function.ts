import type { Context, ServerlessFunctionSignature } from '@twilio-labs/serverless-runtime-types/types';
import type { HttpEndpoint } from '../endpoint';
import type { HttpAnswer } from '../http-answer';
import { Parameters } from '../state/parameters';
import { RequestLog } from './request-log';
import { within } from './within';

/** Twilio's `context`, with the variables of the deployment and the credentials of its account. */
export type FunctionContext = Context<Readonly<Record<string, unknown>>>;

/** Turns an endpoint into a function that always answers, once and in time. */
export function httpFunction<Services>(
  endpoint: HttpEndpoint<Services>,
  servicesOf: (context: FunctionContext) => Services,
): ServerlessFunctionSignature {
  return async (context, event, callback) => {
    const answer = await answerOf(endpoint, servicesOf, context, event as Record<string, unknown>);
    const response = new Twilio.Response();
    response.setStatusCode(answer.status);
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.appendHeader(name, value);
    if (answer.body !== undefined) response.setBody(answer.body);
    return callback(null, response);
  };
}

async function answerOf<Services>(
  endpoint: HttpEndpoint<Services>,
  servicesOf: (context: FunctionContext) => Services,
  context: FunctionContext,
  event: Record<string, unknown>,
): Promise<HttpAnswer> {
  const now = new Date();
  const domain = context.DOMAIN_NAME ?? '';
  const parameters = new Parameters(event);
  // Nothing that strangers send is logged, or they could fill the log.
  const log = new RequestLog(
    endpoint.visibility === 'protected' ? parameters : new Parameters({}),
    now,
    context.PATH,
  );
  const report = (error: unknown) => log.report(error);
  const header = (name: string) => headerOf(event, name);
  try {
    const request = { parameters, now, domain, header, log: log.add, report };
    const answer = await within(endpoint.longestAnswerMillis, endpoint.answer(request, servicesOf(context)));
    log.noteIssues();
    return answer;
  } catch (error) {
    report(error);
    return endpoint.fallback;
  }
}

/** Repeated headers are ignored. Anybody may send a parameter called `request`. */
function headerOf({ request }: Record<string, unknown>, name: string): string | undefined {
  const { headers } = Object(request) as { headers?: unknown };
  const value = (Object(headers) as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
