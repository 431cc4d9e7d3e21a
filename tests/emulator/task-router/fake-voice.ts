import type { Clock } from '../../../emulator/platform/clock';
import type { TaskRouter } from '../../../emulator/task-router/task-router';
import type {
  PlacedCall,
  VoicePort,
  WorkerCall,
  WorkerCallEnd,
  WorkerCallListener,
} from '../../../emulator/task-router/voice-port';
import type { CallerExit } from '../../../emulator/task-router/voice-tasks';

/** A phone that TaskRouter rings. */
export class WorkerPhone {
  state: 'ringing' | 'answered' | 'ended' = 'ringing';

  constructor(
    readonly callSid: string,
    readonly call: WorkerCall,
    private readonly listener: WorkerCallListener,
  ) {}

  answer(): void {
    this.state = 'answered';
    this.listener.answered();
  }

  end(how: WorkerCallEnd = 'completed'): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.listener.ended(how);
  }
}

/** Telephony in a few lines: callers in queues, phones that ring until their time is over, and conversations. */
export class FakeVoice implements VoicePort {
  readonly phones: WorkerPhone[] = [];
  readonly waiting = new Set<string>();
  readonly redirected: { callSid: string; url: string }[] = [];
  readonly conversations = new Map<string, string>();
  /** Why the next call cannot be placed. */
  refusesCalls: string | undefined;
  private calls = 0;

  constructor(
    private readonly clock: Clock,
    private readonly taskRouter: () => TaskRouter,
  ) {}

  /** A call that waits in a queue. */
  newCall(): string {
    const callSid = this.nextCallSid();
    this.waiting.add(callSid);
    return callSid;
  }

  /** A caller is out of the queue by their own doing. */
  callerGoes(callSid: string, how: CallerExit): void {
    this.waiting.delete(callSid);
    this.taskRouter().callerGone(callSid, how);
  }

  /** The parties of a reservation's conversation hang up. */
  hangUp(reservationSid: string): void {
    this.conversations.delete(reservationSid);
    this.taskRouter().conversationEnded(reservationSid);
  }

  get phone(): WorkerPhone {
    const phone = this.phones.at(-1);
    if (!phone) throw new Error('No phone was rung.');
    return phone;
  }

  placeCall(call: WorkerCall, listener: WorkerCallListener): PlacedCall {
    if (this.refusesCalls !== undefined) return { kind: 'refused', why: this.refusesCalls };
    const phone = new WorkerPhone(this.nextCallSid(), call, listener);
    this.phones.push(phone);
    this.clock.after(call.timeoutSeconds * 1000, () => {
      if (phone.state === 'ringing') phone.end('no-answer');
    });
    return { kind: 'placed', callSid: phone.callSid };
  }

  endCall(callSid: string): void {
    this.phones.find((phone) => phone.callSid === callSid)?.end('canceled');
  }

  redirectCall(callSid: string, url: string): boolean {
    if (!this.waiting.delete(callSid)) return false;
    this.redirected.push({ callSid, url });
    this.taskRouter().callerGone(callSid, 'redirected');
    return true;
  }

  joinCaller(callerCallSid: string, _workerCallSid: string, reservationSid: string): boolean {
    if (!this.waiting.delete(callerCallSid)) return false;
    this.conversations.set(reservationSid, callerCallSid);
    return true;
  }

  leaveQueue(callerCallSid: string): void {
    this.waiting.delete(callerCallSid);
  }

  private nextCallSid(): string {
    this.calls += 1;
    return `CA${String(this.calls).padStart(32, '0')}`;
  }
}
