import type { Context, ServerlessFunctionSignature } from '@twilio-labs/serverless-runtime-types/types';
import type { LogLine } from '../log';
import { Parameters } from '../state/parameters';
import { environmentServedBy } from '../state/queue-name';
import VoiceResponse from '../twiml';
import { RequestLog } from './request-log';
import { within } from './within';

/** How long an answer may take before the caller hears the other one. Twilio's own patience is 10 s. */
const longestAnswerMillis = 3000;

/** One request of Twilio's, and what may be done with it. */
export interface Visit {
  readonly parameters: Parameters;
  readonly now: Date;
  /** The host that serves our functions and assets. */
  readonly domain: string;
  /** Twilio's own: the deployment's variables, and the way to its REST API. */
  readonly context: Context;
  readonly log: (line: LogLine) => void;
}

/** What one endpoint answers, and what is heard if that fails. */
export interface Moment {
  answer(visit: Visit): VoiceResponse | Promise<VoiceResponse>;
  otherwise(visit: Visit): VoiceResponse;
}

/**
 * Makes a handler that always answers, once, in time, and with TwiML: the caller is never met by silence.
 * It ends by `callback` because only that works on every generation of Twilio's runtime, and with a
 * `Twilio.Response` because a TwiML object is recognised by its class, which two copies of a library do
 * not share.
 */
export function webhook(moment: Moment): ServerlessFunctionSignature {
  return async (context, event, callback) => {
    const document = await answerOf(moment, context, event as Record<string, unknown>);
    const response = new Twilio.Response();
    response.appendHeader('Content-Type', 'text/xml');
    response.setBody(document);
    return callback(null, response);
  };
}

async function answerOf(moment: Moment, context: Context, event: Record<string, unknown>): Promise<string> {
  const now = new Date();
  const domain = context.DOMAIN_NAME ?? '';
  const parameters = new Parameters(event, environmentServedBy(domain));
  const log = new RequestLog(parameters, now, context.PATH);
  const visit: Visit = {
    parameters,
    now,
    domain,
    context,
    log: log.add,
  };
  try {
    const answer = Promise.resolve(moment.answer(visit));
    const document = (await within(longestAnswerMillis, answer)).toString();
    log.noteFaults();
    return document;
  } catch (error) {
    log.report(error);
    return answerOtherwise(moment, visit);
  }
}

function answerOtherwise(moment: Moment, visit: Visit): string {
  try {
    return moment.otherwise(visit).toString();
  } catch {
    const lastResort = new VoiceResponse();
    lastResort.say('Sorry, something went wrong.');
    lastResort.pause({ length: 5 });
    return lastResort.toString();
  }
}
