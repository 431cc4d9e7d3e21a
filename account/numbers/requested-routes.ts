import type { QueuesConfig } from '../../src/config/queue-config';
import { externalNumbers } from '../external-numbers';
import { type NumberPurpose, purposeInConfig } from './number-purpose';
import { purposeAsWritten, purposeInWords } from './purpose-in-words';

/** A number, and what somebody wants its calls to reach. */
export interface RequestedRoute {
  readonly phoneNumber: string;
  readonly purpose: NumberPurpose;
}

/** What was asked for, or why it cannot be. */
export interface RequestedRoutes {
  readonly requested: readonly RequestedRoute[];
  readonly faults: readonly string[];
}

/** Reads arguments such as `+15551230000=support`; every fault is a sentence with its repair. */
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
  const phoneNumber = readPhoneNumber(written);
  if (!phoneNumber) {
    return `${text}: ${written || 'nothing'} is no number. Write it with + and the country’s code, such as +15551230000.`;
  }
  const purpose = readPurpose(name, config);
  if (typeof purpose === 'string') return `${text}: ${purpose}`;
  return conflictWithConfig(phoneNumber, purpose, config) ?? { phoneNumber, purpose };
}

/** E.164 of what a person writes or copies: spaces, dots, parentheses and dashes of all kinds are left out. */
function readPhoneNumber(text: string): string | undefined {
  const number = text.replace(/[\s().\p{Dash_Punctuation}]/gu, '');
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
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

/** Every name that can be asked for, as it must be written. */
const knownNames = (config: QueuesConfig): string[] => [
  ...Object.keys(config.queues).map((queue) => purposeAsWritten({ kind: 'queue', queue }, config)),
  ...Object.keys(config.menus ?? {}).map((menu) => purposeAsWritten({ kind: 'menu', menu }, config)),
  purposeAsWritten({ kind: 'agents', queues: [] }, config),
];

/**
 * The URL of a queue wins over what the config says of the number, and the config over a menu: either way
 * somebody who reads one of them would be misled.
 */
function conflictWithConfig(
  phoneNumber: string,
  purpose: NumberPurpose,
  config: QueuesConfig,
): string | undefined {
  const configured = purposeInConfig(config, phoneNumber);
  if (externalNumbers(config).some(({ number }) => number === phoneNumber)) {
    return `${phoneNumber}: queues.config.ts dials this number, so that a caller would be led round to the queue again. Dial a number outside there.`;
  }
  if (configured && purposeInWords(configured) !== purposeInWords(purpose)) {
    return `${phoneNumber}: queues.config.ts has it for the ${purposeInWords(configured)}, and not for the ${purposeInWords(purpose)}. Write ${phoneNumber}=${purposeAsWritten(configured, config)}, or change queues.config.ts and deploy.`;
  }
  if (purpose.kind === 'menu' && !configured) {
    return `${phoneNumber}: a menu is found by the number that was dialed. Add it to menus.${purpose.menu}.numbers in queues.config.ts and run npm run deploy first.`;
  }
  return undefined;
}

function repeatedFaults(requested: readonly RequestedRoute[]): string[] {
  const numbers = requested.map(({ phoneNumber }) => phoneNumber);
  const repeated = numbers.filter((number, index) => numbers.indexOf(number) < index);
  return [...new Set(repeated)].map((number) => `${number} is there more than once. Keep one.`);
}
