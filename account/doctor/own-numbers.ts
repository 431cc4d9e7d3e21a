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

/** A number of the account that is this environment's to answer, and where it leads. */
export interface OwnNumber {
  readonly number: FoundNumber;
  /** Where its calls lead; undefined if that is nowhere, or no URL. */
  readonly url: URL | undefined;
  /** `elsewhere`: to another host, an earlier domain or the other environment. */
  readonly host: 'here' | 'elsewhere';
  /** What its URL makes of a call; undefined if no call should begin there. */
  readonly leadsTo: NumberPurpose | undefined;
  /** What it is for: the config's word counts before the URL's. */
  readonly isFor: NumberPurpose;
  /** The settings that it would have if it were wired anew, for what its URL makes of it. */
  readonly wired: VoiceWebhooks;
}

export interface NumberPlace {
  readonly environment: EnvironmentName;
  readonly deployment: Deployment;
  readonly config: QueuesConfig;
}

/**
 * The numbers that are this environment's to answer: those that the config lists, and those of which any URL leads to
 * its domain, or to one that it had before. An account may have other numbers, which are nobody's business here.
 */
export function ownNumbers(numbers: readonly FoundNumber[], place: NumberPlace): OwnNumber[] {
  return numbers.filter((number) => isOurs(number, place)).map((number) => ownNumber(number, place));
}

function ownNumber(number: FoundNumber, { deployment: { domain }, config }: NumberPlace): OwnNumber {
  const { phoneNumber, settings } = number;
  const url = urlIn(settings.voiceUrl);
  const leadsTo = url && purposeAt(url, phoneNumber, config);
  const [queue = ''] = Object.keys(config.queues);
  const isFor = purposeInConfig(config, phoneNumber) ?? leadsTo ?? { kind: 'queue', queue };
  const host = url?.host === domain ? 'here' : 'elsewhere';
  return { number, url, host, leadsTo, isFor, wired: webhooksFor(leadsTo ?? isFor, domain) };
}

function isOurs({ phoneNumber, settings }: FoundNumber, place: NumberPlace): boolean {
  const { voiceUrl, voiceFallbackUrl, statusCallback } = settings;
  const hosts = [voiceUrl, voiceFallbackUrl, statusCallback].map((url) => urlIn(url)?.host ?? '');
  if (hosts.some((host) => isDomainOf(place, host))) return true;
  // Staging tries out what production's numbers lead to, and leaves them alone.
  const isProductions = place.environment === 'staging' && isSibling(place.deployment, hosts[0] ?? '');
  return !isProductions && purposeInConfig(place.config, phoneNumber) !== undefined;
}

/** Its domain of now, or of a service of the same name that was there before. */
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
