import { isoDate } from '../../platform/dates';
import type { Instruction } from '../../task-router/instruction';
import { done, type Outcome } from '../../task-router/outcome';
import type { RoutedWorkspace } from '../../task-router/task-router';
import type { Reservation } from '../../task-router/workspace-records';
import { integerIn } from '../parameters';
import { badParameter, refusal } from '../refusal';
import { listing, reading } from '../resource';
import {
  booleanIn,
  ifMatchOf,
  listOf,
  matchesFilter,
  ofWorkspace,
  orRefused,
  product,
  sent,
  type TaskRouterContext,
  type TaskRouterHandler,
  type TaskRouterResource,
  textIn,
  urlIn,
  versioned,
  workspaceIn,
} from './context';

const list: TaskRouterHandler = (context) => {
  const { query } = context.request;
  return listOf(context, {
    key: 'reservations',
    items: reservationsIn(context).filter(
      ({ reservationStatus, workerSid }) =>
        matchesFilter(query, 'ReservationStatus', reservationStatus) &&
        matchesFilter(query, 'WorkerSid', workerSid),
    ),
    sidOf: ({ sid }) => sid,
    show: (reservation) => bodyOf(context, reservation),
  });
};

const fetch: TaskRouterHandler = (context) => {
  const reservation = reservationIn(context);
  return versioned(200, reservation, bodyOf(context, reservation));
};

const update: TaskRouterHandler = (context) => {
  const reservation = reservationIn(context);
  orRefused(change(workspaceIn(context), reservation, context));
  return versioned(200, reservation, bodyOf(context, reservation));
};

/** The parameters of every instruction except `conference` and `supervise`. */
const changes = `ReservationStatus WorkerActivitySid Instruction
  DequeuePostWorkActivitySid DequeueFrom DequeueRecord DequeueTimeout DequeueTo DequeueStatusCallbackUrl
  DequeueStatusCallbackEvent CallFrom CallRecord CallTimeout CallTo CallUrl CallStatusCallbackUrl CallAccept
  RedirectCallSid RedirectAccept RedirectUrl`;

/** Reservations, below a task or a worker. https://www.twilio.com/docs/taskrouter/api/reservations */
export const reservationResources: readonly TaskRouterResource[] = [
  '/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations',
  '/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations',
].flatMap((path) => [
  { product, path, methods: { GET: listing('ReservationStatus WorkerSid', list) } },
  { product, path: `${path}/{Sid}`, methods: { GET: fetch, POST: reading(changes, update) } },
]);

function reservationsIn(context: TaskRouterContext): Reservation[] {
  const { workspace } = workspaceIn(context);
  const { TaskSid, WorkerSid = '' } = context.names;
  if (TaskSid !== undefined) return workspace.reservationsOf(orRefused(workspace.tasks.fetch(TaskSid)));
  const worker = orRefused(workspace.workers.fetch(WorkerSid));
  return [...workspace.reservations].filter(({ workerSid }) => workerSid === worker.sid);
}

function reservationIn(context: TaskRouterContext): Reservation {
  const reservation = reservationsIn(context).find(({ sid }) => sid === context.names.Sid);
  if (!reservation) throw refusal(404, 20404, context.request.path);
  return reservation;
}

function change(
  routed: RoutedWorkspace,
  reservation: Reservation,
  { request }: TaskRouterContext,
): Outcome<Reservation> {
  const { form } = request;
  const { workspace, instructions } = routed;
  const { sid } = reservation;
  const current = workspace.reservations.fetchVersion(sid, ifMatchOf(request));
  if (current.kind === 'refused') return current;
  const reservationStatus = textIn(form, 'ReservationStatus');
  if (reservationStatus !== undefined) {
    const activity = sent({ workerActivitySid: textIn(form, 'WorkerActivitySid') });
    return routed.updateReservation(sid, { reservationStatus, ...activity });
  }
  const instruction = instructionIn(form);
  return instruction ? instructions.carryOut(reservation, instruction) : done(reservation);
}

/** The instructions are the same as in the answer to an assignment callback, with a parameter for each field. */
function instructionIn(form: URLSearchParams): Instruction | undefined {
  const name = form.get('Instruction')?.toLowerCase();
  switch (name) {
    case undefined:
      return undefined;
    case 'accept':
      return { kind: 'accept' };
    case 'reject':
      return { kind: 'reject', activitySid: textIn(form, 'WorkerActivitySid') };
    case 'dequeue':
      return {
        kind: 'dequeue',
        ...workerCallIn(form, 'Dequeue'),
        postWorkActivitySid: textIn(form, 'DequeuePostWorkActivitySid'),
        statusCallbackEvents: form.getAll('DequeueStatusCallbackEvent'),
      };
    case 'call':
      return {
        kind: 'call',
        ...workerCallIn(form, 'Call'),
        url: textIn(form, 'CallUrl'),
        accept: booleanIn(form, 'CallAccept') ?? false,
      };
    case 'redirect':
      return {
        kind: 'redirect',
        callSid: textIn(form, 'RedirectCallSid'),
        url: textIn(form, 'RedirectUrl'),
        accept: booleanIn(form, 'RedirectAccept') ?? false,
      };
    case 'conference':
    case 'supervise':
      return { kind: 'not-emulated', name };
    default:
      throw badParameter(
        'Instruction',
        `"${name}" is not an instruction. Send accept, reject, dequeue, call or redirect.`,
      );
  }
}

const workerCallIn = (form: URLSearchParams, prefix: 'Dequeue' | 'Call') => ({
  to: textIn(form, `${prefix}To`),
  from: textIn(form, `${prefix}From`),
  record: textIn(form, `${prefix}Record`),
  timeoutSeconds: integerIn(form, `${prefix}Timeout`, { min: 0 }),
  statusCallbackUrl: textIn(form, `${prefix}StatusCallbackUrl`),
});

function bodyOf(context: TaskRouterContext, reservation: Reservation) {
  const routed = workspaceIn(context);
  const { taskSid, workerSid, sid } = reservation;
  const url = (path: string) => urlIn(routed.workspace.sid, path);
  const owner = context.names.TaskSid === undefined ? `/Workers/${workerSid}` : `/Tasks/${taskSid}`;
  return {
    ...ofWorkspace(context, routed),
    sid,
    task_sid: taskSid,
    worker_sid: workerSid,
    worker_name: reservation.workerName,
    reservation_status: reservation.reservationStatus,
    date_created: isoDate(reservation.dateCreated),
    date_updated: isoDate(reservation.dateUpdated),
    url: url(`${owner}/Reservations/${sid}`),
    links: { task: url(`/Tasks/${taskSid}`), worker: url(`/Workers/${workerSid}`), workspace: url('') },
  };
}
