import {
  type CallInstruction,
  type DequeueInstruction,
  type Instruction,
  isWorkerCallEvent,
  type WorkerCallInstruction,
} from './instruction';
import { done, type Outcome, refuse, refuseValue } from './outcome';
import type { Reservations } from './reservations';
import type { Tasks } from './tasks';
import type { VoicePort, WorkerCall, WorkerCallEvent, WorkerCallListener } from './voice-port';
import { callOf, type VoiceTasks } from './voice-tasks';
import type { Workspace } from './workspace';
import type { Reservation, Task } from './workspace-records';

/** The error codes of an instruction that calls a worker. */
interface CallFaults {
  readonly notPending: number;
  readonly to: number;
  readonly from: number;
  readonly statusCallbackUrl: number;
  readonly callFailed: number;
}

const dequeueFaults: CallFaults = {
  notPending: 40135,
  to: 40131,
  from: 40132,
  statusCallbackUrl: 40157,
  callFailed: 40133,
};
const callFaults: CallFaults = {
  notPending: 40114,
  to: 40110,
  from: 40111,
  statusCallbackUrl: 40158,
  callFailed: 40113,
};

const defaultRingSeconds = 60;
const longestRingSeconds = 999;

/**
 * Carries out the application's instructions for a reservation, from the answer to an assignment callback or from REST. A
 * refusal has the error code that Twilio shows under Monitor, Alerts.
 */
export class Instructions {
  constructor(
    private readonly workspace: Workspace,
    private readonly reservations: Reservations,
    private readonly tasks: Tasks,
    private readonly voiceTasks: VoiceTasks,
    private readonly voice: VoicePort,
  ) {}

  carryOut(reservation: Reservation, instruction: Instruction): Outcome<Reservation> {
    switch (instruction.kind) {
      case 'accept':
        return this.reservations.accept(reservation);
      case 'reject':
        return this.reject(reservation, instruction.activitySid);
      case 'dequeue':
        return this.dequeue(reservation, instruction);
      case 'call':
        return this.call(reservation, instruction);
      case 'redirect':
        return this.redirect(reservation, instruction);
      case 'not-emulated':
        return refuse(501, 20001, `The local Twilio does not have the instruction ${instruction.name}.`);
    }
  }

  private reject(reservation: Reservation, activitySid: string | undefined): Outcome<Reservation> {
    const activity = activitySid === undefined ? undefined : this.workspace.activities.get(activitySid);
    if (activitySid !== undefined && !activity) {
      return refuse(400, 40100, `TaskRouter->Reject: activity_sid ${activitySid} is not an activity.`);
    }
    return this.reservations.reject(reservation, activity);
  }

  /** Calls the worker and connects both when the worker answers. */
  private dequeue(reservation: Reservation, instruction: DequeueInstruction): Outcome<Reservation> {
    const task = this.workspace.taskOf(reservation);
    const { postWorkActivitySid, statusCallbackEvents } = instruction;
    const callerCallSid = callOf(task);
    if (callerCallSid === undefined) return refuse(400, 40140, 'Dequeue: the task does not have a call_sid.');
    if (postWorkActivitySid !== undefined && !this.workspace.activities.get(postWorkActivitySid)) {
      return refuse(400, 40130, `Dequeue: post_work_activity_sid ${postWorkActivitySid} is not an activity.`);
    }
    const events = statusCallbackEvents.filter(isWorkerCallEvent);
    if (events.length < statusCallbackEvents.length) {
      return refuse(
        400,
        40134,
        `Dequeue: status_callback_events has an unknown event: ${statusCallbackEvents.join()}.`,
      );
    }
    // Only a task from <Enqueue> has a default caller ID: the number that was called.
    const from = instruction.from ?? textOf(task.attributeValues.to);
    const call = this.workerCall(reservation, { ...instruction, from }, dequeueFaults, {
      url: undefined,
      statusCallbackEvents: events.length > 0 ? events : ['completed'],
      statusCallbackParameters: { taskCallSid: callerCallSid },
    });
    if (call.kind === 'refused') return call;
    reservation.postWorkActivitySid = postWorkActivitySid;
    return this.place(reservation, call.value, dequeueFaults, (workerCallSid) =>
      this.join(reservation, callerCallSid, workerCallSid),
    );
  }

  /** Calls the worker and runs a document, which may accept the reservation unless the instruction does so at once. */
  private call(reservation: Reservation, instruction: CallInstruction): Outcome<Reservation> {
    const { url, accept } = instruction;
    if (url === undefined || !isWebUrl(url)) {
      return refuse(400, 40112, 'Call: url must be an absolute http(s) URL.');
    }
    const call = this.workerCall(reservation, instruction, callFaults, {
      url,
      statusCallbackEvents: ['completed'],
      statusCallbackParameters: {},
    });
    if (call.kind === 'refused') return call;
    const placed = this.place(reservation, call.value, callFaults, () => undefined);
    return placed.kind === 'done' && accept ? this.reservations.accept(reservation) : placed;
  }

  private redirect(
    reservation: Reservation,
    { callSid, url, accept }: Extract<Instruction, { kind: 'redirect' }>,
  ): Outcome<Reservation> {
    const { reservationStatus, sid } = reservation;
    if (reservationStatus !== 'pending') {
      return refuse(400, 40123, `Redirect: reservation ${sid} is ${reservationStatus}.`);
    }
    if (url === undefined || !isWebUrl(url)) {
      return refuse(400, 40120, 'Redirect: url must be an absolute http(s) URL.');
    }
    if (callSid === undefined || !/^CA[0-9a-f]{32}$/i.test(callSid)) {
      return refuse(400, 40121, 'Redirect: call_sid must be the SID of a call.');
    }
    this.voiceTasks.releaseCall(callSid);
    if (!this.voice.redirectCall(callSid, url)) {
      return refuse(400, 40122, `Redirect: call ${callSid} is not in progress.`);
    }
    return accept ? this.reservations.accept(reservation) : done(reservation);
  }

  private workerCall(
    reservation: Reservation,
    instruction: WorkerCallInstruction,
    faults: CallFaults,
    more: {
      url: string | undefined;
      statusCallbackEvents: readonly WorkerCallEvent[];
      statusCallbackParameters: Readonly<Record<string, string>>;
    },
  ): Outcome<WorkerCall> {
    const { sid, reservationStatus, workerSid } = reservation;
    const { from, record, statusCallbackUrl, timeoutSeconds = defaultRingSeconds } = instruction;
    if (reservationStatus !== 'pending') {
      return refuse(400, faults.notPending, `Reservation ${sid} is ${reservationStatus}.`);
    }
    const worker = this.workspace.workers.get(workerSid);
    const to = contactUri(instruction.to ?? textOf(worker?.attributeValues.contact_uri));
    if (to === undefined) {
      return refuse(400, faults.to, 'Neither `to` nor the contact_uri of the worker can be called.');
    }
    if (from === undefined || from === '') return refuse(400, faults.from, '`from` is missing.');
    if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1 || timeoutSeconds > longestRingSeconds) {
      return refuseValue(
        `timeout must be an integer from 1 to ${longestRingSeconds}, not ${timeoutSeconds}.`,
      );
    }
    if (statusCallbackUrl !== undefined && !isWebUrl(statusCallbackUrl)) {
      return refuse(400, faults.statusCallbackUrl, 'status_callback_url must be an absolute http(s) URL.');
    }
    return done({
      to,
      from,
      url: more.url,
      timeoutSeconds,
      recordsFromAnswer: record === 'record-from-answer',
      statusCallback:
        statusCallbackUrl === undefined
          ? undefined
          : {
              url: statusCallbackUrl,
              method: 'GET',
              events: more.statusCallbackEvents,
              parameters: more.statusCallbackParameters,
              isSigned: this.workspace.environment.assumptions.statusCallbackSignature === 'yes',
            },
    });
  }

  private place(
    reservation: Reservation,
    call: WorkerCall,
    faults: CallFaults,
    whenAnswered: (workerCallSid: string) => void,
  ): Outcome<Reservation> {
    const { workerCallSidTime, instructionFails } = this.workspace.environment.assumptions;
    const task = this.workspace.taskOf(reservation);
    let callSid = '';
    let isAnswered = false;
    const listener: WorkerCallListener = {
      answered: () => {
        isAnswered = true;
        if (workerCallSidTime === 'no') this.noteWorkerCall(task, callSid);
        whenAnswered(callSid);
      },
      ended: () => {
        const isUnanswered = !isAnswered && reservation.reservationStatus === 'pending';
        if (isUnanswered && instructionFails === 'canceled') this.reservations.cancel(reservation);
      },
    };
    const placed = this.voice.placeCall(call, listener);
    if (placed.kind === 'refused') return refuse(400, faults.callFailed, `The call failed: ${placed.why}`);
    callSid = placed.callSid;
    if (workerCallSidTime === 'yes') this.noteWorkerCall(task, callSid);
    return done(reservation);
  }

  private noteWorkerCall(task: Task, workerCallSid: string): void {
    if (this.workspace.tasks.get(task.sid)) {
      this.tasks.addAttributes(task, { worker_call_sid: workerCallSid });
    }
  }

  /** Connects the worker who has answered, or ends that call if the caller is gone. */
  private join(reservation: Reservation, callerCallSid: string, workerCallSid: string): void {
    const isPending = reservation.reservationStatus === 'pending';
    if (isPending && this.voice.joinCaller(callerCallSid, workerCallSid, reservation.sid)) {
      this.reservations.accept(reservation);
      return;
    }
    this.voice.endCall(workerCallSid);
    if (isPending) this.reservations.cancel(reservation);
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A bare name is a client: the page writes `joey` for `client:joey`. */
function contactUri(to: string | undefined): string | undefined {
  if (to === undefined || to.trim() === '') return undefined;
  if (/^\+?[0-9]+$/.test(to) || /^(client|sip):./.test(to)) return to;
  return /^[A-Za-z0-9_.@-]+$/.test(to) ? `client:${to}` : undefined;
}

function isWebUrl(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
