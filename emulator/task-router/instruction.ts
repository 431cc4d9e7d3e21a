import { type WorkerCallEvent, workerCallEvents } from './voice-port';

/** What the application wants TaskRouter to do with a reservation: https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks */
export type Instruction =
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject'; readonly activitySid: string | undefined }
  | ({ readonly kind: 'dequeue' } & DequeueInstruction)
  | ({ readonly kind: 'call' } & CallInstruction)
  | {
      readonly kind: 'redirect';
      readonly callSid: string | undefined;
      readonly url: string | undefined;
      readonly accept: boolean;
    }
  | { readonly kind: 'not-emulated'; readonly name: string };

export interface WorkerCallInstruction {
  readonly to: string | undefined;
  readonly from: string | undefined;
  readonly record: string | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly statusCallbackUrl: string | undefined;
}

export interface DequeueInstruction extends WorkerCallInstruction {
  readonly postWorkActivitySid: string | undefined;
  /** Names as given. They are checked when the instruction is carried out. */
  readonly statusCallbackEvents: readonly string[];
}

export interface CallInstruction extends WorkerCallInstruction {
  readonly url: string | undefined;
  readonly accept: boolean;
}

export type ReadInstruction =
  | { readonly kind: 'instruction'; readonly instruction: Instruction }
  /** The application decides later, by REST. */
  | { readonly kind: 'none' }
  | { readonly kind: 'fault'; readonly code: number; readonly message: string };

/** Instructions that Twilio has but the local Twilio does not. */
const notEmulated = ['conference', 'supervise'];

/** Reads the JSON in an application's answer to an assignment callback. */
export function readInstruction(json: unknown): ReadInstruction {
  const fields = typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : {};
  const name = fields.instruction;
  if (name === undefined) return fault(40005, 'The response does not contain an instruction.');
  switch (name) {
    case 'accept':
      return instruction({ kind: 'accept' });
    case 'reject':
      return instruction({ kind: 'reject', activitySid: text(fields.activity_sid) });
    case 'dequeue':
      return instruction({
        kind: 'dequeue',
        ...workerCall(fields),
        postWorkActivitySid: text(fields.post_work_activity_sid),
        statusCallbackEvents: eventNames(text(fields.status_callback_events)),
      });
    case 'call':
      return instruction({
        kind: 'call',
        ...workerCall(fields),
        url: text(fields.url),
        accept: isTrue(fields.accept),
      });
    case 'redirect':
      return instruction({
        kind: 'redirect',
        callSid: text(fields.call_sid),
        url: text(fields.url),
        accept: isTrue(fields.accept),
      });
    default:
      if (notEmulated.includes(String(name)))
        return instruction({ kind: 'not-emulated', name: String(name) });
      return fault(55555, `'${name}' is not an instruction.`);
  }
}

export const isWorkerCallEvent = (name: string): name is WorkerCallEvent =>
  (workerCallEvents as readonly string[]).includes(name);

type Fields = { readonly [name: string]: unknown };

const instruction = (read: Instruction): ReadInstruction => ({ kind: 'instruction', instruction: read });
const fault = (code: number, message: string): ReadInstruction => ({ kind: 'fault', code, message });

const workerCall = (fields: Fields): WorkerCallInstruction => ({
  to: text(fields.to),
  from: text(fields.from),
  record: text(fields.record),
  timeoutSeconds: fields.timeout === undefined ? undefined : Number(fields.timeout),
  statusCallbackUrl: text(fields.status_callback_url),
});

const text = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : String(value);

const isTrue = (value: unknown): boolean => value === true || value === 'true';

const eventNames = (list: string | undefined): string[] =>
  (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
