import { NotEmulated } from '../platform/not-emulated';
import type { PlacedCall, VoicePort, WorkerCall, WorkerCallListener } from '../task-router/voice-port';
import { WrittenUrl } from '../web/written-url';
import { isClient } from './address';
import type { Bridge } from './bridge';
import type { Call } from './call';
import { type Calls, tooManyCalls } from './calls';
import type { OutgoingCalls } from './outgoing-calls';
import type { PhoneNetwork } from './phone-network';
import type { PhoneNumbers } from './phone-numbers';
import { LeaveQueue } from './queue-connection';
import type { VoiceQueues } from './voice-queues';

interface WorkerCallsOptions {
  readonly calls: Calls;
  readonly queues: VoiceQueues;
  readonly numbers: PhoneNumbers;
  readonly network: PhoneNetwork;
  readonly outgoing: OutgoingCalls;
  /** Called when caller and worker have parted. */
  readonly conversationEnded: (reservationSid: string) => void;
}

/** TaskRouter's phone actions: it calls workers, connects callers to them, and redirects calls. */
export class WorkerCalls implements VoicePort {
  /** By the CallSid of the worker's call. */
  private readonly bridges = new Map<string, Bridge>();

  constructor(private readonly options: WorkerCallsOptions) {}

  placeCall(call: WorkerCall, listener: WorkerCallListener): PlacedCall {
    const why = this.whyNot(call);
    if (why !== undefined) return { kind: 'refused', why };
    try {
      return this.place(call, listener);
    } catch (error) {
      if (error instanceof NotEmulated) return { kind: 'refused', why: error.message };
      throw error;
    }
  }

  endCall(callSid: string): void {
    this.options.calls.bySid.get(callSid)?.interrupt({ kind: 'hangup', by: 'rest' });
  }

  redirectCall(callSid: string, url: string): boolean {
    const call = this.options.calls.bySid.get(callSid);
    if (!call || call.isGone || call.status !== 'in-progress') return false;
    const request = {
      url: new WrittenUrl(url),
      method: 'POST',
      parameters: {},
      requestedBy: 'rest',
    } as const;
    call.interrupt({ kind: 'redirect', request });
    return true;
  }

  joinCaller(callerCallSid: string, workerCallSid: string, reservationSid: string): boolean {
    const agent = this.options.calls.bySid.get(workerCallSid);
    if (!agent || agent.isGone) return false;
    const terms = { agent, connectUrl: undefined, connectMethod: 'POST' } as const;
    const connection = this.options.queues.takeCaller(callerCallSid, terms);
    if (!connection) return false;
    const { bridge } = connection;
    this.bridges.set(workerCallSid, bridge);
    void bridge.over.then(() => {
      this.bridges.delete(workerCallSid);
      this.options.conversationEnded(reservationSid);
    });
    return true;
  }

  leaveQueue(callerCallSid: string): void {
    const waiting = this.options.queues.memberOf(callerCallSid);
    waiting?.member.call.interrupt({ kind: 'signal', signal: new LeaveQueue() });
  }

  /** https://www.twilio.com/docs/api/errors/21210 */
  private whyNot({ from, to }: WorkerCall): string | undefined {
    const { numbers, network } = this.options;
    if (!isClient(from) && !numbers.find(from)) return `${from} is not a number of the account.`;
    return network.mayCall(to) ? undefined : `The account may not call the country of ${to}.`;
  }

  private place(
    { from, to, url, timeoutSeconds, recordsFromAnswer, statusCallback }: WorkerCall,
    listener: WorkerCallListener,
  ): PlacedCall {
    const { outgoing, calls } = this.options;
    const call = outgoing.place({
      ...{ from, to, timeoutSeconds, isRecorded: recordsFromAnswer },
      progress: statusCallback && { ...statusCallback, url: new WrittenUrl(statusCallback.url) },
      whenAnswered: (answered, documents) => {
        listener.answered();
        if (url === undefined) return this.converse(answered);
        const request = {
          url: new WrittenUrl(url),
          method: 'POST',
          parameters: {},
          requestedBy: 'rest',
        } as const;
        return documents.runAll(request);
      },
    });
    if (!call) return { kind: 'refused', why: tooManyCalls(calls.maxAtOnce).message };
    void call.ended.then(() => listener.ended(endOf(call)));
    return { kind: 'placed', callSid: call.sid };
  }

  /** Keeps a worker who was called without a document connected to the caller. Without a caller the call ends. */
  private async converse(call: Call): Promise<void> {
    const bridge = this.bridges.get(call.sid);
    if (!bridge) return;
    try {
      await call.attend(bridge.over);
    } finally {
      bridge.end({ reason: call.isGone ? 'left' : 'moved', by: call });
    }
  }
}

function endOf({ status }: Call) {
  if (status === 'queued' || status === 'ringing' || status === 'in-progress') return 'completed';
  return status;
}
