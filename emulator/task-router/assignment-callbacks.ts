import { unixSeconds } from './events';
import { type ReadInstruction, readInstruction } from './instruction';
import type { Instructions } from './instructions';
import type { Reservations } from './reservations';
import type { TaskRouterWebhookAnswer } from './webhook-port';
import type { Workspace } from './workspace';
import type { Reservation } from './workspace-records';

/** https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks */
const patienceSeconds = 5;

/**
 * Sends every reservation to the application and carries out the instruction in its answer. If the callback fails, the
 * fallback URL is requested; if that fails too, the reservation is canceled.
 */
export class AssignmentCallbacks {
  constructor(
    private readonly workspace: Workspace,
    private readonly reservations: Reservations,
    private readonly instructions: Instructions,
  ) {
    workspace.reservationCreated.listen((reservation) => {
      this.send(reservation).catch((error: unknown) => workspace.environment.clock.fail(error));
    });
  }

  private async send(reservation: Reservation): Promise<void> {
    const workflow = this.workspace.workflowOf(this.workspace.taskOf(reservation));
    const urls = [workflow?.assignmentCallbackUrl, workflow?.fallbackAssignmentCallbackUrl].filter(isPresent);
    if (urls.length === 0) return;
    const parameters = this.parametersOf(reservation);
    const { webhooks, assumptions } = this.workspace.environment;
    const allowsConnectionOverrides = assumptions.assignmentRetries === 'yes';
    for (const url of urls) {
      const answer = await webhooks.post({ url, parameters, patienceSeconds, allowsConnectionOverrides });
      const read = readAnswer(answer);
      if (read.kind === 'failed') {
        this.workspace.alert(read.code, reservation.sid, `Assignment callback ${url}: ${read.why}`);
        continue;
      }
      this.carryOut(reservation, read);
      return;
    }
    if (reservation.reservationStatus === 'pending') this.reservations.cancel(reservation);
  }

  private carryOut(reservation: Reservation, read: ReadInstruction): void {
    if (read.kind === 'none') return;
    if (read.kind === 'fault') {
      this.workspace.alert(read.code, reservation.sid, read.message);
      return;
    }
    if (!this.workspace.reservations.get(reservation.sid)) return;
    const outcome = this.instructions.carryOut(reservation, read.instruction);
    if (outcome.kind === 'refused') {
      this.workspace.alert(outcome.refusal.code, reservation.sid, outcome.refusal.message);
    }
  }

  private parametersOf(reservation: Reservation): Readonly<Record<string, string>> {
    const { environment, sid, workers } = this.workspace;
    const task = this.workspace.taskOf(reservation);
    return {
      Timestamp: unixSeconds(environment.clock.now()),
      AccountSid: environment.accountSid,
      WorkspaceSid: sid,
      WorkflowSid: task.workflowSid ?? '',
      TaskQueueSid: task.taskQueueSid ?? '',
      WorkerSid: reservation.workerSid,
      WorkerAttributes: workers.get(reservation.workerSid)?.attributes ?? '{}',
      TaskSid: task.sid,
      TaskAttributes: task.attributes,
      TaskAge: String(Math.floor(this.workspace.ageMillis(task) / 1000)),
      TaskPriority: String(task.priority),
      ReservationSid: reservation.sid,
    };
  }
}

type ReadAnswer = ReadInstruction | { readonly kind: 'failed'; readonly code: number; readonly why: string };

/** An empty 200 means that the application decides later. */
function readAnswer(answer: TaskRouterWebhookAnswer): ReadAnswer {
  if (answer.kind === 'failed') return { kind: 'failed', code: 11200, why: answer.why };
  const { status, contentType, body } = answer;
  if (status !== 200) return { kind: 'failed', code: 11200, why: `answered ${status} instead of 200` };
  if (body.trim() === '') return { kind: 'none' };
  if (!contentType?.toLowerCase().startsWith('application/json')) {
    return { kind: 'failed', code: 40000, why: `the Content-Type is ${contentType}, not application/json` };
  }
  try {
    return readInstruction(JSON.parse(body));
  } catch {
    return {
      kind: 'fault',
      code: 40001,
      message: 'Could not parse Assignment Instruction response as JSON.',
    };
  }
}

const isPresent = (url: string | undefined): url is string => url !== undefined && url !== '';
