import type { AskWeb, WebAnswer, WebQuestion } from '../ask-web';
import type { EnvironmentName } from '../environment';
import { failureInWords } from '../failure-in-words';
import { ownCommand } from '../typed-commands';
import { type NumberPurpose, webhooksFor } from './number-purpose';
import type { Target } from './plan';

/**
 * Why numbers must not point at a deployment yet: a missing function or document. A function that exists refuses
 * unsigned requests.
 */
export async function deploymentFaults(
  askWeb: AskWeb,
  { domain, environment }: Target,
  purposes: readonly NumberPurpose[],
): Promise<string[]> {
  const webhooks = purposes.map((purpose) => webhooksFor(purpose, domain));
  const functions = webhooks.flatMap(({ voiceUrl, statusCallback }) => [voiceUrl, statusCallback]);
  const documents = webhooks.map(({ voiceFallbackUrl }) => voiceFallbackUrl);
  const questions: WebQuestion[] = [
    ...placesOf(functions).map((url) => ({ method: 'POST' as const, url })),
    ...placesOf(documents).map((url) => ({ method: 'GET' as const, url })),
  ];
  const faults: string[] = [];
  for (const question of questions) faults.push(...(await faultsOf(question, askWeb, environment)));
  return faults;
}

/** Each address once, without the part that only Twilio reads. */
const placesOf = (urls: readonly string[]) => [
  ...new Set(urls.filter(Boolean).map((url) => `${new URL(url).origin}${new URL(url).pathname}`)),
];

async function faultsOf(
  question: WebQuestion,
  askWeb: AskWeb,
  environment: EnvironmentName,
): Promise<string[]> {
  const faultOf = question.method === 'POST' ? functionFault : documentFault;
  try {
    const fault = faultOf(await askWeb(question), environment);
    return fault ? [`${question.url} ${fault}`] : [];
  } catch (error) {
    return [`${question.url} does not answer: ${failureInWords(error)}`];
  }
}

function functionFault({ status }: WebAnswer, environment: EnvironmentName): string | undefined {
  if (status === 404) return `does not exist (404). ${deployAgain(environment)}`;
  if (status !== 429 && status < 500) return undefined;
  return `answers ${status}. Run ${ownCommand('doctor', environment)}, which checks more.`;
}

function documentFault({ status, body }: WebAnswer, environment: EnvironmentName): string | undefined {
  if (status !== 200) {
    return `answers ${status} instead of the fallback document. ${deployAgain(environment)}`;
  }
  return body.includes('<Response') ? undefined : `is not a TwiML document. ${deployAgain(environment)}`;
}

const deployAgain = (environment: EnvironmentName) => `Run ${ownCommand('deploy', environment)} again.`;
