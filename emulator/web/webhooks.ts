import { randomUUID } from 'node:crypto';
import type { Account, Settings } from '../platform/account';
import type { Clock } from '../platform/clock';
import { seededChance } from '../platform/seeded-chance';
import type { Timeline, WebhookAttempt } from '../platform/timeline';
import { type TwilioError, twilioError } from '../platform/twilio-errors';
import type { Disturbances, WebhookDisturbance } from './disturbances';
import type { WebHost, WebRequest, WebResponse } from './message';
import { type AttemptFailure, type ConnectionOverrides, readOverrides } from './overrides';
import { signed } from './signature';
import { WrittenUrl } from './written-url';

/** A webhook to send. */
export interface Webhook {
  /** The CallSid of the call that it is about, if any. */
  readonly call: string | undefined;
  readonly method: 'GET' | 'POST';
  /** Absolute. Its fragment may have connection overrides. */
  readonly url: URL;
  readonly parameters: Readonly<Record<string, string>>;
  /** How long Twilio waits for the answer, all attempts together; 15,000 by default. */
  readonly patienceMillis?: number;
  /** Whether it carries Twilio's signature; true by default. */
  readonly isSigned?: boolean;
  /** Headers in addition to the usual ones, with names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type WebhookAnswer =
  | { kind: 'answered'; response: WebResponse }
  | { kind: 'failed'; fault: TwilioError };

interface Attempt {
  readonly response?: WebResponse;
  readonly failure?: AttemptFailure;
  /** The host of the URL does not exist. */
  readonly isHostUnknown?: true;
  /** The application redirects Twilio too often. */
  readonly isEndless?: true;
  /** The injected failure. */
  readonly disturbance?: WebhookDisturbance['kind'];
}

/** How many redirects Twilio follows within one attempt. https://www.twilio.com/docs/api/errors/11215 */
const maxRedirects = 10;

export interface WebhooksOptions {
  readonly account: Account;
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly disturbances: Disturbances;
  readonly settings?: Pick<Settings, 'webhookJitterMillis' | 'webhookJitterSeed'>;
  /** Where requests to a host go; undefined if the host does not exist. */
  readonly hostOf: (url: URL) => WebHost | undefined;
}

/** Sends Twilio's requests to the application: signed, with a time limit, and retried as the URL's overrides say. */
export class Webhooks {
  private readonly chance: () => number;

  constructor(private readonly options: WebhooksOptions) {
    this.chance = seededChance(options.settings?.webhookJitterSeed ?? 0);
  }

  async send(webhook: Webhook): Promise<WebhookAnswer> {
    const { clock } = this.options;
    const overrides = readOverrides(webhook.url, webhook.patienceMillis);
    const startedAt = clock.now().getTime();
    const { request, token } = this.requestOf(webhook);
    const attempts: WebhookAttempt[] = [];
    let attempt: Attempt = {};
    let millisLeft = overrides.totalMillis;
    do {
      const attemptedAt = clock.now().getTime();
      attempt = await this.attempt(request, overrides, millisLeft, webhook.isSigned);
      attempts.push(attemptRecord(attempt, clock.now().getTime() - attemptedAt));
      millisLeft = overrides.totalMillis - (clock.now().getTime() - startedAt);
    } while (isTriedAgain(attempt, overrides) && attempts.length <= overrides.retries && millisLeft > 0);
    return this.record(webhook, request, attempt, attempts, token, startedAt);
  }

  /** The fragment is for Twilio only: it is neither sent nor signed. */
  private requestOf({ method, url, parameters, headers: added, isSigned }: Webhook): {
    request: WebRequest;
    token: string;
  } {
    const target = new WrittenUrl(url);
    target.hash = '';
    const form = new URLSearchParams(method === 'POST' ? parameters : {});
    if (method === 'GET') {
      for (const [name, value] of Object.entries(parameters)) target.searchParams.append(name, value);
    }
    const token = randomUUID();
    const headers = {
      accept: '*/*',
      'user-agent': 'TwilioProxy/1.1',
      'i-twilio-idempotency-token': token,
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }),
      ...added,
    };
    const request = { method, url: target, headers, form };
    if (isSigned === false) return { request, token };
    const values = method === 'POST' ? parameters : {};
    return { request: signed(request, this.options.account.authToken, values), token };
  }

  /** One attempt, including its redirects. Twilio follows them by GET, which loses the form of a POST. */
  private async attempt(
    first: WebRequest,
    overrides: ConnectionOverrides,
    millisLeft: number,
    isSigned = true,
  ): Promise<Attempt> {
    const { clock, account } = this.options;
    const end = clock.now().getTime() + millisLeft;
    let request = first;
    for (let redirects = 0; ; redirects += 1) {
      const attempt = await this.exchange(request, overrides, end - clock.now().getTime());
      const url = redirectIn(attempt, request.url);
      if (!url) return attempt;
      if (redirects === maxRedirects) return { ...attempt, isEndless: true };
      const { 'content-type': _form, ...headers } = request.headers;
      const next = { method: 'GET', url, headers, form: new URLSearchParams() } as const;
      request = isSigned ? signed(next, account.authToken) : next;
    }
  }

  /** One request and its answer. */
  private async exchange(
    request: WebRequest,
    overrides: ConnectionOverrides,
    millisLeft: number,
  ): Promise<Attempt> {
    const { clock, hostOf, disturbances } = this.options;
    const host = hostOf(request.url);
    if (!host) return { failure: 'ct', isHostUnknown: true };
    const disturbance = disturbances.takeForWebhook(request.url.pathname);
    if (disturbance?.kind === 'lost') {
      await clock.sleep(Math.min(overrides.connectMillis, millisLeft));
      return { failure: 'ct', disturbance: 'lost' };
    }
    const jitterMillis = this.chance() * (this.options.settings?.webhookJitterMillis ?? 0);
    if (jitterMillis > 0) await clock.sleep(jitterMillis);
    const answer = this.answerOf(host, request, disturbance);
    const patience = Math.min(overrides.readMillis, millisLeft);
    const attempt = await clock.timeLimit<Attempt>(patience, answer, () => ({ failure: 'rt' }));
    return disturbance ? { ...attempt, disturbance: disturbance.kind } : attempt;
  }

  private async answerOf(
    host: WebHost,
    request: WebRequest,
    disturbance: WebhookDisturbance | undefined,
  ): Promise<Attempt> {
    const { clock } = this.options;
    const ask = () => host(request).then(withFailure, (): Attempt => ({ failure: 'ct' }));
    switch (disturbance?.kind) {
      case 'status':
        await clock.sleep(1);
        return withFailure(statusResponse(disturbance.status));
      case 'body':
        await clock.sleep(1);
        return withFailure(bodyResponse(disturbance.body, disturbance.contentType));
      case 'answer-lost':
        await ask();
        return new Promise<Attempt>(() => undefined);
      case 'doubled': {
        const [first] = await Promise.all([ask(), ask()]);
        return first;
      }
      case 'delayed':
        await clock.sleep(disturbance.millis);
        return ask();
      default:
        return ask();
    }
  }

  private record(
    webhook: Webhook,
    request: WebRequest,
    attempt: Attempt,
    attempts: readonly WebhookAttempt[],
    token: string,
    startedAt: number,
  ): WebhookAnswer {
    const { clock, timeline } = this.options;
    const { response } = attempt;
    const found = errorOf(attempt, request, attempts.length);
    timeline.add({
      kind: 'webhook',
      call: webhook.call,
      method: webhook.method,
      url: webhook.url.href,
      parameters: webhook.parameters,
      status: response?.status,
      answer: textOf(response),
      contentType: response?.headers['content-type'],
      millis: clock.now().getTime() - startedAt,
      attempts: attempts.length,
      headers: request.headers,
      eachAttempt: attempts,
      idempotencyToken: token,
      ...(found && { fault: found }),
    });
    if (found) return { kind: 'failed', fault: found };
    return response ? { kind: 'answered', response } : { kind: 'failed', fault: twilioError(11200) };
  }
}

const isTriedAgain = ({ failure }: Attempt, { retriedFailures }: ConnectionOverrides) =>
  failure !== undefined && retriedFailures.has(failure);

const textOf = (response: WebResponse | undefined): string =>
  !response || (response.headers['content-type'] ?? '').startsWith('audio/') ? '' : response.body.toString();

const attemptRecord = ({ response, failure, disturbance }: Attempt, millis: number): WebhookAttempt => ({
  millis,
  status: response?.status,
  ...(failure && { failure, answer: textOf(response) }),
  ...(disturbance && { disturbance }),
});

function withFailure(response: WebResponse): Attempt {
  if (response.status >= 500) return { response, failure: '5xx' };
  if (response.status >= 400) return { response, failure: '4xx' };
  return { response };
}

const statusResponse = (status: number): WebResponse => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from('Disturbed'),
});

const bodyResponse = (body: string, contentType = 'text/xml'): WebResponse => ({
  status: 200,
  headers: { 'content-type': contentType },
  body: Buffer.from(body),
});

/** The URL that an answer redirects to. */
function redirectIn({ response }: Attempt, url: URL): URL | undefined {
  const location = response?.headers.location;
  const isRedirect = response && response.status >= 300 && response.status < 400;
  if (!isRedirect || location === undefined || !URL.canParse(location, url.href)) return undefined;
  return new URL(location, url);
}

/** https://www.twilio.com/docs/api/errors/11200 and the following ones. */
function errorOf(
  { response, failure, isEndless, isHostUnknown }: Attempt,
  { method, url }: WebRequest,
  attempts: number,
): TwilioError | undefined {
  const tries = attempts === 1 ? 'one attempt' : `${attempts} attempts`;
  const place = `${method} ${url.pathname}, after ${tries}`;
  if (isEndless) return twilioError(11215, `${place}: redirected more than ${maxRedirects} times`);
  if (isHostUnknown) return twilioError(11210, `${place}: the host ${url.hostname} does not exist`);
  if (!failure) return undefined;
  if (response) return twilioError(11200, `${place}: answered ${response.status}`);
  return failure === 'ct'
    ? twilioError(11205, `${place}: no connection`)
    : twilioError(11200, `${place}: no answer in time`);
}
