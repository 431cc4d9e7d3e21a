import { type Fault, type FaultCode, fault, TwimlError } from '../platform/twilio-errors';
import { readDocument } from '../twiml/document';
import type { Element } from '../twiml/element';
import { verbs } from '../verbs/verbs';
import type { WebResponse } from '../web/message';
import type { Leg } from './leg';

/** A document to fetch and run. */
export interface DocumentRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** What is sent besides the standard parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What asks for it: a number's own URL, or a verb of a document before. */
  readonly askedBy: 'number' | 'verb' | 'rest';
  /** Whether the parameters of its context are sent too; they are unless this says no. */
  readonly carriesContext?: boolean;
}

/**
 * Where a document runs: as the call itself, while it waits in a queue, just before it is joined to an agent,
 * or on the end of a number that was dialled, before it is joined to who dialled it.
 */
export interface DocumentContext {
  readonly kind: 'call' | 'wait' | 'connect' | 'whisper';
  /** What is sent with every request of this context besides the standard parameters. */
  parameters(): Readonly<Record<string, string>>;
}

/** What a verb leads to. */
export type VerbOutcome =
  | { kind: 'next' }
  | { kind: 'request'; request: DocumentRequest }
  | { kind: 'hangup' }
  | { kind: 'leave' };

export type DocumentsEnd = 'finished' | 'hangup' | 'leave';

/** What a verb knows of where it stands. */
export interface VerbPlace {
  readonly leg: Leg;
  readonly documentUrl: URL;
  readonly context: DocumentContext;
}

/** The verbs that a context allows. https://www.twilio.com/docs/voice/twiml/enqueue, …/queue, …/number */
const allowedVerbs: Readonly<Record<Exclude<DocumentContext['kind'], 'call'>, readonly string[]>> = {
  wait: ['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather'],
  connect: ['Play', 'Say', 'Pause', 'Redirect'],
  whisper: ['Play', 'Say', 'Pause', 'Gather', 'Redirect', 'Hangup'],
};

/** A part of Twilio that is not here: no fault of the document, so it is never mistaken for one. */
export class NotEmulated extends Error {
  constructor(what: string) {
    super(`The local Twilio does not have ${what} yet. See emulator/README.md for what it has.`);
  }
}

/** A document that could not be had, or not be run. */
export class DocumentFailed extends Error {
  constructor(
    readonly fault: Fault,
    readonly request: DocumentRequest,
    readonly why: 'fetch' | 'twiml',
  ) {
    super(fault.message);
  }
}

/** Runs a document and all that it leads to, until nothing is left to do or it says so itself. */
export async function runDocuments(
  leg: Leg,
  first: DocumentRequest,
  context: DocumentContext,
): Promise<DocumentsEnd> {
  let request: DocumentRequest | undefined = first;
  while (request) {
    const outcome: VerbOutcome = await runDocument(leg, request, context);
    if (outcome.kind === 'hangup' || outcome.kind === 'leave') return outcome.kind;
    request = outcome.kind === 'request' ? outcome.request : undefined;
  }
  return 'finished';
}

async function runDocument(
  leg: Leg,
  request: DocumentRequest,
  context: DocumentContext,
): Promise<VerbOutcome> {
  const response = await fetchDocument(leg, request, context);
  const elements = readVerbs(leg, request, response);
  // The only way not to answer. https://www.twilio.com/docs/voice/twiml/reject
  if (elements[0]?.name !== 'Reject') leg.answer();
  for (const element of elements) {
    if (element.name !== 'Reject') leg.answer();
    const outcome = await runVerbOrFail(element, request, { leg, documentUrl: request.url, context });
    if (outcome.kind !== 'next') return outcome;
  }
  return { kind: 'next' };
}

async function runVerbOrFail(
  element: Element,
  request: DocumentRequest,
  place: VerbPlace,
): Promise<VerbOutcome> {
  try {
    return await runVerb(element, place);
  } catch (error) {
    if (!(error instanceof TwimlError)) throw error;
    const { leg } = place;
    if (error.fault.severity === 'error' || leg.twilio.assumptions.unreadableAttribute === 'document-fails') {
      throw new DocumentFailed(error.fault, request, 'twiml');
    }
    leg.warn(error.fault);
    return { kind: 'next' };
  }
}

async function fetchDocument(
  leg: Leg,
  request: DocumentRequest,
  context: DocumentContext,
): Promise<WebResponse> {
  // As the call itself, what is decided is asked, even of a call that just ended: nobody else would tell of it.
  if (context.kind !== 'call') leg.notice();
  const { url, method } = request;
  const ofContext = request.carriesContext === false ? {} : context.parameters();
  const answer = await leg.attend(leg.send(url, method, { ...ofContext, ...request.parameters }));
  if (answer.kind === 'failed') throw new DocumentFailed(answer.fault, request, 'fetch');
  return answer.response;
}

function readVerbs(leg: Leg, request: DocumentRequest, response: WebResponse): readonly Element[] {
  const reading = readDocument(response.body.toString(), response.headers['content-type']);
  switch (reading.kind) {
    case 'refused':
      throw new DocumentFailed(reading.fault, request, 'twiml');
    case 'audio':
      leg.twilio.media.lengthIn(request.url, response);
      return [{ name: 'Play', attributes: {}, text: request.url.href, children: [], line: 1 }];
    case 'twiml':
      for (const warning of reading.warnings) leg.warn(warning);
      return reading.verbs;
    default:
      return reading satisfies never;
  }
}

async function runVerb(element: Element, place: VerbPlace): Promise<VerbOutcome> {
  refuseForeignVerb(element, place.context);
  const run = verbs[element.name];
  if (!run) {
    throw new NotEmulated(`<${element.name}> on line ${element.line}`);
  }
  const { leg } = place;
  leg.twilio.timeline.add({
    kind: 'verb',
    call: leg.sid,
    verb: element.name,
    attributes: element.attributes,
  });
  return run(element, place);
}

/** A <Number> forbids <Dial> alone, and its page does not say what becomes of the verbs that it does not name. */
function refuseForeignVerb({ name, line }: Element, { kind }: DocumentContext): void {
  if (kind === 'call' || allowedVerbs[kind].includes(name)) return;
  const refused = (code: FaultCode) => new TwimlError(fault(code, `<${name}> may not stand here`, line));
  if (kind === 'wait') throw refused(14202);
  if (kind === 'connect') throw refused(14211);
  if (name === 'Dial') throw refused(13201);
  throw new NotEmulated(`<${name}> in the document of a <Number>, as on line ${line},`);
}

/** A request that a verb makes: relative to its document. */
export function requestFrom(
  place: Pick<VerbPlace, 'documentUrl'>,
  url: string,
  method: 'GET' | 'POST',
  parameters: Readonly<Record<string, string>> = {},
): DocumentRequest {
  return { url: urlFrom(place, url), method, parameters, askedBy: 'verb' };
}

/** A URL that a document names, relative to the document. */
export function urlFrom(
  { documentUrl }: Pick<VerbPlace, 'documentUrl'>,
  url: string,
  code: FaultCode = 11100,
): URL {
  if (!URL.canParse(url, documentUrl.href)) throw new TwimlError(fault(code, `it is "${url}"`));
  return new URL(url, documentUrl);
}
