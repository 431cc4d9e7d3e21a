import { withoutPassword } from '../../wording/without-password';
import type { QueueChange } from '../ensure-queues';
import { routeInWords, routeOf, type Surroundings } from './number-route';
import { differences, settingKeys, settingNames } from './phone-numbers';
import type { Changes, NumberChange } from './plan';

const arrow = '→';

/** Everything that will change, before and after. */
export const changesInWords = ({ queues, numbers }: Changes, surroundings: Surroundings): string[] =>
  [
    ...queues.map((queue) => [queueInWords(queue)]),
    ...numbers.map((number) => numberInWords(number, surroundings)),
  ].flatMap((lines, index) => (index === 0 || lines.length === 1 ? lines : ['', ...lines]));

function queueInWords(change: QueueChange): string {
  switch (change.kind) {
    case 'create':
      return `queue ${change.name}: none ${arrow} created, with room for ${change.maxSize}`;
    case 'resize':
      return `queue ${change.name}: room for ${change.before} ${arrow} room for ${change.after}`;
    default:
      return change satisfies never;
  }
}

function numberInWords({ phoneNumber, before, after }: NumberChange, surroundings: Surroundings): string[] {
  const route = (settings: NumberChange['before']) =>
    routeInWords(routeOf(settings, phoneNumber, surroundings));
  const changed = settingKeys.filter((key) => Object.hasOwn(differences(before, after), key));
  const widest = Math.max(...changed.map((key) => settingNames[key].length));
  return [
    `${phoneNumber}: ${route(before)} ${arrow} ${route(after)}`,
    ...changed.map(
      (key) => `  ${settingNames[key].padEnd(widest)}  ${shown(before[key])} ${arrow} ${shown(after[key])}`,
    ),
  ];
}

export const shown = (setting: string) => withoutPassword(setting) || 'none';
