import type { QueuesConfig } from '../../src/config/queue-config';
import { readWrittenPhoneNumber } from '../../wording/written-phone-number';
import { externalNumbers } from '../external-numbers';
import { type NumberPurpose, purposeInConfig } from './number-purpose';
import { purposeAsWritten, purposeInWords } from './purpose-in-words';

/** A number, and the purpose requested for it. */
export interface RequestedRoute {
  readonly phoneNumber: string;
  readonly purpose: NumberPurpose;
}

/** What was requested, or why that is impossible. */
export interface RequestedRoutes {
  readonly requested: readonly RequestedRoute[];
  readonly faults: readonly string[];
}

/** Reads arguments such as `+15551230000=support`. Every fault is a sentence with its fix. */
export function readRequestedRoutes(texts: readonly string[], config: QueuesConfig): RequestedRoutes {
  const read = texts.map((text) => readRequestedRoute(text, config));
  const requested = read.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  return {
    requested,
    faults: [...read.filter((one) => typeof one === 'string'), ...repeatedFaults(requested)],
  };
}

function readRequestedRoute(text: string, config: QueuesConfig): RequestedRoute | string {
  const [written = '', name, ...more] = text.split('=').map((part) => part.trim());
  if (!name || more.length > 0) {
    return `${text}: write the number and what it is for, such as +15551230000=${knownNames(config)[0]}.`;
  }
  const phoneNumber = readWrittenPhoneNumber(written);
  if (!phoneNumber) {
    return `${text}: ${written || 'nothing'} is not a phone number. Write it with + and the country code, such as +15551230000.`;
  }
  const purpose = readPurpose(name, config);
  if (typeof purpose === 'string') return `${text}: ${purpose}`;
  return conflictWithConfig(phoneNumber, purpose, config) ?? { phoneNumber, purpose };
}

function readPurpose(name: string, config: QueuesConfig): NumberPurpose | string {
  const queues = Object.keys(config.queues);
  const menus = Object.keys(config.menus ?? {});
  const [, kind, named = ''] = /^(queue|menu|agents):(.*)$/.exec(name) ?? [];
  if (kind === 'agents') return readAgents(named, queues);
  if (name === 'agents') return { kind: 'agents', queues: [] };
  const isQueue = kind !== 'menu' && queues.includes(kind ? named : name);
  const isMenu = kind !== 'queue' && menus.includes(kind ? named : name);
  if (isQueue && isMenu) return `${name} is a queue and a menu: write queue:${name} or menu:${name}.`;
  if (isQueue) return { kind: 'queue', queue: kind ? named : name };
  if (isMenu) return { kind: 'menu', menu: kind ? named : name };
  return `queues.config.ts has no ${name}. It has ${knownNames(config).join(', ')}.`;
}

function readAgents(list: string, queues: readonly string[]): NumberPurpose | string {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !queues.includes(name));
  if (unknown === undefined) return { kind: 'agents', queues: names };
  return `agents of ${unknown || 'no queue'}? Write agents:${queues.join(',')} with the queues that they serve, or agents alone.`;
}

/** Every name that can be requested, as it must be written. */
const knownNames = (config: QueuesConfig): string[] => [
  ...Object.keys(config.queues).map((queue) => purposeAsWritten({ kind: 'queue', queue }, config)),
  ...Object.keys(config.menus ?? {}).map((menu) => purposeAsWritten({ kind: 'menu', menu }, config)),
  purposeAsWritten({ kind: 'agents', queues: [] }, config),
];

/**
 * A queue in the URL overrides the config's queue of the number, which overrides a menu. Either would mislead readers
 * of the other.
 */
function conflictWithConfig(
  phoneNumber: string,
  purpose: NumberPurpose,
  config: QueuesConfig,
): string | undefined {
  const configured = purposeInConfig(config, phoneNumber);
  if (externalNumbers(config).some(({ number }) => number === phoneNumber)) {
    return `${phoneNumber}: queues.config.ts dials this number, so callers would go in a loop. Use an outside number there.`;
  }
  if (configured && purposeInWords(configured) !== purposeInWords(purpose)) {
    return `${phoneNumber}: in queues.config.ts it is for the ${purposeInWords(configured)}, not for the ${purposeInWords(purpose)}. Write ${phoneNumber}=${purposeAsWritten(configured, config)}, or change queues.config.ts and deploy.`;
  }
  if (purpose.kind === 'menu' && !configured) {
    return `${phoneNumber}: a menu belongs to the dialed number. Add the number to menus.${purpose.menu}.numbers in queues.config.ts and run npm run deploy first.`;
  }
  return undefined;
}

function repeatedFaults(requested: readonly RequestedRoute[]): string[] {
  const numbers = requested.map(({ phoneNumber }) => phoneNumber);
  const repeated = numbers.filter((number, index) => numbers.indexOf(number) < index);
  return [...new Set(repeated)].map((number) => `${number} is given more than once. Keep one.`);
}
