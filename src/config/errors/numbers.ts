import type { QueuesConfig } from '../queue-config';
import { phoneNumberFaults, queueReferenceFaults, textFaults, voiceFaults } from './values';

/** A number of ours, and the place in the config that claims it. */
interface ClaimedNumber {
  readonly number: string;
  readonly place: string;
}

/** Numbers that are none, or that lead to two places. */
export function numberFaults(config: QueuesConfig): string[] {
  const seen = new Map<string, string>();
  return claimedNumbers(config).flatMap(({ number, place }) => {
    const first = seen.get(number);
    seen.set(number, first ?? place);
    const again = first ? [`${place}: ${number} already stands at ${first}. Keep one.`] : [];
    return [...phoneNumberFaults(place, number), ...again];
  });
}

function claimedNumbers({ queues, menus = {} }: QueuesConfig): ClaimedNumber[] {
  const claims = (place: string, numbers: readonly string[] = []) =>
    numbers.map((number, index) => ({ number, place: `${place}[${index}]` }));
  return [
    ...Object.entries(queues).flatMap(([name, { numbers, priority }]) => [
      ...claims(`queues.${name}.numbers`, numbers),
      ...claims(`queues.${name}.priority.numbers`, priority?.numbers),
    ]),
    ...Object.entries(menus).flatMap(([name, { numbers }]) => claims(`menus.${name}.numbers`, numbers)),
  ];
}

/** A number that we dial: none of ours, or a caller would be led round to us again, each time as another call. */
export function dialledNumberFaults(
  place: string,
  number: string | undefined,
  config: QueuesConfig,
): string[] {
  const ours = claimedNumbers(config).find((claimed) => claimed.number === number);
  if (!ours) return phoneNumberFaults(place, number);
  return [`${place}: ${number} leads back here, as ${ours.place} says. Give a number outside.`];
}

/** Menus that say nothing, or lead nowhere. */
export function menuFaults(config: QueuesConfig): string[] {
  return Object.entries(config.menus ?? {}).flatMap(([name, menu]) => {
    const at = (place: string) => `menus.${name}.${place}`;
    const choices = Object.entries(menu.choices);
    return [
      ...textFaults(at('prompt'), menu.prompt),
      ...voiceFaults(at('voice'), menu.voice),
      ...(choices.length === 0 ? [`${at('choices')}: there is none. Give each queue a key.`] : []),
      ...choices.flatMap(([key, queue]) => queueReferenceFaults(at(`choices['${key}']`), queue, config)),
      ...queueReferenceFaults(at('fallbackQueue'), menu.fallbackQueue, config),
    ];
  });
}
