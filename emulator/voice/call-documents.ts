import type { Sound } from '../platform/timeline';
import type { Call } from './call';
import { DocumentFailed, type DocumentRequest } from './document-request';
import { Interrupted } from './interrupts';
import type { RunDocuments } from './verb';

/** What Twilio says when a document fails and there is no fallback. */
const applicationError = 'We are sorry, an application error has occurred. Goodbye.';

const context = { kind: 'call', parameters: () => ({}) } as const;

/** Runs the documents of a call, with its number's fallback and after redirects by REST. */
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

  /** Plays Twilio's error message. The call must be answered for the caller to hear it. */
  apologize(): Promise<void> {
    this.call.answer();
    return this.call.hear(spoken(applicationError), applicationError.length / 15);
  }

  /** Runs this document and those that follow from it. Returns the new document if REST redirects the call. */
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
        // A document and its fallback that both fail at once would loop forever.
        if (!fallback || fallenBackAt === now) return this.apologize();
        fallenBackAt = now;
        request = fallback;
      }
    }
  }

  /** https://www.twilio.com/docs/usage/security/availability-reliability */
  private fallbackAfter({ fault: { code }, request }: DocumentFailed): DocumentRequest | undefined {
    const { platform, line } = this.call;
    if (request.requestedBy === 'verb' && platform.assumptions.actionFails === 'call-ends') return undefined;
    const fallback = line?.fallbackRequest({ ErrorCode: String(code), ErrorUrl: request.url.href });
    if (!fallback || request.url.href === fallback.url.href) return undefined;
    const isRequestedByFallback = request.requestedIn?.href === fallback.url.href;
    return isRequestedByFallback && platform.assumptions.fallbackFails === 'apology' ? undefined : fallback;
  }
}

const spoken = (text: string): Sound => ({ kind: 'said', text, voice: 'man', language: 'en-US' });
