import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { fallbackDocuments } from '../../src/config/fallback-documents';
import { filesPlayed } from '../../src/config/files-played';
import { pathsOpenTo } from '../../src/endpoints';
import { acceptCallPath } from '../../src/state/urls';
import type { WebAnswer } from '../ask-web';
import type { Account } from '../credentials/account';
import type { Checkout } from './checkout';
import type { BuildFacts, Facts } from './facts';
import { known, type Read, skipped } from './read';
import type { Reader } from './reader';

/**
 * The endpoint that can be requested at any time: it says a sentence and asks for a key. It logs nothing, while
 * `/caller` and `/wait` would count a caller. It sends no REST requests, and dials nobody.
 */
export const harmlessEndpoint = acceptCallPath;

/** What is deployed, and where. */
export interface WebSite {
  readonly domain: string;
  readonly build: BuildFacts;
  readonly checkout: Checkout;
}

/**
 * Requests the deployed URLs unsigned, and one signed like Twilio. The harmless endpoint comes first. If it does not
 * answer, nothing else is requested. If it answers unsigned requests, no other endpoint is requested.
 */
export async function askDeployment(
  account: Account,
  site: WebSite,
  reader: Reader,
): Promise<Pick<Facts, 'firstAnswer' | 'web'>> {
  const get = (path: string) =>
    reader.read(() => account.askWeb({ method: 'GET', url: `https://${site.domain}${path}` }));
  const answersOf = async (paths: readonly string[]) =>
    new Map(await Promise.all(paths.map(async (path) => [path, await get(path)] as const)));
  const firstAnswer = await get(harmlessEndpoint);
  if (firstAnswer.kind !== 'known') return { firstAnswer, web: skipped('the domain does not answer') };
  const [others, files, signed] = await Promise.all([
    answersOf(isOpen(firstAnswer.value) ? [] : otherEndpoints(site.build)),
    answersOf(pathsFetched(site.checkout)),
    askSigned(account, site, reader),
  ]);
  const unsigned = new Map([[harmlessEndpoint, firstAnswer], ...others]);
  return { firstAnswer, web: known({ unsigned, files, signed }) };
}

/** Whether the request was let in. */
export const isOpen = ({ status }: Pick<WebAnswer, 'status'>) => status >= 200 && status < 300;

/** The endpoints that are deployed as they should be. One that is open by mistake would run. */
function otherEndpoints({ functions }: BuildFacts): string[] {
  const closed = pathsOpenTo('protected').filter(
    (endpoint) =>
      endpoint !== harmlessEndpoint &&
      functions.some(({ path, visibility }) => path === endpoint && visibility === 'protected'),
  );
  const open = pathsOpenTo('public').filter((endpoint) => functions.some(({ path }) => path === endpoint));
  return [...closed, ...open];
}

/** Sends a request signed like Twilio's: https://www.twilio.com/docs/usage/webhooks/webhooks-security */
async function askSigned(
  account: Account,
  { domain, build, checkout }: WebSite,
  reader: Reader,
): Promise<Read<WebAnswer>> {
  const isThere = build.functions.some(({ path }) => path === harmlessEndpoint);
  if (!isThere) return skipped('the function for this check is not deployed');
  const { accountSid, authToken } = account.credentials;
  if (!authToken) {
    return {
      kind: 'unknown',
      why: 'only the account’s auth token can sign requests, and these credentials do not include it',
    };
  }
  const [queue = ''] = Object.keys(checkout.config.queues);
  const url = `https://${domain}${harmlessEndpoint}?${new URLSearchParams({ queue })}`;
  const form = { AccountSid: accountSid, CallSid: `CA${'0'.repeat(32)}` };
  const signature = getExpectedTwilioSignature(authToken, url, form);
  return reader.read(() =>
    account.askWeb({
      method: 'POST',
      url,
      form,
      headers: { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded' },
    }),
  );
}

const pathsFetched = ({ config }: Checkout) => [
  ...filesPlayed(config).map(({ path }) => path),
  ...Object.keys(fallbackDocuments(config)).map((name) => `/fallback/${name}`),
];
