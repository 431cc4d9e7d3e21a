import type { Twilio } from 'twilio';
import { inARow } from '../../wording/phrases';
import { changeQueue, type QueueChange } from '../ensure-queues';
import { failureInWords } from '../failure-in-words';
import { changeSettings, differences, fetchSettings } from './phone-numbers';
import type { Changes, NumberChange } from './plan';

/** A change that failed in the middle. */
export class ChangeFailed extends Error {
  constructor(
    message: string,
    /** Whether everything was restored. */
    readonly isPutBack: boolean,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** One change, and how to undo it. */
interface Step {
  readonly what: string;
  apply(): Promise<void>;
  putBack(): Promise<void>;
  /** A new queue is never deleted: a caller may already be in it. */
  readonly stays?: boolean;
}

/**
 * Makes the changes, queues first, so that no number points at a missing one. If a change fails or `signal` stops them,
 * it and those before it are undone: a change may have been made even if its answer was lost. Then throws a
 * `ChangeFailed`.
 */
export async function applyChanges(
  { queues, numbers }: Changes,
  client: Twilio,
  printMessage: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const steps = [
    ...queues.map((change) => queueStep(change, client)),
    ...numbers.map((change) => numberStep(change, client)),
  ];
  for (const [index, step] of steps.entries()) {
    try {
      signal.throwIfAborted();
      await step.apply();
    } catch (error) {
      throw await putBack(steps.slice(0, index + 1), error);
    }
    printMessage(`${index + 1} of ${steps.length}  ${step.what}`);
  }
}

async function putBack(steps: readonly Step[], cause: unknown): Promise<ChangeFailed> {
  const failed = `${steps.at(-1)?.what} could not be changed: ${failureInWords(cause)}`;
  const unsettled: string[] = [];
  for (const step of steps.toReversed()) {
    try {
      await step.putBack();
    } catch (error) {
      unsettled.push(`${step.what} could not be restored: ${failureInWords(error)}`);
    }
  }
  const made = steps.filter(({ stays }) => stays).map(({ what }) => what);
  const kept = made.length === 0 ? '' : `, except for what may have been created and stays: ${inARow(made)}`;
  const asBefore = `Everything is as it was before${kept}.`;
  if (unsettled.length === 0) return new ChangeFailed(`${failed}\n${asBefore}`, true, cause);
  const repair = 'When Twilio can be reached again, npm run wire -- --undo restores what was changed.';
  return new ChangeFailed([failed, ...unsettled, repair].join('\n'), false, cause);
}

function queueStep(change: QueueChange, client: Twilio): Step {
  const step = { what: `queue ${change.name}`, apply: () => changeQueue(client, change) };
  if (change.kind === 'create') return { ...step, putBack: async () => undefined, stays: true };
  return { ...step, putBack: () => changeQueue(client, { ...change, after: change.before }) };
}

function numberStep({ sid, phoneNumber, before, after }: NumberChange, client: Twilio): Step {
  return {
    what: phoneNumber,
    apply: () => changeSettings(client, sid, differences(before, after)),
    async putBack() {
      const back = differences(await fetchSettings(client, sid), before);
      if (Object.keys(back).length > 0) await changeSettings(client, sid, back);
    },
  };
}
