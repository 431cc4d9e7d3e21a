import { type TwilioError, twilioError } from '../platform/twilio-errors';
import { contentOf } from './content-type';
import { type Element, readElement } from './element';
import { responseKind } from './vocabulary';
import { parseXml } from './xml';

export type { Element } from './element';

/** An answer as Twilio reads it: verbs to run, audio to play before hanging up, or an error. */
export type DocumentReading =
  | { readonly kind: 'twiml'; readonly verbs: readonly Element[]; readonly warnings: readonly TwilioError[] }
  | { readonly kind: 'audio' }
  | { readonly kind: 'refused'; readonly fault: TwilioError };

// https://www.twilio.com/docs/api/errors/11750 says 64 kB. We count 1024 bytes per kB.
const largestDocument = 64 * 1024;

/** Reads the body of a 2xx answer as Twilio does. */
export function readDocument(body: string, contentType: string | undefined): DocumentReading {
  switch (contentOf(contentType)) {
    case 'twiml':
      return readTwiml(body);
    case 'text':
      return readPlainText(body);
    case 'audio':
      return { kind: 'audio' };
    case 'unknown':
      return refused(
        twilioError(12300, contentType ? `it is ${contentType}` : 'the answer does not have one'),
      );
  }
}

function readTwiml(body: string): DocumentReading {
  const unusable = unusableSize(body);
  if (unusable) return refused(unusable);
  const xml = parseXml(body.replace(/^\uFEFF/, ''));
  if ('problem' in xml) return refused(twilioError(12100, xml.problem, xml.line));
  const { root } = xml;
  if (root.nodeName !== 'Response')
    return refused(twilioError(12102, `it is <${root.nodeName}>`, root.lineNumber));
  const warnings: TwilioError[] = [];
  const { children } = readElement(root, responseKind, (warning) => warnings.push(warning));
  return { kind: 'twiml', verbs: children, warnings };
}

/** Plain text that is valid TwiML runs. Twilio speaks any other text and ends the call. */
function readPlainText(body: string): DocumentReading {
  const unusable = unusableSize(body);
  if (unusable) return refused(unusable);
  const reading = readTwiml(body);
  if (reading.kind === 'twiml') return reading;
  const say = { name: 'Say', attributes: {}, text: body.replace(/\s+/g, ' ').trim(), children: [], line: 1 };
  return { kind: 'twiml', verbs: [say, { ...say, name: 'Hangup', text: '' }], warnings: [] };
}

function unusableSize(body: string): TwilioError | undefined {
  if (body === '') return twilioError(11770);
  const bytes = Buffer.byteLength(body);
  return bytes > largestDocument ? twilioError(11750, `it has ${bytes} bytes`) : undefined;
}

const refused = (fault: TwilioError): DocumentReading => ({ kind: 'refused', fault });
