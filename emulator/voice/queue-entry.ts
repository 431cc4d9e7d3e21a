import type { Call } from './call';
import type { CallStatus } from './call-state';
import { DocumentFailed, type DocumentRequest } from './document-request';
import { type Interrupt, Interrupted } from './interrupts';
import { AgentGone, Dequeued, LeaveQueue, type QueueConnection } from './queue-connection';
import type { DocumentContext, RunDocuments } from './verb';
import type { Member, VoiceQueue } from './voice-queue';

/** How a call left a queue, or why it never got in. */
export interface QueueExit {
  readonly result: string;
  /** Seconds in the queue; undefined if the call was never in it. */
  readonly secondsWaited: number | undefined;
  /** What interrupted the wait, if anything: it decides where the call goes. */
  readonly interrupt?: Interrupt;
  /** Whether the action is requested; true by default. */
  readonly isReported?: boolean;
  /** The CallStatus in that request; the actual one if not given. */
  readonly callStatus?: CallStatus;
}

type Leaving = Omit<QueueExit, 'secondsWaited'>;

/** What a call does while it waits: repeats a document, or hears one endless sound. */
export type Waiting =
  | { readonly kind: 'document'; readonly request: DocumentRequest }
  | { readonly kind: 'sound'; readonly sound: 'hold-music' | 'silence' };

export interface QueueEntryOptions {
  readonly call: Call;
  readonly queue: VoiceQueue;
  readonly member: Member;
  readonly waiting: Waiting;
  readonly runDocuments: RunDocuments;
}

/** The length of a sound that only ends with the wait. */
const endlessSeconds = 24 * 3600;

/** One call in one queue: it waits, may be connected to an agent, and leaves. https://www.twilio.com/docs/voice/twiml/enqueue */
export class QueueEntry {
  private readonly call: Call;
  private readonly queue: VoiceQueue;
  private readonly member: Member;
  private secondsInQueue: number | undefined;

  constructor(private readonly options: QueueEntryOptions) {
    this.call = options.call;
    this.queue = options.queue;
    this.member = options.member;
  }

  /** Waits, may be connected to an agent, and returns how it ended. */
  async run(): Promise<QueueExit> {
    try {
      const waiting = this.wait();
      this.queue.match();
      const waited = await waiting;
      return this.left('connection' in waited ? await this.connect(waited.connection) : waited);
    } finally {
      this.leaveQueue('error');
      this.missAgent();
    }
  }

  /** Ends the connection of an agent who took the call at the same instant in which it left. */
  private missAgent(): void {
    this.member.connection?.bridge.end({ reason: 'left', by: this.call });
    this.call.interrupts.forgetSignals();
  }

  private async wait(): Promise<Leaving | { connection: QueueConnection }> {
    const { assumptions } = this.call.platform;
    try {
      const end = await this.waitForEnd();
      if (end === 'leave') return { result: 'leave' };
      return { result: assumptions.hangupInWait, interrupt: { kind: 'hangup', by: 'person' } };
    } catch (error) {
      if (error instanceof DocumentFailed) return this.waitFailed(error);
      if (!(error instanceof Interrupted)) throw error;
      return interruptedBy(error.interrupt);
    }
  }

  private waitFailed(error: DocumentFailed): Leaving {
    const { assumptions } = this.call.platform;
    if (error.why === 'twiml' || assumptions.waitFails === 'queue-result-error') {
      this.call.warn(error.fault);
      return { result: 'error' };
    }
    this.leaveQueue('wait-failed');
    throw error;
  }

  /** Repeats the wait document until it ends the wait. */
  private async waitForEnd(): Promise<'leave' | 'hangup'> {
    const { waiting, runDocuments } = this.options;
    const { clock, assumptions } = this.call.platform;
    if (waiting.kind === 'sound') return this.hearForever(waiting.sound);
    for (;;) {
      const startedAt = clock.now().getTime();
      const end = await runDocuments(this.call, waiting.request, this.waitContext());
      if (end !== 'finished') return end;
      const millis = clock.now().getTime() - startedAt;
      if (millis < 1000 && assumptions.emptyWaitDocument === 'after-one-second') {
        await this.call.hear({ kind: 'silence' }, (1000 - millis) / 1000);
      }
    }
  }

  private async hearForever(sound: 'hold-music' | 'silence'): Promise<never> {
    for (;;) await this.call.hear({ kind: sound }, endlessSeconds);
  }

  private waitContext(): DocumentContext {
    const { queue, member } = this;
    return {
      kind: 'wait',
      parameters: () => ({
        AvgQueueTime: String(queue.averageWaitSeconds()),
        CurrentQueueSize: String(queue.members.length),
        MaxQueueSize: String(queue.maxSize),
        QueuePosition: String(queue.positionOf(member)),
        QueueSid: queue.sid,
        QueueTime: String(queue.secondsWaited(member)),
      }),
    };
  }

  /** Runs the document for the caller, then the conversation. */
  private async connect(connection: QueueConnection): Promise<Leaving> {
    const { bridge } = connection;
    this.leaveQueue('dequeued');
    try {
      await this.sayLastWords(connection);
      if (!bridge.endedBy && !this.call.isGone && !connection.agent.isGone) bridge.connect();
      await this.call.attend(bridge.over);
      return { result: this.resultOf(connection) };
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      return this.partedBy(error.interrupt, connection);
    }
  }

  /** https://www.twilio.com/docs/voice/twiml/queue */
  private async sayLastWords(connection: QueueConnection): Promise<void> {
    const { connectUrl: url, connectMethod: method } = connection.terms;
    if (!url) return;
    const request = { url, method, parameters: {}, requestedBy: 'verb' } as const;
    try {
      await this.options.runDocuments(this.call, request, connectContext(connection));
    } catch (error) {
      if (!(error instanceof DocumentFailed)) throw error;
      this.call.warn(error.fault);
      if (this.call.platform.assumptions.connectFails === 'not-bridged') {
        connection.bridge.end({ reason: 'failed' });
      }
    }
  }

  private resultOf({ isBridged, bridge }: QueueConnection): string {
    if (isBridged) return 'bridged';
    if (bridge.endedBy?.reason === 'failed') return 'error';
    return this.call.platform.assumptions.agentGoneWhileConnecting;
  }

  private partedBy(interrupt: Interrupt, connection: QueueConnection): Leaving {
    const { assumptions } = this.call.platform;
    if (interrupt.kind === 'signal') return { result: this.resultOf(connection) };
    const { isBridged, bridge } = connection;
    bridge.end({ reason: interrupt.kind === 'hangup' ? 'left' : 'moved', by: this.call });
    if (interrupt.kind === 'redirect') {
      return { result: isBridged ? 'redirected-from-bridged' : 'redirected', interrupt };
    }
    if (!isBridged) return { result: assumptions.callerGoneWhileConnecting, interrupt };
    return {
      result: 'bridged',
      interrupt,
      isReported: assumptions.callerEndsConversation === 'action-requested',
    };
  }

  private left(leaving: Leaving): QueueExit {
    const secondsWaited = this.leaveQueue(leaving.result);
    return { ...leaving, secondsWaited };
  }

  /** Leaves the queue, once. Returns how many seconds the call was in it. */
  private leaveQueue(why: string): number {
    if (this.secondsInQueue !== undefined) return this.secondsInQueue;
    const secondsWaited = this.queue.secondsWaited(this.member);
    this.secondsInQueue = secondsWaited;
    this.queue.leave(this.member);
    const queue = this.queue.friendlyName;
    const { timeline } = this.call.platform;
    timeline.add({ kind: 'unqueued', call: this.call.sid, queue, why, secondsWaited });
    return secondsWaited;
  }
}

function connectContext({ agent, queueSid, secondsWaited }: QueueConnection): DocumentContext {
  const parameters = {
    QueueSid: queueSid,
    QueueTime: String(secondsWaited),
    DequeingCallSid: agent.sid,
  };
  return { kind: 'connect', parameters: () => parameters };
}

function interruptedBy(interrupt: Interrupt): Leaving | { connection: QueueConnection } {
  switch (interrupt.kind) {
    case 'signal':
      if (interrupt.signal instanceof Dequeued) return { connection: interrupt.signal.connection };
      if (interrupt.signal instanceof LeaveQueue) return { result: 'leave' };
      throw new Error(signalBeforeItsTime(interrupt.signal));
    case 'hangup':
      // Captured requests show that a caller who hangs up in line is still in progress.
      return { result: 'hangup', interrupt, ...(interrupt.by === 'person' && { callStatus: 'in-progress' }) };
    case 'redirect':
      return { result: 'redirected', interrupt };
    default:
      return interrupt satisfies never;
  }
}

const signalBeforeItsTime = (signal: object): string =>
  signal instanceof AgentGone
    ? 'An agent can only be gone after taking the caller.'
    : `A waiting call does not know the signal ${signal.constructor.name}.`;
