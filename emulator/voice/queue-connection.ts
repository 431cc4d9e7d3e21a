import { Bridge } from './bridge';
import type { Call } from './call';

/** What the agent's call asks for when it dials the queue. */
export interface ConnectionTerms {
  readonly agent: Call;
  /** The document for the caller just before the two are connected. */
  readonly connectUrl: URL | undefined;
  readonly connectMethod: 'GET' | 'POST';
}

/** The signal to a waiting call that an agent takes it. */
export class Dequeued {
  constructor(readonly connection: QueueConnection) {}
}

/** The signal to a waiting call that TaskRouter no longer has a task for it. */
export class LeaveQueue {}

/** The signal to a caller who is still hearing the last words: the agent is gone. */
export class AgentGone {}

export interface QueueConnectionOptions {
  readonly caller: Call;
  readonly terms: ConnectionTerms;
  readonly queueSid: string;
  readonly queueName: string;
  readonly secondsWaited: number;
}

/** A caller and an agent, from the moment the caller leaves the queue until they part. */
export class QueueConnection {
  readonly caller: Call;
  readonly agent: Call;
  readonly terms: ConnectionTerms;
  readonly queueSid: string;
  readonly secondsWaited: number;
  readonly bridge: Bridge;

  constructor({ caller, terms, queueSid, queueName, secondsWaited }: QueueConnectionOptions) {
    const { agent } = terms;
    this.caller = caller;
    this.agent = agent;
    this.terms = terms;
    this.queueSid = queueSid;
    this.secondsWaited = secondsWaited;
    this.bridge = new Bridge({
      platform: caller.platform,
      participants: [caller, agent],
      queueName,
      onEnd: (end) => {
        const isAgentGone = end.reason === 'left' && end.by === agent && !this.isBridged;
        if (isAgentGone) caller.interrupt({ kind: 'signal', signal: new AgentGone() });
      },
    });
  }

  /** Whether the two were ever connected. */
  get isBridged(): boolean {
    return this.bridge.connectedAt !== undefined;
  }
}
