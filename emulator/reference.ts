/**
 * What Twilio documents, as data and pure functions: its errors, its TwiML and the limits of Functions. It does not need a
 * local Twilio, so commands that only look something up start without loading one.
 *
 * ```ts
 * import { readDocument, twilioErrors } from '../emulator/reference';
 *
 * const reading = readDocument('<Response><Say>Hello</Say></Response>', 'text/xml');
 * if (reading.kind === 'twiml') reading.verbs[0]?.name; // 'Say'
 * if (reading.kind === 'refused') reading.fault.repair; // what to do about it
 * twilioErrors[11200].title; // 'The document could not be fetched'
 * ```
 */

/** The files of a deployment, as Twilio names and protects them, and what it refuses. */
export { type DeployedFile, deployedFiles, type Visibility } from './functions/deployment';
export {
  assetLimits,
  forbiddenInPaths,
  handlerPackage,
  handlerVersions,
  longestPath,
  longestUniqueName,
  variableLimits,
} from './functions/uploaded/platform';

/** Twilio's errors: the catalog, and one of them with its details. */
export {
  type TwilioError,
  type TwilioErrorCode,
  TwimlError,
  twilioError,
  twilioErrors,
} from './platform/twilio-errors';

/** TwiML, read as Twilio reads it. */
export { type DocumentReading, type Element, readDocument } from './twiml/document';
