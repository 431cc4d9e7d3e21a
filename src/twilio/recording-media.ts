import type { AccountAccess } from '../config/environment';
import { isRecordingSid, recordingMediaUrl } from '../voicemail/link';
import type { RecordingMedia } from '../voicemail/playback';
import { stoppedWithin } from './within';

/** Usually it takes less than a second. While it runs, it takes an execution that calls may need. */
const longestFetchMillis = 3000;

/**
 * A function may return 4 MB. Twilio's MP3 files have 32 kbit/s, so the longest message, 3 minutes, has 180 × 32,000 /
 * 8 = 720,000 bytes. https://support.twilio.com/hc/en-us/articles/360002588893
 * https://www.twilio.com/docs/serverless/functions-assets/functions#limitations
 */
const mostBytes = 4_000_000;

/** The whole sound of a recording, as MP3. https://www.twilio.com/docs/voice/api/recording#fetch-a-recordings-media-file */
export async function recordingMedia(
  recording: string,
  account: AccountAccess | undefined,
): Promise<RecordingMedia> {
  if (!isRecordingSid(recording)) return { kind: 'gone' };
  if (!account) return { kind: 'unavailable', why: 'The service has no ACCOUNT_SID and AUTH_TOKEN' };
  const { sid, token } = account;
  const url = recordingMediaUrl(recording, account);
  const authorization = `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`;
  try {
    return await stoppedWithin(longestFetchMillis, async (signal) =>
      readMedia(await fetch(url, { headers: { authorization }, signal })),
    );
  } catch (error) {
    const { message } = Object(error) as { message?: unknown };
    return { kind: 'unavailable', why: `Twilio could not be reached: ${message}` };
  }
}

async function readMedia(response: Response): Promise<RecordingMedia> {
  const { ok, status, headers } = response;
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (!ok) return { kind: 'unavailable', why: `Twilio answered ${status} for the recording` };
  if (Number(headers.get('content-length')) > mostBytes) return { kind: 'too-large' };
  const bytes = Buffer.from(await response.arrayBuffer());
  return bytes.length > mostBytes ? { kind: 'too-large' } : { kind: 'there', bytes };
}
