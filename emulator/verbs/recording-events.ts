import type { TwilioErrorCode } from '../platform/twilio-errors';
import { type AttributeReader, UnreadableAttribute } from '../twiml/attributes';
import { recordingEvents as known, type RecordingEvent } from '../voice/recording';

/** The recording events that the application wants; only `completed` by default. */
export const recordingEvents =
  (code: TwilioErrorCode): AttributeReader<readonly RecordingEvent[]> =>
  (element, name) => {
    const words = (element.attributes[name] ?? 'completed').trim().split(/\s+/);
    return words.map((word) => {
      const event = known.find((one) => one === word);
      if (event) return event;
      throw new UnreadableAttribute(element, name, code, known.join(', '));
    });
  };
