import type { Context, ServerlessFunctionSignature } from '@twilio-labs/serverless-runtime-types/types';
import type { QueuesConfig } from '../config/queue-config';
import type { Endpoint, RequestWithoutConfig, WebhookRequest } from '../endpoint';
import type { LogLine } from '../log';
import { Parameters } from '../state/parameters';
import { environmentServedBy } from '../state/queue-name';
import VoiceResponse from '../twiml';
import { RequestLog } from './request-log';
import { within } from './within';

/** Makes what an endpoint finds things out with, and what it logs besides its own lines. */
type SourcesOf<Sources> = (context: Context, log: (line: LogLine) => void, call: string) => Sources;

/** Sources of an endpoint that must know where agents are rung. */
type KnowsTaskRouter = Pick<WebhookRequest, 'taskRouter'>;

/** How long an answer may take before the caller hears the other one. Twilio's own patience is 10 s. */
const longestAnswerMillis = 3000;

/**
 * Makes an endpoint a function that always answers, once, in time, and with TwiML: the caller is never met by silence.
 * It ends by `callback` because only that works on every generation of Twilio's runtime, and with a
 * `Twilio.Response` because a TwiML object is recognised by its class, which two copies of a library do
 * not share.
 */
export function webhook<Asked, Decided>(
  endpoint: Endpoint<Asked, Decided, undefined, undefined, RequestWithoutConfig>,
): ServerlessFunctionSignature;
export function webhook<Asked, Decided>(
  endpoint: Endpoint<Asked, Decided>,
  config: QueuesConfig,
): ServerlessFunctionSignature;
export function webhook<Asked, Decided, Facts, Sources>(
  endpoint: Endpoint<Asked, Decided, Facts, Sources>,
  config: QueuesConfig,
  sourcesOf: SourcesOf<Sources>,
): ServerlessFunctionSignature;
export function webhook<Asked, Decided, Facts, Sources>(
  endpoint: Endpoint<Asked, Decided, Facts, Sources>,
  config?: QueuesConfig,
  sourcesOf?: SourcesOf<Sources>,
): ServerlessFunctionSignature {
  return async (context, event, callback) => {
    const now = new Date();
    const domain = context.DOMAIN_NAME ?? '';
    const parameters = new Parameters(event as Record<string, unknown>);
    const log = new RequestLog(parameters, now, context.PATH);
    const sources = sourcesOf?.(context, log.add, parameters.text('CallSid') ?? 'unknown') as Sources;
    // An endpoint that is given no config reads none: the overloads see to that.
    const request = {
      parameters,
      config,
      now,
      domain,
      environmentName: environmentServedBy(domain),
      taskRouter: (sources as KnowsTaskRouter | undefined)?.taskRouter,
    } as WebhookRequest;
    /** The steps of the endpoint, each once. */
    const answer = async (): Promise<VoiceResponse> => {
      const asked = endpoint.read(request);
      const facts = await endpoint.gatherFacts?.(asked, sources, request);
      const decided = endpoint.decide(asked, request, facts as Facts);
      endpoint.logLines(decided, asked).forEach(log.add);
      await endpoint.act?.(decided, asked, sources, request);
      return endpoint.say(decided, asked, request);
    };
    const response = new Twilio.Response();
    response.appendHeader('Content-Type', 'text/xml');
    response.setBody(await documentOf(answer, () => endpoint.fallback(request), log));
    return callback(null, response);
  };
}

async function documentOf(
  answer: () => Promise<VoiceResponse>,
  fallback: () => VoiceResponse,
  log: RequestLog,
): Promise<string> {
  try {
    const document = (await within(longestAnswerMillis, answer())).toString();
    log.noteIssues();
    return document;
  } catch (error) {
    log.report(error);
    return fallbackDocument(fallback);
  }
}

function fallbackDocument(fallback: () => VoiceResponse): string {
  try {
    return fallback().toString();
  } catch {
    const lastResort = new VoiceResponse();
    lastResort.say('Sorry, something went wrong.');
    lastResort.pause({ length: 5 });
    return lastResort.toString();
  }
}
