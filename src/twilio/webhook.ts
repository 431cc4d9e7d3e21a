import type { Context, ServerlessFunctionSignature } from '@twilio-labs/serverless-runtime-types/types';
import type { QueuesConfig } from '../config/queue-config';
import type { Endpoint, RequestWithoutConfig, WebhookRequest } from '../endpoint';
import type { LogLine } from '../log';
import { Parameters } from '../state/parameters';
import { environmentServedBy } from '../state/queue-name';
import VoiceResponse from '../twiml';
import { RequestLog } from './request-log';
import { within } from './within';

/** Builds an endpoint's sources; `log` is for lines that they write themselves. */
type SourcesOf<Sources> = (context: Context, log: (line: LogLine) => void, call: string) => Sources;

/** Sources of an endpoint that needs TaskRouter's SIDs. */
type KnowsTaskRouter = Pick<WebhookRequest, 'taskRouter'>;

/** How long an answer may take before the fallback replaces it. */
const longestAnswerMillis = 3000;

/**
 * Turns an endpoint into a function that always answers, once, in time and with TwiML, so that callers never hear
 * silence. It uses `callback`, which works on every generation of Twilio's runtime, and a `Twilio.Response`, because
 * the runtime recognizes TwiML objects by class, which two copies of the library do not share.
 */
export function webhook<Asked, Decided>(
  endpoint: Endpoint<Asked, Decided, undefined, undefined, RequestWithoutConfig>,
): ServerlessFunctionSignature;
export function webhook<Asked, Decided, Sources>(
  endpoint: Endpoint<Asked, Decided, undefined, Sources, RequestWithoutConfig>,
  config: undefined,
  sourcesOf: SourcesOf<Sources>,
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
    // An endpoint without a config does not read it: the overloads make sure.
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
