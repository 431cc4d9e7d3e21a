import type { Sound } from '../platform/timeline';
import type { Call } from './call';
import { DocumentFailed, type DocumentRequest } from './document-request';
import { Interrupted } from './interrupts';
import type { RunDocuments } from './verb';

/** What Twilio says when a document cannot be had and there is no other. */
const applicationError = 'We are sorry, an application error has occurred. Goodbye.';

const context = { kind: 'call', parameters: () => ({}) } as const;

/** The documents that run as the call itself: with the fallback of its number, and wherever REST redirects lead. */
export class CallDocuments {
  constructor(
    private readonly call: Call,
    private readonly runDocuments: RunDocuments,
  ) {}

  /** Runs documents until the call has nothing left to do, or is hung up. */
  async runAll(first: DocumentRequest | undefined): Promise<void> {
    let request = first;
    while (request) request = await this.runFrom(request);
  }

  /** Says what Twilio says when there is nothing else to run. To be heard, the call must be answered. */
  apologize(): Promise<void> {
    this.call.answer();
    return this.call.hear(spoken(applicationError), applicationError.length / 15);
  }

  /** Runs documents from this one on; returns where a redirect by REST leads. */
  private async runFrom(request: DocumentRequest): Promise<DocumentRequest | undefined> {
    try {
      await this.runOrFallBack(request);
      return undefined;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      return error.interrupt.kind === 'redirect' ? error.interrupt.request : undefined;
    }
  }

  private async runOrFallBack(first: DocumentRequest): Promise<void> {
    const { call } = this;
    let fallenBackAt: number | undefined;
    for (let request = first; ; ) {
      try {
        await this.runDocuments(call, request, context);
        return;
      } catch (error) {
        if (!(error instanceof DocumentFailed)) throw error;
        call.warn(error.fault);
        const now = call.platform.clock.now().getTime();
        const fallback = this.fallbackAfter(error);
        // Documents that take no time would go around for ever.
        if (!fallback || fallenBackAt === now) return this.apologize();
        fallenBackAt = now;
        request = fallback;
      }
    }
  }

  /** https://www.twilio.com/docs/usage/security/availability-reliability */
  private fallbackAfter({ fault: { code }, request }: DocumentFailed): DocumentRequest | undefined {
    const { platform, line } = this.call;
    if (request.askedBy === 'verb' && platform.assumptions.actionFails === 'call-ends') return undefined;
    const fallback = line?.fallbackRequest({ ErrorCode: String(code), ErrorUrl: request.url.href });
    if (!fallback || request.url.href === fallback.url.href) return undefined;
    const isAskedByFallback = request.askedIn?.href === fallback.url.href;
    return isAskedByFallback && platform.assumptions.fallbackFails === 'apology' ? undefined : fallback;
  }
}

const spoken = (text: string): Sound => ({ kind: 'said', text, voice: 'man', language: 'en-US' });
