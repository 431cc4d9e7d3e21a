/** How Twilio treats an answer with a content type. */
export type Content = 'twiml' | 'audio' | 'text' | 'unknown';

// https://www.twilio.com/docs/voice/twiml, formerly https://www.twilio.com/docs/api/twiml/your_response
const twimlTypes = ['text/xml', 'application/xml', 'text/html'];

// https://www.twilio.com/docs/voice/twiml/play
const audioTypes = [
  'audio/mpeg',
  'audio/wav',
  'audio/wave',
  'audio/x-wav',
  'audio/aiff',
  'audio/x-aifc',
  'audio/x-aiff',
  'audio/x-gsm',
  'audio/gsm',
  'audio/ulaw',
];

/** How Twilio treats an answer with this content type. Parameters such as charset do not matter. */
export function contentOf(contentType: string | undefined): Content {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (twimlTypes.includes(type)) return 'twiml';
  if (audioTypes.includes(type)) return 'audio';
  return type === 'text/plain' ? 'text' : 'unknown';
}
