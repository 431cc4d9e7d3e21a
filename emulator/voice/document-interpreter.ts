import { NotEmulated } from '../platform/not-emulated';
import { type TwilioErrorCode, TwimlError, twilioError } from '../platform/twilio-errors';
import { readDocument } from '../twiml/document';
import type { Element } from '../twiml/element';
import type { Media } from '../web/media';
import { type WebResponse, webResponse } from '../web/message';
import type { Call } from './call';
import { DocumentFailed, type DocumentRequest } from './document-request';
import {
  type DocumentContext,
  orDefaults,
  type RunDocuments,
  type VerbOutcome,
  type VerbPlace,
  type Verbs,
} from './verb';

/** What the interpreter works with. */
export interface InterpreterOptions {
  readonly verbs: Verbs;
  readonly media: Media;
}

/** The verbs that a context allows. https://www.twilio.com/docs/voice/twiml/enqueue, …/queue, …/number */
const allowedVerbs: Readonly<Record<Exclude<DocumentContext['kind'], 'call'>, readonly string[]>> = {
  wait: ['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather'],
  connect: ['Play', 'Say', 'Pause', 'Redirect'],
  whisper: ['Play', 'Say', 'Pause', 'Gather', 'Redirect', 'Hangup'],
};

/** The interpreter of TwiML: fetches documents and runs their verbs, until nothing is left to do or a verb ends the call. */
export function documentInterpreter(options: InterpreterOptions): RunDocuments {
  const runDocuments: RunDocuments = async (call, first, context) => {
    let request: DocumentRequest | undefined = first;
    while (request) {
      const outcome: VerbOutcome = await runDocument(options, runDocuments, call, request, context);
      if (outcome.kind === 'hangup' || outcome.kind === 'leave') return outcome.kind;
      request = outcome.kind === 'request' ? outcome.request : undefined;
    }
    return 'finished';
  };
  return runDocuments;
}

async function runDocument(
  { verbs, media }: InterpreterOptions,
  runDocuments: RunDocuments,
  call: Call,
  request: DocumentRequest,
  context: DocumentContext,
): Promise<VerbOutcome> {
  const response = await fetchDocument(call, request, context);
  const elements = readVerbs(call, request, response, media);
  const isFromRest = request.requestedBy === 'rest';
  const place = { call, documentUrl: request.url, context, runDocuments, isFromRest };
  if (elements.length === 0) call.answer();
  for (const [index, element] of elements.entries()) {
    if (isAnsweredFirst(element, index)) call.answer();
    const outcome = await runVerbOrFail(verbs, element, request, place);
    if (outcome.kind !== 'next') return outcome;
  }
  return { kind: 'next' };
}

/**
 * The first verb answers the call, with three exceptions: <Reject> ends it, <Pause> lets it ring meanwhile, and <Dial>
 * may answer only when the called party does. https://www.twilio.com/docs/voice/twiml/pause, …/dial#answeronbridge
 */
function isAnsweredFirst({ name }: Element, index: number): boolean {
  return !(name === 'Reject' || name === 'Dial' || (name === 'Pause' && index === 0));
}

async function runVerbOrFail(
  verbs: Verbs,
  element: Element,
  request: DocumentRequest,
  place: VerbPlace,
): Promise<VerbOutcome> {
  try {
    return await runVerb(verbs, element, place);
  } catch (error) {
    if (!(error instanceof TwimlError)) throw error;
    const { call } = place;
    if (
      error.fault.severity === 'error' ||
      call.platform.assumptions.unreadableAttribute === 'document-fails'
    ) {
      throw new DocumentFailed(error.fault, request, 'twiml');
    }
    call.warn(error.fault);
    return { kind: 'next' };
  }
}

async function fetchDocument(
  call: Call,
  request: DocumentRequest,
  context: DocumentContext,
): Promise<WebResponse> {
  // The call's own documents are requested even if it just ended: no other request would report the end.
  if (context.kind !== 'call') call.interrupts.notice();
  const { url, method, twiml } = request;
  if (twiml !== undefined) return webResponse(200, 'text/xml', twiml);
  const ofContext = request.carriesContext === false ? {} : context.parameters();
  const answer = await call.attend(call.webhooks.send(url, method, { ...ofContext, ...request.parameters }));
  if (answer.kind === 'failed') throw new DocumentFailed(answer.fault, request, 'fetch');
  return answer.response;
}

function readVerbs(
  call: Call,
  request: DocumentRequest,
  response: WebResponse,
  media: Media,
): readonly Element[] {
  const reading = readDocument(response.body.toString(), response.headers['content-type']);
  switch (reading.kind) {
    case 'refused':
      throw new DocumentFailed(reading.fault, request, 'twiml');
    case 'audio':
      media.lengthIn(request.url, response);
      return [{ name: 'Play', attributes: {}, text: request.url.href, children: [], line: 1 }];
    case 'twiml':
      for (const warning of reading.warnings) call.warn(warning);
      return reading.verbs;
    default:
      return reading satisfies never;
  }
}

async function runVerb(verbs: Verbs, element: Element, place: VerbPlace): Promise<VerbOutcome> {
  refuseForeignVerb(element, place.context);
  const run = verbs[element.name];
  if (!run) {
    throw new NotEmulated(`<${element.name}> on line ${element.line}`);
  }
  const { call } = place;
  call.platform.timeline.add({
    kind: 'verb',
    call: call.sid,
    verb: element.name,
    attributes: element.attributes,
  });
  return orDefaults(call, element, (readable) => run(readable, place));
}

/** A <Number> only forbids <Dial>; its page does not say what happens to verbs that it does not mention. */
function refuseForeignVerb({ name, line }: Element, { kind }: DocumentContext): void {
  if (kind === 'call' || allowedVerbs[kind].includes(name)) return;
  const refused = (code: TwilioErrorCode) =>
    new TwimlError(twilioError(code, `<${name}> is not allowed in this document`, line));
  if (kind === 'wait') throw refused(14202);
  if (kind === 'connect') throw refused(14211);
  if (name === 'Dial') throw refused(13201);
  throw new NotEmulated(`<${name}> in the document of a <Number>, as on line ${line},`);
}
