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

const whereNumbersLead = { what: 'Where the numbers lead.', look: consolePages.numbers };

const readOwnNumbers = ({ numbers, deployment, environment, checkout: { config } }: Facts) =>
  part(both(numbers, deployment), ([all, there]) =>
    ownNumbers(all, { environment, deployment: there, config }),
  );

/** What a check has to say of each number that is this environment's. */
const ofEachNumber = (facts: Facts, examine: (own: OwnNumber) => readonly Finding[]) =>
  whenKnown(readOwnNumbers(facts), whereNumbersLead, (all) => all.flatMap(examine));

/** The same of those that do lead here: of the others another check says so. */
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
        what: `No number leads callers to ${facts.environment}.`,
        why: 'Nobody can call the queue.',
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
        what: `No number leads agents to ${facts.environment}.`,
        why: 'No agent can sign in, so everybody who calls waits in vain.',
        repair: `${ownCommand('wire', facts.environment, 'NUMBER=agents')}; npm run wire lists the account’s numbers.`,
      }),
    ];
  });
}

/** The config may name numbers that are of the other environment's account, or mistyped. */
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
          what: `queues.config.ts names ${missing}, which the account does not have.`,
          why: 'Whoever calls it does not reach this queue.',
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
        what: `${phoneNumber} leads ${own.url ? `to ${own.url.host}` : 'nowhere'} and not to ${urlIn(own.wired.voiceUrl)?.host}.`,
        why: 'Whoever calls it reaches something else, or hears that an application error has occurred.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

export function voicePath(facts: Facts): readonly Finding[] {
  return ofEachNumberHere(facts, (own) => {
    if (own.leadsTo) return [];
    return [
      fault({
        what: `${own.number.phoneNumber} leads to ${own.url?.pathname}, where no call begins.`,
        why: `Callers begin at ${callerPath}, agents at ${agentPath}. Elsewhere they hear words that are meant for another moment.`,
        repair: rewire(facts, own),
      }),
    ];
  });
}

/** Without a queue in its URL a number goes where the config has it, or to the first queue. */
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
          what: `${phoneNumber} asks for the queue ${stranger}, which queues.config.ts does not have. It has ${names}.`,
          why: 'Callers are put into another queue.',
          repair: rewire(facts, own),
        }),
      ];
    }
    const { leadsTo, isFor } = own;
    if (!leadsTo || purposeAsWritten(leadsTo, config) === purposeAsWritten(isFor, config)) return [];
    return [
      fault({
        what: `${phoneNumber} leads to the ${purposeInWords(leadsTo)}, and queues.config.ts has it for the ${purposeInWords(isFor)}.`,
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
        what: `${own.number.phoneNumber} leads to an address that begins with http.`,
        why: 'Callers’ numbers travel unencrypted, and a redirect to https loses what Twilio sends: the call fails.',
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
        what: `${own.number.phoneNumber} asks with ${method}, and ${own.wired.voiceMethod} is right.`,
        why: 'Callers’ numbers then stand in URLs, which are logged and kept.',
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
        what: `${own.number.phoneNumber} does not ask again when a request fails: its URL does not end in ${tryAgain}.`,
        why: 'When many call at once Twilio refuses some requests; those callers hear the static apology at once.',
        repair: rewire(facts, own),
      }),
    ];
  });
}

/** A fallback that is a function fails together with all others: they share the thirty requests at once. */
export function fallback(facts: Facts): readonly Finding[] {
  return ofEachNumberHere(facts, (own) => {
    const { phoneNumber, settings } = own.number;
    const right = own.wired.voiceFallbackUrl;
    if (settings.voiceFallbackUrl === right) return [];
    return [
      fault({
        what: settings.voiceFallbackUrl
          ? `${phoneNumber} falls back to ${withoutPassword(settings.voiceFallbackUrl)}, and ${right} is right.`
          : `${phoneNumber} has no fallback.`,
        why: 'If the functions cannot answer, nothing else may: the caller hears that an application error has occurred.',
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
        what: `${own.number.phoneNumber} asks for its fallback with ${voiceFallbackMethod}, and it is a file: GET is right.`,
        why: 'The file is refused in the very moment for which it is there.',
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
        why: 'npm run log cannot tell when a call ended, nor count everybody who hung up.',
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
        why: 'Twilio goes by that and ignores the number’s own URLs: no caller gets here.',
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
        what: `${phoneNumber} takes ${takes} and no calls.`,
        why: 'Whoever calls it hears a tone or an error, and no request reaches the queue.',
        repair:
          takes === 'faxes'
            ? `Have it accept voice calls, in ${consolePages.numbers}.`
            : `Buy a number with voice, in ${consolePages.numbers}.`,
      }),
    ];
  });
}
