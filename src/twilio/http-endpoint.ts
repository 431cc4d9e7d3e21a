import type { Context, ServerlessFunctionSignature } from '@twilio-labs/serverless-runtime-types/types';
import type { LogLine } from '../log';
import { Parameters } from '../state/parameters';
import type { HttpAnswer } from './http-answer';
import { RequestLog } from './request-log';
import { within } from './within';

/** Twilio's `context`, with the variables of the deployment and the credentials of its account. */
export type FunctionContext = Context<Readonly<Record<string, unknown>>>;

/** A request whose answer is a status rather than a document, and what may be done with it. */
export interface HttpVisit {
  readonly parameters: Parameters;
  readonly now: Date;
  readonly context: FunctionContext;
  /** A header of the request, by its name in small letters. */
  header(name: string): string | undefined;
  readonly log: (line: LogLine) => void;
  /** For what nobody expected and the answer tells already. */
  readonly report: (error: unknown) => void;
}

/** What one endpoint answers, how long that may take, and what it answers if that fails. */
export interface HttpEndpoint {
  readonly longestAnswerMillis: number;
  answer(visit: HttpVisit): Promise<HttpAnswer>;
  readonly otherwise: HttpAnswer;
}

/** Makes a handler that always answers, once and in time. */
export function httpEndpoint(endpoint: HttpEndpoint): ServerlessFunctionSignature {
  return async (context, event, callback) => {
    const answer = await answerOf(endpoint, context, event as Record<string, unknown>);
    const response = new Twilio.Response();
    response.setStatusCode(answer.status);
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.appendHeader(name, value);
    if (answer.body !== undefined) response.setBody(answer.body);
    return callback(null, response);
  };
}

async function answerOf(
  endpoint: HttpEndpoint,
  context: Context,
  event: Record<string, unknown>,
): Promise<HttpAnswer> {
  const now = new Date();
  const parameters = new Parameters(event);
  const log = new RequestLog(parameters, now, context.PATH);
  const report = (error: unknown) => log.report(error);
  const header = (name: string) => headerOf(event, name);
  try {
    const visit = { parameters, now, context, header, log: log.add, report };
    const answer = await within(endpoint.longestAnswerMillis, endpoint.answer(visit));
    log.noteFaults();
    return answer;
  } catch (error) {
    report(error);
    return endpoint.otherwise;
  }
}

/** Of a repeated header none is taken. Anybody may send a parameter that is called `request`. */
function headerOf({ request }: Record<string, unknown>, name: string): string | undefined {
  const { headers } = Object(request) as { headers?: unknown };
  const value = (Object(headers) as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
