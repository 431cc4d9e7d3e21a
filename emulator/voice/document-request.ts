import type { TwilioError } from '../platform/twilio-errors';

/** A document to fetch and run. */
export interface DocumentRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** The document itself, if it is not fetched: then nothing in it can be relative. */
  readonly twiml?: string;
  /** What is sent besides the standard parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What asks for it: a number's own URL, a verb of an earlier document, or a REST request. */
  readonly askedBy: 'number' | 'verb' | 'rest';
  /** The document whose verb asks for it. */
  readonly askedIn?: URL;
  /** Whether the parameters of its context are sent too; yes unless this is false. */
  readonly carriesContext?: boolean;
}

/** A document that could not be fetched, or not be run. */
export class DocumentFailed extends Error {
  constructor(
    readonly fault: TwilioError,
    readonly request: DocumentRequest,
    readonly why: 'fetch' | 'twiml',
  ) {
    super(fault.message);
  }
}

/** A document that a REST request carries. Its verbs need absolute URLs: https://www.twilio.com/docs/api/errors/15004 */
export const documentOf = (twiml: string): DocumentRequest => ({
  ...{ url: new URL('twiml:parameter'), method: 'POST', parameters: {}, askedBy: 'rest', twiml },
});
