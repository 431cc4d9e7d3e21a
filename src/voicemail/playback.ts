import type { HttpEndpoint } from '../endpoint';
import { type HttpAnswer, notStored, sentence } from '../http-answer';
import { voicemailPath } from '../state/urls';
import { byteRange } from './byte-range';
import { checkLink, type LinkCheck, readShownLink } from './link';

/** The sound of a recording, as far as it can be had. */
export type RecordingMedia =
  | { readonly kind: 'there'; readonly bytes: Buffer }
  | { readonly kind: 'gone' }
  | { readonly kind: 'too-large' }
  /** Twilio did not answer, or not as it should. */
  | { readonly kind: 'unavailable'; readonly why: string };

/** To somebody whose link does not open. */
export function answerClosed({ kind }: Exclude<LinkCheck, { kind: 'open' }>): HttpAnswer {
  switch (kind) {
    case 'not-ours':
      return sentence(403, 'This link does not open a voicemail: it is incomplete or has been changed.');
    case 'expired':
      return sentence(410, 'This link has expired. The recording itself may still be in the Twilio account.');
    default:
      return kind satisfies never;
  }
}

/** To somebody whose link opens; `range` is the part that their player asks for, if it asks for one. */
export function answerSound(recording: string, media: RecordingMedia, range: string | undefined): HttpAnswer {
  switch (media.kind) {
    case 'there':
      return sound(recording, media.bytes, range);
    case 'gone':
      return sentence(404, 'This voicemail is no longer there: its recording has been deleted.');
    case 'too-large':
      return sentence(502, 'This voicemail is too long to be played here. It is in the Twilio account.');
    case 'unavailable':
      return sentence(502, 'This voicemail cannot be fetched right now. Please try again in a minute.');
    default:
      return media satisfies never;
  }
}

function sound(recording: string, bytes: Buffer, range: string | undefined): HttpAnswer {
  const headers = {
    ...notStored,
    'Accept-Ranges': 'bytes',
    'Content-Type': 'audio/mpeg',
    'Content-Disposition': `inline; filename="voicemail-${recording}.mp3"`,
    'X-Content-Type-Options': 'nosniff',
  };
  const part = byteRange(range, bytes.length);
  if (part === undefined) return { status: 200, headers, body: bytes };
  if (part === 'outside') {
    return {
      status: 416,
      headers: { ...notStored, 'Content-Range': `bytes */${bytes.length}` },
    };
  }
  const contentRange = `bytes ${part.from}-${part.to}/${bytes.length}`;
  return {
    status: 206,
    headers: { ...headers, 'Content-Range': contentRange },
    body: bytes.subarray(part.from, part.to + 1),
  };
}

/** What the endpoint works with: the secret that signs links, and the recordings of the account. */
export interface PlaybackServices {
  readonly secret: string | undefined;
  recordingMedia(recording: string): Promise<RecordingMedia>;
}

/**
 * Somebody listens to a voicemail. Anybody may ask, Twilio never does: the link says who may listen. Whoever has none is
 * refused at once, and nothing of what they send is written down: every request takes an execution that calls may need.
 */
export const voicemailPlaybackEndpoint: HttpEndpoint<PlaybackServices> = {
  path: voicemailPath,
  visibility: 'public',
  events: [],
  longestAnswerMillis: 4000,
  async answer({ parameters, now, header, report }, { secret, recordingMedia }) {
    const check = checkLink(readShownLink(parameters), secret, now);
    if (check.kind !== 'open') return answerClosed(check);
    const media = await recordingMedia(check.recording);
    if (media.kind === 'unavailable') report(new Error(media.why));
    return answerSound(check.recording, media, header('range'));
  },
  fallback: answerSound('', { kind: 'unavailable', why: '' }, undefined),
};
