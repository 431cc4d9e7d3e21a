import { inARow } from '../../wording/phrases';
import { type FoundQueue, planQueues, type QueueChange } from '../ensure-queues';
import type { EnvironmentName } from '../environment';
import { webhooksFor } from './number-purpose';
import { routeInWords, routeOf, type Surroundings } from './number-route';
import { differences, type FoundNumber, type VoiceSettings } from './phone-numbers';
import { purposeInWords } from './purpose-in-words';
import type { RequestedRoute } from './requested-routes';

/** A number whose settings will change. */
export interface NumberChange {
  readonly sid: string;
  readonly phoneNumber: string;
  readonly before: VoiceSettings;
  readonly after: VoiceSettings;
}

/** The changes to an account. */
export interface Changes {
  readonly queues: readonly QueueChange[];
  readonly numbers: readonly NumberChange[];
}

/** The changes, if there are no faults. */
export interface Plan {
  readonly changes: Changes;
  /** Why nothing can be changed, each with its fix. */
  readonly faults: readonly string[];
  /** What a person should know before agreeing. */
  readonly warnings: readonly string[];
}

/** An account as it is before a change. */
export interface FoundAccount extends Surroundings {
  readonly accountSid: string;
  readonly numbers: readonly FoundNumber[];
  readonly queues: readonly FoundQueue[];
}

/** The deployment that numbers are pointed at. */
export interface Target {
  readonly environment: EnvironmentName;
  readonly domain: string;
}

/** The changes that point every number where it was requested. Numbers that are already right are left out. */
export function planWiring(requested: readonly RequestedRoute[], found: FoundAccount, target: Target): Plan {
  const wired = requested.flatMap((route) => {
    const number = found.numbers.find(({ phoneNumber }) => phoneNumber === route.phoneNumber);
    return number ? [{ route, number, after: settingsAfter(route, target) }] : [];
  });
  const numbers = wired
    .filter(({ number, after }) => isChanged(number.settings, after))
    .map(({ number: { sid, phoneNumber, settings }, after }) => ({
      sid,
      phoneNumber,
      before: settings,
      after,
    }));
  return {
    changes: { queues: planQueues(found.config, target.environment, found.queues), numbers },
    faults: [
      ...missingFaults(requested, found),
      ...wired.flatMap(({ number }) => [...unfitFaults(number), ...agentsPhoneFaults(number, found)]),
    ],
    warnings: [
      ...numbers.flatMap((number) => takenAwayWarnings(number, found, target)),
      ...namesakeWarnings(requested, found),
      ...nobodyAnswersWarnings(requested, found, target),
    ],
  };
}

/**
 * A trunk or an application would count instead of the URLs:
 * https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource. Public code relies on empty text to clear
 * them, but no Twilio page says so. So `changeSettings` checks the answer.
 */
const settingsAfter = ({ purpose }: RequestedRoute, { domain }: Target): VoiceSettings => ({
  trunkSid: '',
  voiceApplicationSid: '',
  ...webhooksFor(purpose, domain),
});

export const isChanged = (before: VoiceSettings, after: VoiceSettings) =>
  Object.keys(differences(before, after)).length > 0;

const mostNumbersNamed = 10;

function missingFaults(
  requested: readonly RequestedRoute[],
  { accountSid, numbers }: FoundAccount,
): string[] {
  const has = numbers.map(({ phoneNumber }) => phoneNumber);
  const missing = requested.map(({ phoneNumber }) => phoneNumber).filter((number) => !has.includes(number));
  if (missing.length === 0) return [];
  const others =
    has.length > mostNumbersNamed
      ? `${has.length} others, which npm run wire lists`
      : inARow(has) || 'no number at all: buy one in the Console, at Phone Numbers';
  return [
    `${inARow(missing)}: not in the account ${accountSid}, which has ${others}. For a subaccount’s number, use that subaccount’s credentials.`,
  ];
}

function unfitFaults({ phoneNumber, takes }: FoundNumber): string[] {
  switch (takes) {
    case 'calls':
      return [];
    case 'faxes':
      return [
        `${phoneNumber} accepts faxes, not calls. First set it to voice calls in the Console, at Phone Numbers.`,
      ];
    case 'messages':
      return [`${phoneNumber} is for messages only. Choose a number that can be called.`];
    default:
      return takes satisfies never;
  }
}

/** The build refuses this for the numbers in the config. Only here the others are known, and the agents' number. */
const agentsPhoneFaults = ({ phoneNumber }: FoundNumber, { config: { agents } }: FoundAccount): string[] =>
  agents
    .filter(({ contactUri }) => contactUri === phoneNumber)
    .map(
      ({ id }) =>
        `${phoneNumber} is the contactUri of ${id} in queues.config.ts: ringing ${id} would call the queue itself. Write ${id}’s own phone there first, then run npm run deploy and npm run taskrouter.`,
    );

/** Warnings about numbers that are in use. */
function takenAwayWarnings(number: NumberChange, found: FoundAccount, target: Target): string[] {
  const { phoneNumber, before } = number;
  const route = routeOf(before, phoneNumber, found);
  if (route.kind === 'nowhere') return [];
  if (route.kind === 'deployment' && route.environment === target.environment) return [];
  return [`${phoneNumber} is in use (${routeInWords(route)}). Its calls will no longer go there.`];
}

function namesakeWarnings(
  requested: readonly RequestedRoute[],
  { config: { queues, menus = {} } }: FoundAccount,
): string[] {
  if (!requested.some(({ purpose }) => purpose.kind === 'agents' && purpose.queues.length === 0)) return [];
  const namesakes = Object.entries({ queue: queues, menu: menus }).filter(([, named]) =>
    Object.hasOwn(named, 'agents'),
  );
  return namesakes.map(
    ([kind]) =>
      `agents: a number for agents to dial in. For callers of the ${kind} of that name, write ${kind}:agents.`,
  );
}

function nobodyAnswersWarnings(
  requested: readonly RequestedRoute[],
  found: FoundAccount,
  target: Target,
): string[] {
  const isRequested = ({ phoneNumber }: FoundNumber) =>
    requested.some((route) => route.phoneNumber === phoneNumber);
  const kept = found.numbers
    .filter((number) => !isRequested(number))
    .map(({ phoneNumber, settings }) => routeOf(settings, phoneNumber, found))
    .flatMap((route) =>
      route.kind === 'deployment' && route.environment === target.environment ? [route.purpose?.kind] : [],
    );
  if ([...requested.map(({ purpose }) => purpose.kind), ...kept].includes('agents')) return [];
  return ['There is no number for agents yet, so no agent can answer. Add one, such as +15551230001=agents.'];
}

/** Where each number points from now on, one sentence each. */
export const requestedRoutesInWords = (requested: readonly RequestedRoute[]): string[] =>
  requested.map(({ phoneNumber, purpose }) => `${phoneNumber} now points at ${purposeInWords(purpose)}.`);
