import type { Twilio } from 'twilio';
import { within } from '../../src/twilio/within';
import type { Account } from '../credentials/account';
import type { EnvironmentName } from '../environment';
import type { Checkout } from './checkout';
import type { Facts, QueueFacts } from './facts';
import { known, type Read, skipped } from './read';
import { type AccountFact, readAccount } from './read-account';
import { type DeploymentFact, readDeployment } from './read-deployment';
import { Reader, type ReaderLimits } from './reader';
import { regionFinding } from './region';

export interface ExaminationOptions {
  readonly environment: EnvironmentName;
  readonly checkout: Checkout;
  readonly now?: Date;
  /** Receives words about what is being read, which takes some seconds. */
  readonly progress?: (text: string) => void;
  readonly limits?: Partial<ReaderLimits>;
}

const longestSignInMillis = 15_000;

/**
 * Reads everything that the checks need, once, and changes nothing. A failed read does not stop the others. Rejects
 * only if there is no connection.
 */
export async function examine(account: Account, options: ExaminationOptions): Promise<Facts> {
  const { environment, checkout, now = new Date(), progress = () => undefined } = options;
  const base = { environment, checkout, now, credentials: account.credentials };
  if (regionFinding(account.credentials)) {
    return { ...base, signIn: 'not-tried', ...nothingRead('the region is set wrong') };
  }
  const reader = new Reader(options.limits);
  progress('Signing in to Twilio …');
  const queues = await signIn(account.client);
  if (queues === 'refused') {
    return { ...base, signIn: 'refused', ...nothingRead('Twilio refuses the credentials') };
  }
  progress('Reading the account, its numbers and what is deployed …');
  const [ofAccount, ofDeployment] = await Promise.all([
    readAccount(account, checkout, environment, reader),
    readDeployment(account, { environment, checkout, progress, now }, reader),
  ]);
  return { ...base, signIn: 'taken', queues, ...ofAccount, ...ofDeployment };
}

/** The first read: it shows whether Twilio accepts the credentials, and whether there is a connection. */
async function signIn(client: Twilio): Promise<Read<readonly QueueFacts[]> | 'refused'> {
  try {
    const queues = await within(longestSignInMillis, client.queues.list({ pageSize: 1000 }));
    return known(
      queues.map(({ sid, friendlyName: name, maxSize, currentSize: waiting }) => ({
        sid,
        name,
        maxSize,
        waiting,
      })),
    );
  } catch (error) {
    const { status } = Object(error) as { status?: unknown };
    if (status === 401) return 'refused';
    if (typeof status !== 'number') throw error;
    return { kind: 'unknown', why: `Twilio answers ${status}` };
  }
}

/** The facts if nothing was read. */
export function nothingRead(because: string): Pick<Facts, AccountFact | DeploymentFact | 'queues'> {
  const none = skipped(because);
  return {
    account: none,
    customerProfiles: none,
    numbers: none,
    taskRouter: none,
    dialed: none,
    queues: none,
    services: none,
    found: none,
    deployment: none,
    build: none,
    code: none,
    variables: none,
    failures: none,
    alerts: none,
    fallbackCalls: none,
    wrongPins: none,
    buildCount: none,
    firstAnswer: none,
    web: none,
  };
}
