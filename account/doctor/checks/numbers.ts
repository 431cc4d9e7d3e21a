import { queueNamed } from '../../../src/config/queue-config';
import { agentPath, callEndedPath, callerPath, tryAgain } from '../../../src/state/urls';
import { withoutPassword } from '../../../wording/without-password';
import { purposeAsWritten, purposeInWords } from '../../numbers/purpose-in-words';
import { ownCommand } from '../../typed-commands';
import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, fault, warning, whenKnown } from '../finding';
import { type OwnNumber, ownNumbers, urlIn } from '../own-numbers';
import { both, part } from '../read';

export const whereNumbersLead = { what: 'Where the numbers point.', look: consolePages.numbers };

export const readOwnNumbers = ({ numbers, deployment, environment, checkout: { config } }: Facts) =>
  part(both(numbers, deployment), ([all, there]) =>
    ownNumbers(all, { environment, deployment: there, config }),
  );

/** The findings for each number of this environment. */
const ofEachNumber = (facts: Facts, examine: (own: OwnNumber) => readonly Finding[]) =>
  whenKnown(readOwnNumbers(facts), whereNumbersLead, (all) => all.flatMap(examine));

/** The findings for numbers that point at this deployment; another check reports the others. */
const ofEachNumberHere = (facts: Facts, examine: (own: OwnNumber) => readonly Finding[]) =>
  ofEachNumber(facts, (own) => (own.host === 'here' ? examine(own) : []));

const rewire = ({ environment, checkout: { config } }: Facts, { number, isFor }: OwnNumber) =>
  ownCommand('wire', environment, `${number.phoneNumber}=${purposeAsWritten(isFor, config)}`);

export function callersNumber(facts: Facts): readonly Finding[] {
  const [queue = ''] = Object.keys(facts.checkout.config.queues);
  return whenKnown(readOwnNumbers(facts), whereNumbersLead, (all) => {
    if (all.some(({ isFor }) => isFor.kind !== 'agents')) return [];
    return [
      fault({
        what: `No number for callers points at ${facts.environment}.`,
        why: 'No caller can reach the queue.',
        repair: `${ownCommand('wire', facts.environment, `NUMBER=${queue}`)}; npm run wire lists the account’s numbers.`,
      }),
    ];
  });
}

export function agentsNumber(facts: Facts): readonly Finding[] {
  return whenKnown(readOwnNumbers(facts), whereNumbersLead, (all) => {
    if (all.some(({ isFor }) => isFor.kind === 'agents')) return [];
    return [
      fault({
        what: `No number for agents points at ${facts.environment}.`,
        why: 'No agent can sign in, so no caller is ever answered.',
        repair: `${ownCommand('wire', facts.environment, 'NUMBER=agents')}; npm run wire lists the account’s numbers.`,
      }),
    ];
  });
}

/** Numbers in the config may belong to another account, or have a typo. */
export function configuredNumbersThere({ numbers, checkout: { config } }: Facts): readonly Finding[] {
  const configured = [
    ...Object.values(config.queues).flatMap(({ numbers: own = [], priority }) => [
      ...own,
      ...(priority?.numbers ?? []),
    ]),
    ...Object.values(config.menus ?? {}).flatMap(({ numbers: shared }) => shared),
  ];
  return whenKnown(numbers, { what: 'Which numbers the account has.', look: consolePages.numbers }, (all) =>
    configured
      .filter((number) => all.every(({ phoneNumber }) => phoneNumber !== number))
      .map((missing) =>
        fault({
          what: `queues.config.ts has ${missing}, which the account does not have.`,
          why: 'Callers of that number do not reach this queue.',
          repair: `Correct the number in queues.config.ts, or buy it in ${consolePages.numbers}.`,
        }),
      ),
  );
}

export function voiceHost(facts: Facts): readonly Finding[] {
  return ofEachNumber(facts, (own) => {
    if (own.host === 'here') return [];
    const { phoneNumber } = own.number;
    return [
      fault({
        what: `${phoneNumber} points ${own.url ? `at ${own.url.host}` : 'nowhere'} instead of at ${urlIn(own.wired.voiceUrl)?.host}.`,
        why: 'Its callers reach something else, or hear that an application error has occurred.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

export function voicePath(facts: Facts): readonly Finding[] {
  return ofEachNumberHere(facts, (own) => {
    if (own.urlPurpose) return [];
    return [
      fault({
        what: `${own.number.phoneNumber} points at ${own.url?.pathname}, where no call starts.`,
        why: `Callers’ numbers must point at ${callerPath}, agents’ numbers at ${agentPath}. Other paths answer with words for another moment of a call.`,
        repair: rewire(facts, own),
      }),
    ];
  });
}

/** Without a queue in its URL, a number belongs to the queue that lists it in the config, or to the first queue. */
export function voiceQueue(facts: Facts): readonly Finding[] {
  const { config } = facts.checkout;
  const names = Object.keys(config.queues).join(', ');
  return ofEachNumberHere(facts, (own) => {
    const { phoneNumber } = own.number;
    const asked = own.url?.searchParams.get('queue')?.split(',') ?? [];
    const stranger = asked.find((name) => !queueNamed(config, name));
    if (stranger !== undefined) {
      return [
        fault({
          what: `${phoneNumber} points at the queue ${stranger}, which is not in queues.config.ts. It has ${names}.`,
          why: 'Its callers are put in another queue.',
          repair: rewire(facts, own),
        }),
      ];
    }
    const { urlPurpose, isFor } = own;
    if (!urlPurpose || purposeAsWritten(urlPurpose, config) === purposeAsWritten(isFor, config)) return [];
    return [
      fault({
        what: `${phoneNumber} points at the ${purposeInWords(urlPurpose)}, but in queues.config.ts it is for the ${purposeInWords(isFor)}.`,
        why: 'Callers hear the wrong greeting and wait for the wrong agents.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

export function voiceHttps(facts: Facts): readonly Finding[] {
  return ofEachNumberHere(facts, (own) => {
    if (own.url?.protocol === 'https:') return [];
    return [
      fault({
        what: `${own.number.phoneNumber} points at an http URL, not https.`,
        why: 'Callers’ numbers are sent unencrypted, and a redirect to https loses the parameters, so the call fails.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

export function voiceMethod(facts: Facts): readonly Finding[] {
  return ofEachNumberHere(facts, (own) => {
    const { voiceMethod: method } = own.number.settings;
    if (method === own.wired.voiceMethod) return [];
    return [
      warning({
        what: `${own.number.phoneNumber} uses ${method} instead of ${own.wired.voiceMethod}.`,
        why: 'Callers’ numbers are then part of URLs, which are logged and kept.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

/** https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
export function retries(facts: Facts): readonly Finding[] {
  return ofEachNumberHere(facts, (own) => {
    if (own.url?.hash === tryAgain) return [];
    return [
      warning({
        what: `${own.number.phoneNumber} does not retry failed requests: its URL does not end in ${tryAgain}.`,
        why: 'When many people call at once, Twilio refuses some requests; those callers hear the static apology at once.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

/** A function as a fallback fails together with the others: they share the 30 concurrent executions. */
export function fallback(facts: Facts): readonly Finding[] {
  return ofEachNumberHere(facts, (own) => {
    const { phoneNumber, settings } = own.number;
    const right = own.wired.voiceFallbackUrl;
    if (settings.voiceFallbackUrl === right) return [];
    return [
      fault({
        what: settings.voiceFallbackUrl
          ? `${phoneNumber} falls back to ${withoutPassword(settings.voiceFallbackUrl)} instead of ${right}.`
          : `${phoneNumber} has no fallback.`,
        why: 'If the functions cannot answer, the caller may hear only that an application error has occurred.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

/** https://www.twilio.com/docs/serverless/functions-assets/assets */
export function fallbackMethod(facts: Facts): readonly Finding[] {
  return ofEachNumberHere(facts, (own) => {
    const { voiceFallbackUrl, voiceFallbackMethod } = own.number.settings;
    if (!voiceFallbackUrl || voiceFallbackMethod === own.wired.voiceFallbackMethod) return [];
    return [
      fault({
        what: `${own.number.phoneNumber} fetches its fallback with ${voiceFallbackMethod}, but the fallback is a file, which requires GET.`,
        why: 'The file is refused just when it is needed.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

export function statusCallback(facts: Facts): readonly Finding[] {
  const withoutFragment = (url: string) => url.split('#')[0];
  return ofEachNumberHere(facts, (own) => {
    const right = own.wired.statusCallback;
    if (!right || withoutFragment(own.number.settings.statusCallback) === withoutFragment(right)) return [];
    return [
      warning({
        what: `${own.number.phoneNumber} does not report the end of its calls to ${callEndedPath}.`,
        why: 'npm run log cannot show when a call ended, or count every caller who hung up.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

/** "If a trunk_sid is present, we ignore all of the voice urls and voice applications." */
export function overrides(facts: Facts): readonly Finding[] {
  return ofEachNumber(facts, (own) => {
    const { trunkSid, voiceApplicationSid } = own.number.settings;
    if (!trunkSid && !voiceApplicationSid) return [];
    return [
      fault({
        what: `${own.number.phoneNumber} belongs to ${trunkSid ? `the SIP trunk ${trunkSid}` : `the application ${voiceApplicationSid}`}.`,
        why: 'Twilio then ignores the number’s own URLs: no caller reaches this queue.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

export function takesCalls(facts: Facts): readonly Finding[] {
  return ofEachNumber(facts, ({ number: { phoneNumber, takes } }) => {
    if (takes === 'calls') return [];
    return [
      fault({
        what: `${phoneNumber} accepts ${takes}, not calls.`,
        why: 'Its callers hear a tone or an error, and no request reaches the queue.',
        repair:
          takes === 'faxes'
            ? `Set it to accept voice calls in ${consolePages.numbers}.`
            : `Buy a number with voice in ${consolePages.numbers}.`,
      }),
    ];
  });
}
