import type { Call } from '../voice/call';
import type { QueueConnection } from '../voice/queue-connection';
import type { Recording } from '../voice/recording';
import type { Recordings } from '../voice/recordings';
import type { Dial, DialEnd } from './dialing';
import { keepConnected } from './keep-connected';

/** A caller from a queue and the agent whose `<Dial>` took the call. */
export class QueueConversation {
  private recording: Recording | undefined;

  constructor(
    private readonly recordings: Recordings,
    private readonly dial: Dial,
    private readonly agent: Call,
    private readonly connection: QueueConnection,
  ) {}

  /** Waits until the caller's document has run, then until the conversation is over. */
  async hold(whenBridged: () => void = () => undefined): Promise<void> {
    const { agent, connection } = this;
    const { bridge } = connection;
    try {
      await agent.attend(Promise.race([bridge.connected, bridge.over]));
      if (!connection.isBridged) return;
      agent.answer();
      whenBridged();
      const { recordedChannels: channels, recordingCallback: callback } = this.dial;
      if (channels) this.recording = this.recordings.start(agent, { source: 'DialVerb', channels, callback });
      await keepConnected(this.dial, agent, bridge);
    } finally {
      this.abandon();
      this.recording?.end();
    }
  }

  /** Ends the agent's part of the connection. */
  abandon(): void {
    this.connection.bridge.end({ reason: 'left', by: this.agent });
  }

  end(): DialEnd {
    const { agent, connection, recording } = this;
    const { isBridged, caller } = connection;
    const isCallers = agent.platform.assumptions.dialActionCallSid === 'caller';
    return {
      status: isBridged ? 'completed' : 'no-answer',
      isBridged,
      callSid: caller.sid,
      seconds: connection.bridge.secondsTalked(),
      ...(recording && { recording }),
      parameters: {
        QueueSid: connection.queueSid,
        QueueTime: String(connection.secondsWaited),
        DequeingCallSid: agent.sid,
        ...(isCallers && { CallSid: caller.sid }),
      },
    };
  }
}
