import type { Queue, Speaker } from './config/queue-config';
import type { CallerPhrases } from './languages/language';
import VoiceResponse from './twiml';

/** How fast the voices speak, by rule of thumb. */
const charactersASecond = 15;

/** About how long a text takes to say, in seconds. */
export const secondsToSay = (text: string) => text.length / charactersASecond;

/** Says a text in the speaker's voice and language. */
export function say(place: Pick<VoiceResponse, 'say'>, speaker: Speaker, text: string): void {
  // The helper library types the voices that it knew when it was published; Twilio adds new ones.
  const voice = speaker.voice as NonNullable<VoiceResponse.SayAttributes['voice']>;
  const language = speaker.language.tag as NonNullable<VoiceResponse.SayAttributes['language']>;
  place.say({ voice, language }, text);
}

/** A document that says these words and then ends the call. */
export function goodbye(speaker: Speaker, ...words: readonly string[]): VoiceResponse {
  const response = new VoiceResponse();
  for (const text of words) say(response, speaker, text);
  response.hangup();
  return response;
}

/** What callers of a queue hear: the standard phrases of its language, with the queue's own in place of some. */
export const callerPhrases = (queue: Queue): CallerPhrases => ({
  ...queue.language.caller,
  ...queue.phrases,
});

/** The absolute URL of a file of `assets/`, which Twilio requires inside `<Gather>` and wait documents. */
export const mediaUrl = (domain: string, file: string) => `https://${domain}/${file}`;

/** A piece of hold music, as a file of `assets/`. */
export const holdMusicFile = (file: string) => `hold-music/${file}`;
