import { queueNamed } from '../../../src/queue-config';
import { tryAgain } from '../../../src/routes';
import { withoutPassword } from '../../wire/lead';
import { purposeAsWritten, purposeInWords } from '../../wire/purpose';
import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, fault, warning, whenKnown } from '../finding';
import { type Line, linesOf, urlIn } from '../lines';
import { both, part } from '../read';
import { wireCommand } from '../repair-commands';

const whereNumbersLead = { what: 'Where the numbers lead.', look: consolePages.numbers };

const readLines = ({ numbers, deployment, environment, checkout: { config } }: Facts) =>
  part(both(numbers, deployment), ([all, there]) => linesOf(all, { environment, deployment: there, config }));

/** What a check has to say of each number that is this environment's. */
const ofEachLine = (facts: Facts, examine: (line: Line) => readonly Finding[]) =>
  whenKnown(readLines(facts), whereNumbersLead, (lines) => lines.flatMap(examine));

/** The same of those that do lead here: of the others another check says so. */
const ofEachLineHere = (facts: Facts, examine: (line: Line) => readonly Finding[]) =>
  ofEachLine(facts, (line) => (line.host === 'here' ? examine(line) : []));

const rewire = ({ environment }: Facts, { number, isFor }: Line) =>
  wireCommand(environment, number.phoneNumber, purposeAsWritten(isFor));

export function callersNumber(facts: Facts): readonly Finding[] {
  const [queue = ''] = Object.keys(facts.checkout.config.queues);
  return whenKnown(readLines(facts), whereNumbersLead, (lines) => {
    if (lines.some(({ isFor }) => isFor.kind !== 'agents')) return [];
    return [
      fault({
        what: `No number leads callers to ${facts.environment}.`,
        why: 'Nobody can call the queue.',
        repair: `${wireCommand(facts.environment, 'NUMBER', queue)}; npm run wire lists the account’s numbers.`,
      }),
    ];
  });
}

export function agentsNumber(facts: Facts): readonly Finding[] {
  return whenKnown(readLines(facts), whereNumbersLead, (lines) => {
    if (lines.some(({ isFor }) => isFor.kind === 'agents')) return [];
    return [
      fault({
        what: `No number leads agents to ${facts.environment}.`,
        why: 'No agent can sign in, so everybody who calls waits in vain.',
        repair: `${wireCommand(facts.environment, 'NUMBER', 'agents')}; npm run wire lists the account’s numbers.`,
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
  return ofEachLine(facts, (line) => {
    if (line.host === 'here') return [];
    const { phoneNumber } = line.number;
    return [
      fault({
        what: `${phoneNumber} leads ${line.url ? `to ${line.url.host}` : 'nowhere'} and not to ${urlIn(line.wired.voiceUrl)?.host}.`,
        why: 'Whoever calls it reaches something else, or hears that an application error has occurred.',
        repair: rewire(facts, line),
      }),
    ];
  });
}

export function voicePath(facts: Facts): readonly Finding[] {
  return ofEachLineHere(facts, (line) => {
    if (line.leadsTo) return [];
    return [
      fault({
        what: `${line.number.phoneNumber} leads to ${line.url?.pathname}, where no call begins.`,
        why: 'Callers begin at /caller, agents at /agent. Elsewhere they hear words that are meant for another moment.',
        repair: rewire(facts, line),
      }),
    ];
  });
}

/** Without a queue in its URL a number goes where the config has it, or to the first queue. */
export function voiceQueue(facts: Facts): readonly Finding[] {
  const { config } = facts.checkout;
  const names = Object.keys(config.queues).join(', ');
  return ofEachLineHere(facts, (line) => {
    const { phoneNumber } = line.number;
    const asked = line.url?.searchParams.get('queue')?.split(',') ?? [];
    const stranger = asked.find((name) => !queueNamed(config, name));
    if (stranger !== undefined) {
      return [
        fault({
          what: `${phoneNumber} asks for the queue ${stranger}, which queues.config.ts does not have. It has ${names}.`,
          why: 'Callers are put into another queue.',
          repair: rewire(facts, line),
        }),
      ];
    }
    const { leadsTo, isFor } = line;
    if (!leadsTo || purposeAsWritten(leadsTo) === purposeAsWritten(isFor)) return [];
    return [
      fault({
        what: `${phoneNumber} leads to the ${purposeInWords(leadsTo)}, and queues.config.ts has it for the ${purposeInWords(isFor)}.`,
        why: 'Callers hear the wrong greeting and wait for the wrong agents.',
        repair: rewire(facts, line),
      }),
    ];
  });
}

export function voiceHttps(facts: Facts): readonly Finding[] {
  return ofEachLineHere(facts, (line) => {
    if (line.url?.protocol === 'https:') return [];
    return [
      fault({
        what: `${line.number.phoneNumber} leads to an address that begins with http.`,
        why: 'Callers’ numbers travel unencrypted, and a redirect to https loses what Twilio sends: the call fails.',
        repair: rewire(facts, line),
      }),
    ];
  });
}

export function voiceMethod(facts: Facts): readonly Finding[] {
  return ofEachLineHere(facts, (line) => {
    const { voiceMethod: method } = line.number.settings;
    if (method === line.wired.voiceMethod) return [];
    return [
      warning({
        what: `${line.number.phoneNumber} asks with ${method}, and ${line.wired.voiceMethod} is right.`,
        why: 'Callers’ numbers then stand in URLs, which are logged and kept.',
        repair: rewire(facts, line),
      }),
    ];
  });
}

/** https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
export function retries(facts: Facts): readonly Finding[] {
  return ofEachLineHere(facts, (line) => {
    if (line.url?.hash === tryAgain) return [];
    return [
      warning({
        what: `${line.number.phoneNumber} does not ask again when a request fails: its URL does not end in ${tryAgain}.`,
        why: 'When many call at once Twilio refuses some requests; those callers hear the static apology at once.',
        repair: rewire(facts, line),
      }),
    ];
  });
}

/** A fallback that is a function fails together with all others: they share the thirty requests at once. */
export function fallback(facts: Facts): readonly Finding[] {
  return ofEachLineHere(facts, (line) => {
    const { phoneNumber, settings } = line.number;
    const right = line.wired.voiceFallbackUrl;
    if (settings.voiceFallbackUrl === right) return [];
    return [
      fault({
        what: settings.voiceFallbackUrl
          ? `${phoneNumber} falls back to ${withoutPassword(settings.voiceFallbackUrl)}, and ${right} is right.`
          : `${phoneNumber} has no fallback.`,
        why: 'If the functions cannot answer, nothing else may: the caller hears that an application error has occurred.',
        repair: rewire(facts, line),
      }),
    ];
  });
}

/** https://www.twilio.com/docs/serverless/functions-assets/assets */
export function fallbackMethod(facts: Facts): readonly Finding[] {
  return ofEachLineHere(facts, (line) => {
    const { voiceFallbackUrl, voiceFallbackMethod } = line.number.settings;
    if (!voiceFallbackUrl || voiceFallbackMethod === line.wired.voiceFallbackMethod) return [];
    return [
      fault({
        what: `${line.number.phoneNumber} asks for its fallback with ${voiceFallbackMethod}, and it is a file: GET is right.`,
        why: 'The file is refused in the very moment for which it is there.',
        repair: rewire(facts, line),
      }),
    ];
  });
}

export function statusCallback(facts: Facts): readonly Finding[] {
  const withoutFragment = (url: string) => url.split('#')[0];
  return ofEachLineHere(facts, (line) => {
    const right = line.wired.statusCallback;
    if (!right || withoutFragment(line.number.settings.statusCallback) === withoutFragment(right)) return [];
    return [
      warning({
        what: `${line.number.phoneNumber} does not report the end of its calls to /caller/ended.`,
        why: 'npm run log cannot tell when a call ended, nor count everybody who hung up.',
        repair: rewire(facts, line),
      }),
    ];
  });
}

/** "If a trunk_sid is present, we ignore all of the voice urls and voice applications." */
export function overrides(facts: Facts): readonly Finding[] {
  return ofEachLine(facts, (line) => {
    const { trunkSid, voiceApplicationSid } = line.number.settings;
    if (!trunkSid && !voiceApplicationSid) return [];
    return [
      fault({
        what: `${line.number.phoneNumber} belongs to ${trunkSid ? `the SIP trunk ${trunkSid}` : `the application ${voiceApplicationSid}`}.`,
        why: 'Twilio goes by that and ignores the number’s own URLs: no caller gets here.',
        repair: rewire(facts, line),
      }),
    ];
  });
}

export function takesCalls(facts: Facts): readonly Finding[] {
  return ofEachLine(facts, ({ number: { phoneNumber, takes } }) => {
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
