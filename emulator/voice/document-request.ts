import type { TwilioError } from '../platform/twilio-errors';

/** A document to fetch and run. */
export interface DocumentRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** The document itself, if it is not fetched. Its URLs cannot be relative. */
  readonly twiml?: string;
  /** Parameters in addition to the standard ones. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What requests it: a number's own URL, a verb of an earlier document, or a REST request. */
  readonly requestedBy: 'number' | 'verb' | 'rest';
  /** The document whose verb requests it. */
  readonly requestedIn?: URL;
  /** Whether the parameters of its context are sent too; yes unless this is false. */
  readonly carriesContext?: boolean;
}

/** A document that could not be fetched or run. */
export class DocumentFailed extends Error {
  constructor(
    readonly fault: TwilioError,
    readonly request: DocumentRequest,
    readonly why: 'fetch' | 'twiml',
  ) {
    super(fault.message);
  }
}

/** A document that is part of a REST request. Its verbs need absolute URLs: https://www.twilio.com/docs/api/errors/15004 */
export const documentOf = (twiml: string): DocumentRequest => ({
  ...{ url: new URL('twiml:parameter'), method: 'POST', parameters: {}, requestedBy: 'rest', twiml },
});
