import type { Leg } from './leg';
import type { VoiceQueue } from './voice-queue';

/** Who or what ended a connection. */
export type ConnectionEnd = 'caller' | 'agent' | 'star' | 'time-limit' | 'caller-moved' | 'failed';

/** What the agent's side asked for when it dialled the queue. */
export interface ConnectionTerms {
  readonly agent: Leg;
  /** The document for the caller just before the two are joined. */
  readonly connectUrl: URL | undefined;
  readonly connectMethod: 'GET' | 'POST';
}

/** A caller and an agent from the moment the caller is taken out of the queue until they part. */
export class Connection {
  readonly bridged: Promise<void>;
  readonly over: Promise<ConnectionEnd>;
  bridgedAt: Date | undefined;
  end: ConnectionEnd | undefined;
  private tellBridged: () => void = () => undefined;
  private tellOver: (end: ConnectionEnd) => void = () => undefined;

  constructor(
    readonly caller: Leg,
    readonly terms: ConnectionTerms,
    readonly queue: VoiceQueue,
    readonly secondsWaited: number,
  ) {
    this.bridged = new Promise((resolve) => {
      this.tellBridged = resolve;
    });
    this.over = new Promise((resolve) => {
      this.tellOver = resolve;
    });
  }

  get agent(): Leg {
    return this.terms.agent;
  }

  /** From now on the two hear each other. */
  bridge(): void {
    const { timeline, clock } = this.caller.twilio;
    this.bridgedAt = clock.now();
    timeline.add({
      kind: 'bridged',
      call: this.caller.sid,
      agentCall: this.agent.sid,
      queue: this.queue.friendlyName,
    });
    this.tellBridged();
  }

  /** Ends it, whoever asks; only the first to do so counts. */
  part(end: ConnectionEnd): void {
    if (this.end) return;
    this.end = end;
    const { timeline } = this.caller.twilio;
    timeline.add({
      kind: 'parted',
      call: this.caller.sid,
      agentCall: this.agent.sid,
      endedBy: end,
      secondsTalked: this.secondsTalked(),
    });
    if (end === 'agent' && !this.bridgedAt) this.caller.interrupt({ kind: 'agent-gone' });
    this.tellOver(end);
  }

  secondsTalked(): number {
    if (!this.bridgedAt) return 0;
    return Math.floor((this.caller.twilio.clock.now().getTime() - this.bridgedAt.getTime()) / 1000);
  }
}
