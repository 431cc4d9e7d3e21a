import { type TwilioErrorCode, TwimlError, twilioError } from '../platform/twilio-errors';
import type { Element } from '../twiml/element';
import { type RecordingEvent, recordingEvents } from '../voice/recording';

/** Which events of a recording the application asks for; if it names none, the completed recording. */
export function readRecordingEvents(element: Element, code: TwilioErrorCode): readonly RecordingEvent[] {
  const text = element.attributes.recordingStatusCallbackEvent ?? 'completed';
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const event = recordingEvents.find((known) => known === word);
      if (event) return event;
      throw new TwimlError(twilioError(code, `recordingStatusCallbackEvent is "${text}"`, element.line));
    });
}
