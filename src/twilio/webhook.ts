import type { Context, ServerlessFunctionSignature } from '@twilio-labs/serverless-runtime-types/types';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import { type Environment, readEnvironment } from '../environment';
import type { LogLine } from '../log';
import { Parameters } from '../parameters';
import { countWaitingCallers } from './waiting-callers';
import { within } from './within';

/** How long an answer may take before the caller hears the other one. Twilio's own patience is 10 s. */
const longestAnswerMillis = 3000;

/** One request of Twilio's, and what may be done with it. */
export interface Visit {
  readonly parameters: Parameters;
  readonly now: Date;
  /** The host that serves our functions and assets. */
  readonly domain: string;
  readonly environment: Environment;
  log(line: LogLine): void;
  /** How many callers wait in a queue. Undefined if that cannot be found out quickly. */
  countWaitingCallers(queueName: string): Promise<number | undefined>;
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
  const visit = visitOf(context, event);
  try {
    const answer = Promise.resolve(moment.answer(visit));
    const document = (await within(longestAnswerMillis, answer)).toString();
    logFaults(visit, context.PATH);
    return document;
  } catch (error) {
    report(error, visit, context.PATH);
    return answerOtherwise(moment, visit);
  }
}

function answerOtherwise(moment: Moment, visit: Visit): string {
  try {
    return moment.otherwise(visit).toString();
  } catch {
    const lastResort = new VoiceResponse();
    lastResort.say('Sorry, something went wrong on our side.');
    lastResort.pause({ length: 5 });
    return lastResort.toString();
  }
}

function visitOf(context: Context, event: Record<string, unknown>): Visit {
  const now = new Date();
  return {
    parameters: new Parameters(event),
    now,
    domain: context.DOMAIN_NAME ?? '',
    environment: readEnvironment(context),
    log: (line) => console.log(JSON.stringify({ at: now.toISOString(), ...line })),
    countWaitingCallers: (queueName) => countWaitingCallers(context, queueName),
  };
}

function logFaults({ parameters, log }: Visit, path: string | undefined): void {
  const { faults } = parameters;
  if (faults.length > 0) log({ event: 'bad-input', path: path ?? '', call: callOf(parameters), faults });
}

/** Nobody expected this: `console.error` also raises an alert in Twilio's debugger. */
function report(error: unknown, { parameters, now }: Visit, path: string | undefined): void {
  const line: LogLine = {
    event: 'failed',
    path: path ?? '',
    call: callOf(parameters),
    error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  };
  console.error(JSON.stringify({ at: now.toISOString(), ...line }));
}

const callOf = (parameters: Parameters) => parameters.text('CallSid') ?? 'unknown';
