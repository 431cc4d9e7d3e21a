import { ControlError, signed } from '../emulator/index';
import { localDomain } from '../simulation/local-queue';
import { byteRange } from '../src/voicemail/byte-range';
import type { RunningSimulation } from './running-simulation';

/** A file or a part of it, as a browser plays it. */
export interface SoundAnswer {
  readonly status: 200 | 206 | 416;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * The file that a `<Play>` names, if it is a sound that is deployed in this simulation: nothing else is fetched, and no
 * function runs. Twilio can read protected files, and so can the page, which plays them instead.
 */
export async function soundAt(
  { queue }: RunningSimulation,
  address: string | null,
  range: string | undefined,
): Promise<SoundAnswer> {
  const url = address !== null && URL.canParse(address) ? new URL(address) : undefined;
  const isAsset = queue.files.some(({ kind, path }) => kind === 'asset' && path === url?.pathname);
  if (!url || url.origin !== `https://${localDomain}` || !isAsset) {
    throw new ControlError(
      404,
      `url is not a sound file of this simulation. Send one of https://${localDomain}.`,
      'url',
    );
  }
  const request = { method: 'GET', url, headers: {}, form: new URLSearchParams() } as const;
  const { status, headers, body } = await queue.edge(signed(request, queue.twilio.account.authToken));
  const contentType = headers['content-type'] ?? '';
  if (status !== 200 || !contentType.startsWith('audio/')) {
    throw new ControlError(404, `${url.href} is not a sound: the answer is ${status} ${contentType}.`);
  }
  return partOf(body, contentType, range);
}

function partOf(whole: Buffer, contentType: string, range: string | undefined): SoundAnswer {
  const common = { 'Content-Type': contentType, 'Accept-Ranges': 'bytes' };
  const part = byteRange(range, whole.length);
  if (part === undefined) return { status: 200, headers: common, body: whole };
  if (part === 'outside') {
    const headers = { ...common, 'Content-Range': `bytes */${whole.length}` };
    return { status: 416, headers, body: Buffer.alloc(0) };
  }
  const headers = { ...common, 'Content-Range': `bytes ${part.from}-${part.to}/${whole.length}` };
  return { status: 206, headers, body: whole.subarray(part.from, part.to + 1) };
}
