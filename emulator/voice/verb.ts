import { type TwilioErrorCode, TwimlError, twilioError } from '../platform/twilio-errors';
import { UnreadableAttribute, withoutAttribute } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { WrittenUrl } from '../web/written-url';
import type { Call } from './call';
import type { DocumentRequest } from './document-request';

/**
 * Where a document runs: as the call itself, while it waits in a queue, just before it is connected to an agent, or for
 * the called party of a `<Dial>` before the two are connected.
 */
export interface DocumentContext {
  readonly kind: 'call' | 'wait' | 'connect' | 'whisper';
  /** Parameters of every request in this context, in addition to the standard ones. */
  parameters(): Readonly<Record<string, string>>;
}

export type DocumentsEnd = 'finished' | 'hangup' | 'leave';

/** Runs a document, and those that follow from it, on a call. Throws `DocumentFailed` if one cannot be fetched or run. */
export type RunDocuments = (
  call: Call,
  first: DocumentRequest,
  context: DocumentContext,
) => Promise<DocumentsEnd>;

/** Where a verb runs, and how it runs further documents. */
export interface VerbPlace {
  readonly call: Call;
  readonly documentUrl: URL;
  readonly context: DocumentContext;
  readonly runDocuments: RunDocuments;
  /** Whether REST redirected the call to this document. */
  readonly isFromRest: boolean;
}

/** What a verb leads to. */
export type VerbOutcome =
  | { kind: 'next' }
  | { kind: 'request'; request: DocumentRequest }
  | { kind: 'hangup' }
  | { kind: 'leave' };

export type RunVerb = (element: Element, place: VerbPlace) => Promise<VerbOutcome>;

/** The verbs that documents may use, by name. */
export type Verbs = Readonly<Record<string, RunVerb>>;

/** A verb's request, with its URL relative to the document. */
export function requestFrom(
  place: Pick<VerbPlace, 'documentUrl'>,
  url: string,
  method: 'GET' | 'POST',
  parameters: Readonly<Record<string, string>> = {},
): DocumentRequest {
  return {
    url: urlFrom(place, url),
    method,
    parameters,
    requestedBy: 'verb',
    requestedIn: place.documentUrl,
  };
}

/** A URL that a document names, relative to the document. */
export function urlFrom(
  { documentUrl }: Pick<VerbPlace, 'documentUrl'>,
  url: string,
  code: TwilioErrorCode = 11100,
): URL {
  if (!URL.canParse(url, documentUrl.href))
    throw new TwimlError(twilioError(codeIn(documentUrl, code), `it is "${url}"`));
  return new WrittenUrl(url, documentUrl);
}

/** A document in a REST request has no URL, so its own URLs cannot be relative. https://www.twilio.com/docs/api/errors/15004 */
const codeIn = ({ protocol }: URL, code: TwilioErrorCode): TwilioErrorCode =>
  protocol === 'twiml:' && (code === 11100 || code === 14203) ? 15004 : code;

/** Runs a verb. Drops attributes that cannot be read if the assumption is that Twilio then uses their defaults. */
export async function orDefaults<Result>(
  call: Call,
  element: Element,
  run: (element: Element) => Promise<Result>,
): Promise<Result> {
  try {
    return await run(element);
  } catch (error) {
    if (!(error instanceof UnreadableAttribute) || error.fault.severity === 'error') throw error;
    if (call.platform.assumptions.unreadableAttribute !== 'default-used') throw error;
    call.warn(error.fault);
    return orDefaults(call, withoutAttribute(element, error), run);
  }
}
