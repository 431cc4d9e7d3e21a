import { secondsOfWav } from '../../music/wav';
import type { Account } from '../platform/account';
import { type TwilioError, twilioError } from '../platform/twilio-errors';
import { contentOf } from '../twiml/content-type';
import type { WebHost, WebResponse } from './message';
import { signed } from './signature';

export type MediaLength = { kind: 'seconds'; seconds: number } | { kind: 'failed'; fault: TwilioError };

/** The assumed length of a file that is not WAV, whose length cannot be read here. */
const secondsIfUnknown = 60;

/** The lengths of the files in `<Play>`. Like Twilio, it fetches a file once and caches the result. */
export class Media {
  private readonly known = new Map<string, MediaLength>();

  constructor(
    private readonly account: Account,
    private readonly hostOf: (url: URL) => WebHost | undefined,
  ) {}

  async lengthOf(url: URL): Promise<MediaLength> {
    return this.known.get(url.href) ?? this.fetchLength(url);
  }

  /** The length of an answer that is itself audio. */
  lengthIn(url: URL, response: WebResponse): MediaLength {
    const length = readLength(url, response);
    if (length.kind === 'seconds') this.known.set(url.href, length);
    return length;
  }

  /** The request is signed, so it also reaches protected assets: https://www.twilio.com/docs/serverless/functions-assets/visibility */
  private async fetchLength(url: URL): Promise<MediaLength> {
    const request = { method: 'GET', url, headers: {}, form: new URLSearchParams() } as const;
    const host = this.hostOf(url);
    if (!host) return { kind: 'failed', fault: twilioError(11210, url.hostname) };
    const response = await host(signed(request, this.account.authToken)).catch(() => undefined);
    return response ? this.lengthIn(url, response) : { kind: 'failed', fault: twilioError(11205, url.href) };
  }
}

function readLength({ pathname }: URL, { status, headers, body }: WebResponse): MediaLength {
  if (status !== 200) return { kind: 'failed', fault: twilioError(11200, `${pathname}: answered ${status}`) };
  const contentType = headers['content-type'];
  if (contentOf(contentType) !== 'audio') {
    return { kind: 'failed', fault: twilioError(13420, `${pathname} is ${contentType}`) };
  }
  if (!/wave?$/.test(contentType?.split(';')[0]?.trim() ?? '')) {
    return { kind: 'seconds', seconds: secondsIfUnknown };
  }
  try {
    return { kind: 'seconds', seconds: secondsOfWav(body) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', fault: twilioError(13420, `${pathname}: ${why}`) };
  }
}
