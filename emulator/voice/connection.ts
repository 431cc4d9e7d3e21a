import { Bridge, type BridgeEnd } from './bridge';
import type { Leg } from './leg';
import type { VoiceQueue } from './voice-queue';

/** What the agent's side asked for when it dialled the queue. */
export interface ConnectionTerms {
  readonly agent: Leg;
  /** The document for the caller just before the two are joined. */
  readonly connectUrl: URL | undefined;
  readonly connectMethod: 'GET' | 'POST';
}

/** A caller and an agent from the moment the caller is taken out of the queue until they part. */
export class Connection extends Bridge {
  constructor(
    caller: Leg,
    readonly terms: ConnectionTerms,
    readonly queue: VoiceQueue,
    readonly secondsWaited: number,
  ) {
    super(caller, terms.agent, queue.friendlyName);
  }

  /** A caller who still hears the last words is told that the agent is gone. */
  protected override whenParted(end: BridgeEnd): void {
    if (end === 'agent' && !this.bridgedAt) this.caller.interrupt({ kind: 'agent-gone' });
  }
}
