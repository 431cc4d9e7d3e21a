import type { Leg } from './leg';

/** Who or what ended a bridge. */
export type BridgeEnd =
  | 'caller'
  | 'agent'
  | 'star'
  | 'time-limit'
  | 'caller-moved'
  | 'agent-moved'
  | 'failed';

/** Two legs that hear each other, from before they do until they part. */
export class Bridge {
  readonly bridged: Promise<void>;
  readonly over: Promise<BridgeEnd>;
  bridgedAt: Date | undefined;
  partedAt: Date | undefined;
  end: BridgeEnd | undefined;
  private tellBridged: () => void = () => undefined;
  private tellOver: (end: BridgeEnd) => void = () => undefined;

  constructor(
    readonly caller: Leg,
    /** Who serves the caller: an agent who dialled the queue, or a number that was dialled. */
    readonly agent: Leg,
    /** The queue from which the caller comes, if from any. */
    private readonly queueName?: string,
  ) {
    this.bridged = new Promise((resolve) => {
      this.tellBridged = resolve;
    });
    this.over = new Promise((resolve) => {
      this.tellOver = resolve;
    });
  }

  /** From now on the two hear each other. */
  bridge(): void {
    const { timeline, clock } = this.caller.twilio;
    const { queueName: queue } = this;
    this.bridgedAt = clock.now();
    timeline.add({
      kind: 'bridged',
      call: this.caller.sid,
      agentCall: this.agent.sid,
      ...(queue !== undefined && { queue }),
    });
    this.tellBridged();
  }

  /** Ends it, whoever asks; only the first to do so counts. */
  part(end: BridgeEnd): void {
    if (this.end) return;
    const { timeline, clock } = this.caller.twilio;
    this.end = end;
    this.partedAt = clock.now();
    timeline.add({
      kind: 'parted',
      call: this.caller.sid,
      agentCall: this.agent.sid,
      endedBy: end,
      secondsTalked: this.secondsTalked(),
    });
    this.whenParted(end);
    this.tellOver(end);
  }

  /** What else follows from its end. */
  protected whenParted(_end: BridgeEnd): void {}

  secondsTalked(): number {
    if (!this.bridgedAt) return 0;
    const end = this.partedAt ?? this.caller.twilio.clock.now();
    return Math.floor((end.getTime() - this.bridgedAt.getTime()) / 1000);
  }
}
