import type { TwilioError } from '../platform/twilio-errors';

/** A document to fetch and run. */
export interface DocumentRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** What is sent besides the standard parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What asks for it: a number's own URL, a verb of an earlier document, or a REST request. */
  readonly askedBy: 'number' | 'verb' | 'rest';
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
