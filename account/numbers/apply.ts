import type { Twilio } from 'twilio';
import { inARow } from '../../wording/phrases';
import { changeQueue, type QueueChange } from '../ensure-queues';
import { failureInWords } from '../failure-in-words';
import { changeSettings, differences, fetchSettings } from './phone-numbers';
import type { Changes, NumberChange } from './plan';

/** A change that was begun and could not be finished. */
export class ChangeFailed extends Error {
  constructor(
    message: string,
    /** Whether everything is again as it was before. */
    readonly isPutBack: boolean,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** One change, and the way back. */
interface Step {
  readonly what: string;
  apply(): Promise<void>;
  putBack(): Promise<void>;
  /** A queue that was made is never deleted: a caller may be in it by now. */
  readonly stays?: boolean;
}

/**
 * Makes the changes, the queues first: no number leads to one that is not there. If one fails, those before
 * it are put back, and so is the failed one, because an answer that was lost may have followed a change. So it is when
 * `signal` stops them.
 * Throws a `ChangeFailed` then.
 */
export async function applyChanges(
  { queues, numbers }: Changes,
  client: Twilio,
  tell: (text: string) => void,
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
    tell(`${index + 1} of ${steps.length}  ${step.what}`);
  }
}

async function putBack(steps: readonly Step[], cause: unknown): Promise<ChangeFailed> {
  const failed = `${steps.at(-1)?.what} could not be changed: ${failureInWords(cause)}`;
  const unsettled: string[] = [];
  for (const step of steps.toReversed()) {
    try {
      await step.putBack();
    } catch (error) {
      unsettled.push(`${step.what} could not be put back: ${failureInWords(error)}`);
    }
  }
  const made = steps.filter(({ stays }) => stays).map(({ what }) => what);
  const kept = made.length === 0 ? '' : `, but for what may have been made and stays: ${inARow(made)}`;
  const asBefore = `Everything is as it was before${kept}.`;
  if (unsettled.length === 0) return new ChangeFailed(`${failed}\n${asBefore}`, true, cause);
  const repair =
    'As soon as Twilio can be reached, npm run wire -- --undo puts back what was changed, and leaves alone what was not.';
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
