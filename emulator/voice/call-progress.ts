import { twilioDate } from '../platform/dates';
import { twilioError } from '../platform/twilio-errors';
import type { Call } from './call';
import { lengthOf } from './call-length';

/** The progress that a status callback can report of a call that Twilio places. */
export const progressEvents = ['initiated', 'ringing', 'answered', 'completed'] as const;
export type ProgressEvent = (typeof progressEvents)[number];

/** Where progress is reported, and which. */
export interface ProgressCallback {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly events: readonly ProgressEvent[];
  /** Parameters in addition to those of every status callback. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly isSigned?: boolean;
}

/** Reports the progress of a call to the application. https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent */
export class CallProgress {
  private eventsSent = 0;

  constructor(
    private readonly call: Call,
    private readonly callback: ProgressCallback | undefined,
  ) {
    void call.answered.then(() => this.report('answered', 'in-progress'));
    void call.ended.then(() => this.report('completed', call.status));
  }

  initiated(): void {
    this.report('initiated', 'initiated');
  }

  ringing(): void {
    this.report('ringing', 'ringing');
  }

  private report(event: ProgressEvent, status: string): void {
    const { callback, call } = this;
    if (!callback?.events.includes(event)) return;
    const parameters = {
      ...callback.parameters,
      CallStatus: status,
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(this.eventsSent),
      Timestamp: twilioDate(call.platform.clock.now()),
      ...(event === 'completed' && lengthOf(call)),
    };
    this.eventsSent += 1;
    void this.send(callback, parameters);
  }

  private async send(
    { url, method, isSigned = true }: ProgressCallback,
    parameters: Readonly<Record<string, string>>,
  ): Promise<void> {
    const answer = await this.call.webhooks.send(url, method, parameters, { isSigned });
    if (answer.kind === 'failed') this.call.warn(twilioError(15003, answer.fault.message));
  }
}
