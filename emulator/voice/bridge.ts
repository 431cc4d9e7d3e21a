import type { Platform } from '../platform/platform';
import type { Call } from './call';

/** Who or what ended a bridge. */
export type BridgeEnd =
  /** A participant hung up, or their verb ended it (`left`), or REST redirected them (`moved`). */
  | { readonly reason: 'left' | 'moved'; readonly by: Call }
  | { readonly reason: 'star' | 'time-limit' | 'failed' };

export interface BridgeOptions {
  readonly platform: Pick<Platform, 'clock' | 'timeline'>;
  /** First the call that waited in the queue or dialed, then the other one. */
  readonly participants: readonly [Call, Call];
  /** The queue that the first participant waited in, if any. */
  readonly queueName?: string;
  /** Called once, when it ends. */
  readonly onEnd?: (end: BridgeEnd) => void;
}

/** Two calls that hear each other: from just before they are connected until they part. */
export class Bridge {
  readonly participants: readonly [Call, Call];
  readonly connected: Promise<void>;
  readonly over: Promise<BridgeEnd>;
  connectedAt: Date | undefined;
  endedBy: BridgeEnd | undefined;
  private endedAt: Date | undefined;
  private resolveConnected: () => void = () => undefined;
  private resolveOver: (end: BridgeEnd) => void = () => undefined;

  constructor(private readonly options: BridgeOptions) {
    this.participants = options.participants;
    this.connected = new Promise((resolve) => {
      this.resolveConnected = resolve;
    });
    this.over = new Promise((resolve) => {
      this.resolveOver = resolve;
    });
  }

  /** From now on the participants hear each other. */
  connect(): void {
    const { platform, queueName: queue } = this.options;
    this.connectedAt = platform.clock.now();
    platform.timeline.add({ kind: 'bridged', ...this.sids(), ...(queue !== undefined && { queue }) });
    this.resolveConnected();
  }

  /** Ends it. Later calls of this method do nothing. */
  end(end: BridgeEnd): void {
    if (this.endedBy) return;
    const { platform, onEnd } = this.options;
    this.endedBy = end;
    this.endedAt = platform.clock.now();
    const secondsTalked = this.secondsTalked();
    platform.timeline.add({ kind: 'parted', ...this.sids(), endedBy: this.nameOf(end), secondsTalked });
    onEnd?.(end);
    this.resolveOver(end);
  }

  secondsTalked(): number {
    if (!this.connectedAt) return 0;
    const end = this.endedAt ?? this.options.platform.clock.now();
    return Math.floor((end.getTime() - this.connectedAt.getTime()) / 1000);
  }

  private sids() {
    const [{ sid: call }, { sid: agentCall }] = this.participants;
    return { call, agentCall };
  }

  /** The end, as the timeline names it. */
  private nameOf(end: BridgeEnd): string {
    if (!('by' in end)) return end.reason;
    const participant = end.by === this.participants[0] ? 'caller' : 'agent';
    return end.reason === 'moved' ? `${participant}-moved` : participant;
  }
}
