import type { QueuesConfig } from '../../src/config/queue-config';
import { inARow } from '../../wording/phrases';
import { withoutPassword } from '../../wording/without-password';
import { serviceName } from '../deployment';
import type { EnvironmentName } from '../environment';
import { type NumberPurpose, purposeAt, webhooksFor } from './number-purpose';
import { type FoundNumber, settingKeys, settingNames, type VoiceSettings } from './phone-numbers';
import { purposeInWords } from './purpose-in-words';

/** Where the calls of a number go. */
export type NumberRoute =
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'trunk'; readonly sid: string }
  | { readonly kind: 'application'; readonly sid: string; readonly name: string | undefined }
  | {
      readonly kind: 'deployment';
      readonly environment: EnvironmentName;
      /** Undefined if no number should point at that path. */
      readonly purpose: NumberPurpose | undefined;
      readonly url: string;
      /** The settings that differ from those of `npm run wire`. */
      readonly otherwise: readonly string[];
    }
  | { readonly kind: 'elsewhere'; readonly url: string };

/** What is needed to find out where numbers point. */
export interface Surroundings {
  readonly config: QueuesConfig;
  /** The domain of each environment to which this project is deployed. */
  readonly domains: ReadonlyMap<string, EnvironmentName>;
  /** The names of the account's applications by their sids. */
  readonly applications: ReadonlyMap<string, string>;
}

/** "If a trunk_sid is present, we ignore all of the voice urls and voice applications." */
export function routeOf(
  settings: VoiceSettings,
  phoneNumber: string,
  { applications, config, domains }: Surroundings,
): NumberRoute {
  const { trunkSid, voiceApplicationSid, voiceUrl } = settings;
  if (trunkSid) return { kind: 'trunk', sid: trunkSid };
  if (voiceApplicationSid) {
    return { kind: 'application', sid: voiceApplicationSid, name: applications.get(voiceApplicationSid) };
  }
  if (!voiceUrl) return { kind: 'nowhere' };
  const url = withoutPassword(voiceUrl);
  const address = URL.canParse(voiceUrl) ? new URL(voiceUrl) : undefined;
  const environment = domains.get(address?.host ?? '');
  if (!address || !environment) return { kind: 'elsewhere', url };
  const purpose = purposeAt(address, phoneNumber, config);
  const wired = purpose && { ...settings, ...webhooksFor(purpose, address.host) };
  const otherwise = settingKeys.filter((key) => wired && wired[key] !== settings[key]);
  return {
    kind: 'deployment',
    environment,
    purpose,
    url,
    otherwise: otherwise.map((key) => settingNames[key]),
  };
}

export function routeInWords(route: NumberRoute): string {
  switch (route.kind) {
    case 'nowhere':
      return 'nowhere';
    case 'trunk':
      return `a SIP trunk, ${route.sid}`;
    case 'application':
      return `an application, ${route.sid}${route.name === undefined ? '' : ` “${route.name}”`}`;
    case 'deployment': {
      const deployed = `${serviceName} (${route.environment})`;
      if (!route.purpose) return `${deployed}, but at no path for numbers: ${route.url}`;
      const place = `${purposeInWords(route.purpose)} of ${deployed}`;
      return route.otherwise.length === 0
        ? place
        : `${place}, but with a different ${inARow(route.otherwise)} than wire sets`;
    }
    case 'elsewhere':
      return `elsewhere: ${route.url}`;
    default:
      return route satisfies never;
  }
}

/** One line for each number. */
export function tableOfNumbers(numbers: readonly FoundNumber[], surroundings: Surroundings): string[] {
  const widest = Math.max(...numbers.map(({ phoneNumber }) => phoneNumber.length));
  return numbers.map(
    (number) => `${number.phoneNumber.padEnd(widest)}  ${numberInWords(number, surroundings)}`,
  );
}

/** Where a number points, or that it does not accept calls. */
export function numberInWords(number: FoundNumber, surroundings: Surroundings): string {
  const { phoneNumber, settings, takes } = number;
  if (takes === 'faxes') return 'accepts faxes, not calls';
  if (takes === 'messages') return 'accepts messages, not calls';
  return routeInWords(routeOf(settings, phoneNumber, surroundings));
}
