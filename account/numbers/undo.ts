import type { FoundQueue, QueueChange } from '../ensure-queues';
import { shown } from './changes-in-words';
import type { Wiring } from './history';
import { routeInWords, routeOf } from './number-route';
import { differences, settingKeys, settingNames, type VoiceSettings } from './phone-numbers';
import { type FoundAccount, isChanged, type NumberChange, type Plan } from './plan';

/** How to undo one change, or why it is not undone. */
type Back<Change> = Change | { readonly warning: string } | { readonly fault: string } | undefined;

/**
 * The changes that undo an earlier `npm run wire`. Later changes are only overwritten with `force`. Queues get their
 * old sizes, and none is deleted: callers may be in it.
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
  if (!now) return { warning: `${phoneNumber} is no longer in this account: there is nothing to restore.` };
  if (!isChanged(now, before)) return undefined;
  if (isChanged(now, after) && !force) return { fault: changedSince(change, now, found) };
  const { voiceApplicationSid } = before;
  if (voiceApplicationSid && !found.applications.has(voiceApplicationSid)) {
    return {
      warning: `${phoneNumber} pointed at the application ${voiceApplicationSid}, which no longer exists: the number is not changed.`,
    };
  }
  return { sid, phoneNumber, before: now, after: before };
}

function changedSince({ phoneNumber, after }: NumberChange, now: VoiceSettings, found: FoundAccount): string {
  const changed = settingKeys.filter((key) => Object.hasOwn(differences(after, now), key));
  return [
    `${phoneNumber} was changed since, and now points at: ${routeInWords(routeOf(now, phoneNumber, found))}.`,
    ...changed.map(
      (key) => `  ${settingNames[key]} was ${shown(after[key])} after wire, and is now ${shown(now[key])}.`,
    ),
    '  To overwrite that, run it with --undo --force, or change the number in the Console.',
  ].join('\n');
}

function queueBack(change: QueueChange, queues: readonly FoundQueue[], force: boolean): Back<QueueChange> {
  const { name } = change;
  const queue = queues.find((candidate) => candidate.name === name);
  if (change.kind === 'create') {
    return queue && { warning: `The queue ${name} was created by wire and stays: callers may be in it.` };
  }
  if (!queue) return { warning: `The queue ${name} no longer exists: there is nothing to restore.` };
  if (queue.maxSize === change.before) return undefined;
  if (queue.maxSize !== change.after && !force) {
    return {
      fault: `The queue ${name} was changed since: wire gave it room for ${change.after}, and it now has room for ${queue.maxSize}. To overwrite that, run it with --undo --force.`,
    };
  }
  return { kind: 'resize', sid: queue.sid, name, before: queue.maxSize, after: change.before };
}
