import { inARow } from '../../reporting/words';
import type { EnvironmentName } from '../credentials/environment';
import { type FoundQueue, planQueues, type QueueChange } from '../ensure-queues';
import { leadInWords, leadOf, type Surroundings } from './lead';
import { differences, type FoundNumber, type VoiceSettings } from './phone-numbers';
import { purposeInWords, webhooksFor } from './purpose';
import type { Wish } from './wishes';

/** A number whose settings are to be others. */
export interface NumberChange {
  readonly sid: string;
  readonly phoneNumber: string;
  readonly before: VoiceSettings;
  readonly after: VoiceSettings;
}

/** What is to be done to an account. */
export interface Changes {
  readonly queues: readonly QueueChange[];
  readonly numbers: readonly NumberChange[];
}

/** The changes, if nothing is in their way. */
export interface Plan {
  readonly changes: Changes;
  /** Why nothing must be changed, each with its repair. */
  readonly faults: readonly string[];
  /** What somebody should know before agreeing. */
  readonly warnings: readonly string[];
}

/** An account as it is before a change. */
export interface FoundAccount extends Surroundings {
  readonly accountSid: string;
  readonly numbers: readonly FoundNumber[];
  readonly queues: readonly FoundQueue[];
}

/** Where numbers are to lead. */
export interface Target {
  readonly environment: EnvironmentName;
  readonly domain: string;
}

/** What must change for the wishes to come true; what is so already is left out. */
export function planWiring(wishes: readonly Wish[], found: FoundAccount, target: Target): Plan {
  const wired = wishes.flatMap((wish) => {
    const number = found.numbers.find(({ phoneNumber }) => phoneNumber === wish.phoneNumber);
    return number ? [{ wish, number, after: settingsAfter(wish, target) }] : [];
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
    faults: [...missingFaults(wishes, found), ...wired.flatMap(({ number }) => unfitFaults(number))],
    warnings: [
      ...numbers.flatMap((number) => takenAwayWarnings(number, found, target)),
      ...namesakeWarnings(wishes, found),
      ...nobodyAnswersWarnings(wishes, found, target),
    ],
  };
}

/**
 * A trunk or an application would count instead of the URLs:
 * https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource. That empty text clears them is what public code
 * relies on and no page says: so whoever sends it looks at the answer (`changeSettings`).
 */
const settingsAfter = ({ purpose }: Wish, { domain }: Target): VoiceSettings => ({
  trunkSid: '',
  voiceApplicationSid: '',
  ...webhooksFor(purpose, domain),
});

export const isChanged = (before: VoiceSettings, after: VoiceSettings) =>
  Object.keys(differences(before, after)).length > 0;

const mostNumbersNamed = 10;

function missingFaults(wishes: readonly Wish[], { accountSid, numbers }: FoundAccount): string[] {
  const has = numbers.map(({ phoneNumber }) => phoneNumber);
  const missing = wishes.map(({ phoneNumber }) => phoneNumber).filter((number) => !has.includes(number));
  if (missing.length === 0) return [];
  const others =
    has.length > mostNumbersNamed
      ? `${has.length} others, which npm run wire lists`
      : inARow(has) || 'no number at all: buy one in the Console, at Phone Numbers';
  return [
    `${inARow(missing)}: not in the account ${accountSid}, which has ${others}. For a number of a subaccount sign in with that subaccount’s own sid.`,
  ];
}

function unfitFaults({ phoneNumber, takes }: FoundNumber): string[] {
  switch (takes) {
    case 'calls':
      return [];
    case 'faxes':
      return [
        `${phoneNumber} takes faxes and no calls. Set it to voice calls in the Console, at Phone Numbers, first.`,
      ];
    case 'messages':
      return [`${phoneNumber} is for messages only. Take a number that can be called.`];
    default:
      return takes satisfies never;
  }
}

/** Somebody may rely on where a number leads now. */
function takenAwayWarnings(number: NumberChange, found: FoundAccount, target: Target): string[] {
  const { phoneNumber, before } = number;
  const lead = leadOf(before, phoneNumber, found);
  if (lead.kind === 'nowhere') return [];
  if (lead.kind === 'deployment' && lead.environment === target.environment) return [];
  return [
    `${phoneNumber} is in use (${leadInWords(lead)}). Whoever gets its calls there will get no more of them.`,
  ];
}

function namesakeWarnings(
  wishes: readonly Wish[],
  { config: { queues, menus = {} } }: FoundAccount,
): string[] {
  if (!wishes.some(({ purpose }) => purpose.kind === 'agents' && purpose.queues.length === 0)) return [];
  const namesakes = Object.entries({ queue: queues, menu: menus }).filter(([, named]) =>
    Object.hasOwn(named, 'agents'),
  );
  return namesakes.map(
    ([kind]) => `agents: agents dial in there. For callers of the ${kind} of that name write ${kind}:agents.`,
  );
}

function nobodyAnswersWarnings(wishes: readonly Wish[], found: FoundAccount, target: Target): string[] {
  const isWished = ({ phoneNumber }: FoundNumber) => wishes.some((wish) => wish.phoneNumber === phoneNumber);
  const kept = found.numbers
    .filter((number) => !isWished(number))
    .map(({ phoneNumber, settings }) => leadOf(settings, phoneNumber, found))
    .flatMap((lead) =>
      lead.kind === 'deployment' && lead.environment === target.environment ? [lead.purpose?.kind] : [],
    );
  if ([...wishes.map(({ purpose }) => purpose.kind), ...kept].includes('agents')) return [];
  return ['No number is for agents yet, so nobody can answer. Add one, such as +15551230001=agents.'];
}

/** What became of the wishes, one sentence each. */
export const wishesInWords = (wishes: readonly Wish[]): string[] =>
  wishes.map(({ phoneNumber, purpose }) => `${phoneNumber} leads to ${purposeInWords(purpose)}.`);
