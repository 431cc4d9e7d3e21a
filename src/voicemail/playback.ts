import type { HttpEndpoint } from '../endpoint';
import { type HttpAnswer, notStored, sentence } from '../http-answer';
import { voicemailPath } from '../state/urls';
import { byteRange } from './byte-range';
import { checkLink, type LinkCheck, readShownLink } from './link';

/** The sound of a recording, or why it is unavailable. */
export type RecordingMedia =
  | { readonly kind: 'there'; readonly bytes: Buffer }
  | { readonly kind: 'gone' }
  | { readonly kind: 'too-large' }
  /** Twilio did not answer, or answered with an error. */
  | { readonly kind: 'unavailable'; readonly why: string };

/** The answer to a link that does not open. */
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

/** The answer to a valid link; `range` is the part that the player requests, if it does. */
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

/** What the endpoint uses: the secret that signs links, and the recordings of the account. */
export interface PlaybackServices {
  readonly secret: string | undefined;
  recordingMedia(recording: string): Promise<RecordingMedia>;
}

/**
 * A browser requests this to play a voicemail. The link is the permission. Requests without one are refused at once,
 * and nothing of them is logged, because every request takes an execution that calls may need.
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
