import { type TwilioErrorCode, TwimlError, twilioError } from '../platform/twilio-errors';
import { UnreadableAttribute, withoutAttribute } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { WrittenUrl } from '../web/written-url';
import type { Call } from './call';
import type { DocumentRequest } from './document-request';

/**
 * Where a document runs: as the call itself, while it waits in a queue, just before it is joined to an agent,
 * or on the end of a number that was dialled, before the two are joined.
 */
export interface DocumentContext {
  readonly kind: 'call' | 'wait' | 'connect' | 'whisper';
  /** What is sent with every request of this context besides the standard parameters. */
  parameters(): Readonly<Record<string, string>>;
}

export type DocumentsEnd = 'finished' | 'hangup' | 'leave';

/** Runs a document and all that it leads to on a call. Throws `DocumentFailed` where one cannot be had or run. */
export type RunDocuments = (
  call: Call,
  first: DocumentRequest,
  context: DocumentContext,
) => Promise<DocumentsEnd>;

/** Where a verb stands, and how it runs documents of its own. */
export interface VerbPlace {
  readonly call: Call;
  readonly documentUrl: URL;
  readonly context: DocumentContext;
  readonly runDocuments: RunDocuments;
  /** Whether REST has redirected the call to this very document. */
  readonly isFromRest: boolean;
}

/** What a verb leads to. */
export type VerbOutcome =
  | { kind: 'next' }
  | { kind: 'request'; request: DocumentRequest }
  | { kind: 'hangup' }
  | { kind: 'leave' };

export type RunVerb = (element: Element, place: VerbPlace) => Promise<VerbOutcome>;

/** The verbs that documents may have, by their names. */
export type Verbs = Readonly<Record<string, RunVerb>>;

/** A request that a verb makes: relative to its document. */
export function requestFrom(
  place: Pick<VerbPlace, 'documentUrl'>,
  url: string,
  method: 'GET' | 'POST',
  parameters: Readonly<Record<string, string>> = {},
): DocumentRequest {
  return { url: urlFrom(place, url), method, parameters, askedBy: 'verb', askedIn: place.documentUrl };
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

/** A document that REST carries is nowhere, so nothing in it can be relative. https://www.twilio.com/docs/api/errors/15004 */
const codeIn = ({ protocol }: URL, code: TwilioErrorCode): TwilioErrorCode =>
  protocol === 'twiml:' && (code === 11100 || code === 14203) ? 15004 : code;

/** Runs a verb; what it cannot read is left out, if Twilio is taken to use its default then. */
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
