import { secondsOfWav } from '../music/wav';
import { contentOf } from './twiml/content-type';
import { type Fault, fault } from './twiml/faults';
import type { WebHost } from './web/message';

export type MediaLength = { kind: 'seconds'; seconds: number } | { kind: 'failed'; fault: Fault };

/** What a file counts as whose length cannot be read here: only WAV can. */
const secondsIfUnknown = 60;

/** How long the files play that `<Play>` names. Like Twilio it fetches a file once and keeps what it learnt. */
export class Media {
  private readonly known = new Map<string, MediaLength>();

  constructor(private readonly hostOf: (url: URL) => WebHost | undefined) {}

  async lengthOf(url: URL): Promise<MediaLength> {
    const known = this.known.get(url.href);
    if (known) return known;
    const length = await this.fetchLength(url);
    if (length.kind === 'seconds') this.known.set(url.href, length);
    return length;
  }

  private async fetchLength(url: URL): Promise<MediaLength> {
    const host = this.hostOf(url);
    if (!host) return { kind: 'failed', fault: fault(11205, url.href) };
    const response = await host({ method: 'GET', url, headers: {}, form: new URLSearchParams() });
    if (response.status !== 200) {
      return { kind: 'failed', fault: fault(11200, `${url.pathname}: answered ${response.status}`) };
    }
    const contentType = response.headers['content-type'];
    if (contentOf(contentType) !== 'audio') {
      return { kind: 'failed', fault: fault(13420, `${url.pathname} is ${contentType}`) };
    }
    return readLength(url, response.body);
  }
}

function readLength(url: URL, body: Buffer): MediaLength {
  if (!url.pathname.endsWith('.wav')) return { kind: 'seconds', seconds: secondsIfUnknown };
  try {
    return { kind: 'seconds', seconds: secondsOfWav(body) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', fault: fault(13420, `${url.pathname}: ${why}`) };
  }
}
