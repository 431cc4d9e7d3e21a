import type { FoundQueue, QueueChange } from '../ensure-queues';
import { shown } from './changes-in-words';
import type { Wiring } from './history';
import { routeInWords, routeOf } from './number-route';
import { differences, settingKeys, settingNames, type VoiceSettings } from './phone-numbers';
import { type FoundAccount, isChanged, type NumberChange, type Plan } from './plan';

/** What becomes of one change when it is undone: a change back, or why there is none. */
type Back<Change> = Change | { readonly warning: string } | { readonly fault: string } | undefined;

/**
 * The way back from a wiring. Whatever somebody changed since is not overwritten unless that is wanted
 * (`force`). Queues get their old sizes, and none is deleted: callers may be in it.
 */
export function planUndo(wiring: Wiring, found: FoundAccount, force: boolean): Plan {
  const numbers = wiring.numbers.map((change) => numberBack(change, found, force));
  const queues = wiring.queues.map((change) => queueBack(change, found.queues, force));
  const all = [...queues, ...numbers].filter((back) => back !== undefined);
  return {
    changes: {
      numbers: numbers.filter((back) => back !== undefined && 'phoneNumber' in back),
      queues: queues.filter((back) => back !== undefined && 'kind' in back),
    },
    faults: all.flatMap((back) => ('fault' in back ? [back.fault] : [])),
    warnings: all.flatMap((back) => ('warning' in back ? [back.warning] : [])),
  };
}

function numberBack(change: NumberChange, found: FoundAccount, force: boolean): Back<NumberChange> {
  const { sid, phoneNumber, before, after } = change;
  const now = found.numbers.find((number) => number.sid === sid)?.settings;
  if (!now) return { warning: `${phoneNumber} is not in this account any more: nothing to put back.` };
  if (!isChanged(now, before)) return undefined;
  if (isChanged(now, after) && !force) return { fault: changedSince(change, now, found) };
  const { voiceApplicationSid } = before;
  if (voiceApplicationSid && !found.applications.has(voiceApplicationSid)) {
    return {
      warning: `${phoneNumber} led to the application ${voiceApplicationSid}, which is deleted: it stays as it is.`,
    };
  }
  return { sid, phoneNumber, before: now, after: before };
}

function changedSince({ phoneNumber, after }: NumberChange, now: VoiceSettings, found: FoundAccount): string {
  const changed = settingKeys.filter((key) => Object.hasOwn(differences(after, now), key));
  return [
    `${phoneNumber} was changed since, and leads to this now: ${routeInWords(routeOf(now, phoneNumber, found))}.`,
    ...changed.map(
      (key) => `  ${settingNames[key]} was left as ${shown(after[key])} and is ${shown(now[key])}.`,
    ),
    '  To overwrite that run it with --undo --force; or change the number by hand in the Console.',
  ].join('\n');
}

function queueBack(change: QueueChange, queues: readonly FoundQueue[], force: boolean): Back<QueueChange> {
  const { name } = change;
  const queue = queues.find((candidate) => candidate.name === name);
  if (change.kind === 'create') {
    return queue && { warning: `The queue ${name} was made by wire and stays: callers may be in it.` };
  }
  if (!queue) return { warning: `The queue ${name} is not there any more: nothing to put back.` };
  if (queue.maxSize === change.before) return undefined;
  if (queue.maxSize !== change.after && !force) {
    return {
      fault: `The queue ${name} was changed since: it was left with room for ${change.after} and has room for ${queue.maxSize}. To overwrite that run it with --undo --force.`,
    };
  }
  return { kind: 'resize', sid: queue.sid, name, before: queue.maxSize, after: change.before };
}
