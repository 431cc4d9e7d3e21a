import { failureInWords } from '../account/failure';
import type { AskWeb, WebAnswer } from '../account/web';
import type { Purpose } from './purpose';
import { webhooksFor } from './purpose';

/**
 * Why calls must not be led to a deployment yet: a function or a document that is not there. An unsigned
 * request to a function is refused, which shows that it is there.
 */
export async function deploymentFaults(
  askWeb: AskWeb,
  domain: string,
  purposes: readonly Purpose[],
): Promise<string[]> {
  const webhooks = purposes.map((purpose) => webhooksFor(purpose, domain));
  const functions = webhooks.flatMap(({ voiceUrl, statusCallback }) => [voiceUrl, statusCallback]);
  const documents = webhooks.map(({ voiceFallbackUrl }) => voiceFallbackUrl);
  const faults: string[] = [];
  for (const url of placesOf(functions)) {
    faults.push(...(await faultsOf(url, () => askWeb({ method: 'POST', url }), functionFault)));
  }
  for (const url of placesOf(documents)) {
    faults.push(...(await faultsOf(url, () => askWeb({ method: 'GET', url }), documentFault)));
  }
  return faults;
}

/** Each address once, without what only Twilio reads. */
const placesOf = (urls: readonly string[]) => [
  ...new Set(urls.filter(Boolean).map((url) => `${new URL(url).origin}${new URL(url).pathname}`)),
];

async function faultsOf(
  url: string,
  ask: () => Promise<WebAnswer>,
  faultOf: (answer: WebAnswer) => string | undefined,
): Promise<string[]> {
  try {
    const fault = faultOf(await ask());
    return fault ? [`${url} ${fault}`] : [];
  } catch (error) {
    return [`${url} does not answer: ${failureInWords(error)}`];
  }
}

function functionFault({ status }: WebAnswer): string | undefined {
  if (status === 404) return 'is not there (404). Run npm run deploy again.';
  if (status === 429 || status >= 500) return `answers ${status}. Run npm run doctor, which looks closer.`;
  return undefined;
}

function documentFault({ status, body }: WebAnswer): string | undefined {
  if (status !== 200)
    return `answers ${status} and not the words for when nothing else works. Run npm run deploy again.`;
  return body.includes('<Response') ? undefined : 'is no document of TwiML. Run npm run deploy again.';
}
