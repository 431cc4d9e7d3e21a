/** Why an attempt at a webhook failed, in the terms of the connection overrides. */
export type AttemptFailure = '4xx' | '5xx' | 'ct' | 'rt';

/** How long Twilio waits for a webhook and which failures it retries. */
export interface ConnectionOverrides {
  readonly connectMillis: number;
  readonly readMillis: number;
  readonly totalMillis: number;
  readonly retries: number;
  readonly retriedFailures: ReadonlySet<AttemptFailure>;
}

const everyFailure: readonly AttemptFailure[] = ['4xx', '5xx', 'ct', 'rt'];

/** How long Twilio waits for the answer to a voice webhook, all attempts together. */
export const voicePatienceMillis = 15_000;

/** For a URL without a fragment. */
const usual: ConnectionOverrides = {
  connectMillis: 5000,
  readMillis: 15_000,
  totalMillis: 15_000,
  retries: 1,
  retriedFailures: new Set(['ct']),
};

/**
 * The overrides in the fragment of a URL, such as `#rc=3&rp=4xx,5xx`, and Twilio's defaults for the rest. All attempts
 * together never take longer than `patienceMillis`, Twilio's time limit for this kind of webhook.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function readOverrides(url: URL, patienceMillis = voicePatienceMillis): ConnectionOverrides {
  if (url.hash === '') return { ...usual, totalMillis: Math.min(usual.totalMillis, patienceMillis) };
  const given = new URLSearchParams(url.hash.slice(1));
  const number = (name: string, least: number, most: number, standard: number) => {
    const value = Number(given.get(name) ?? standard);
    return Number.isInteger(value) && value >= least && value <= most ? value : standard;
  };
  return {
    connectMillis: number('ct', 100, 10_000, 5000),
    readMillis: number('rt', 100, 15_000, 15_000),
    totalMillis: Math.min(number('tt', 100, 15_000, 15_000), patienceMillis),
    retries: number('rc', 0, 5, 1),
    retriedFailures: readFailures(given.get('rp')),
  };
}

function readFailures(policy: string | null): ReadonlySet<AttemptFailure> {
  const names = (policy ?? 'ct').split(',');
  return new Set(names.includes('all') ? everyFailure : everyFailure.filter((name) => names.includes(name)));
}
