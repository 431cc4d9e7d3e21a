import type { QueuesConfig } from '../../src/config/queue-config';
import { type Deployment, serviceName } from '../deployment';
import { domainSuffixes, type EnvironmentName } from '../environment';
import {
  type NumberPurpose,
  purposeAt,
  purposeInConfig,
  type VoiceWebhooks,
  webhooksFor,
} from '../numbers/number-purpose';
import type { FoundNumber } from '../numbers/phone-numbers';

/** A number that this environment should answer, and where it points. */
export interface OwnNumber {
  readonly number: FoundNumber;
  /** Its URL; undefined if it has none, or an invalid one. */
  readonly url: URL | undefined;
  /** `elsewhere`: another host, an earlier domain or the other environment. */
  readonly host: 'here' | 'elsewhere';
  /** The purpose that its URL has; undefined if no call should start there. */
  readonly urlPurpose: NumberPurpose | undefined;
  /** What it is for: by the config, otherwise by its URL. */
  readonly isFor: NumberPurpose;
  /** The settings that `npm run wire` would give it for the purpose of its URL. */
  readonly wired: VoiceWebhooks;
}

export interface NumberPlace {
  readonly environment: EnvironmentName;
  readonly deployment: Deployment;
  readonly config: QueuesConfig;
}

/**
 * The numbers that this environment should answer: those in the config, and those with a URL at its current or an
 * earlier domain. Other numbers of the account are ignored.
 */
export function ownNumbers(numbers: readonly FoundNumber[], place: NumberPlace): OwnNumber[] {
  return numbers.filter((number) => isOurs(number, place)).map((number) => ownNumber(number, place));
}

function ownNumber(number: FoundNumber, { deployment: { domain }, config }: NumberPlace): OwnNumber {
  const { phoneNumber, settings } = number;
  const url = urlIn(settings.voiceUrl);
  const urlPurpose = url && purposeAt(url, phoneNumber, config);
  const [queue = ''] = Object.keys(config.queues);
  const isFor = purposeInConfig(config, phoneNumber) ?? urlPurpose ?? { kind: 'queue', queue };
  const host = url?.host === domain ? 'here' : 'elsewhere';
  return { number, url, host, urlPurpose, isFor, wired: webhooksFor(urlPurpose ?? isFor, domain) };
}

function isOurs({ phoneNumber, settings }: FoundNumber, place: NumberPlace): boolean {
  const { voiceUrl, voiceFallbackUrl, statusCallback } = settings;
  const hosts = [voiceUrl, voiceFallbackUrl, statusCallback].map((url) => urlIn(url)?.host ?? '');
  if (hosts.some((host) => isDomainOf(place, host))) return true;
  // Production's numbers are not staging's, even if the config lists them.
  const isProductions = place.environment === 'staging' && isSibling(place.deployment, hosts[0] ?? '');
  return !isProductions && purposeInConfig(place.config, phoneNumber) !== undefined;
}

/** Whether a host is its current domain, or the domain of an earlier service of the same name. */
function isDomainOf({ deployment, environment }: NumberPlace, host: string): boolean {
  if (host === deployment.domain) return true;
  const suffix = domainSuffixes[environment];
  const earlier = `^${serviceName}-\\d{4}${suffix ? `-${suffix}` : ''}(\\.[a-z]+\\.[a-z0-9]+)?\\.twil\\.io$`;
  return new RegExp(earlier).test(host);
}

/** Another environment of the same service. */
const isSibling = ({ domain }: Deployment, host: string) =>
  host !== domain && baseOf(host) !== undefined && baseOf(host) === baseOf(domain);

/** `call-queue-1234`, without the environment. */
const baseOf = (domain: string) => /^.+?-\d{4}(?=[-.])/.exec(domain)?.[0];

export const urlIn = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
