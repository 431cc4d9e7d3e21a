import type { Account } from '../platform/account';
import type { Webhook, WebhookAnswer, Webhooks } from '../web/webhooks';
import type { CallIdentity, CallState } from './call-state';
import { placeOf } from './geography';

export interface CallWebhooksOptions {
  readonly identity: CallIdentity & {
    readonly stirVerstat?: string;
    readonly applicationSid?: string | undefined;
  };
  readonly parentSid: string | undefined;
  readonly state: CallState;
  readonly account: Account;
  readonly webhooks: Webhooks;
}

/** Sends the requests of one call to the application. */
export class CallWebhooks {
  constructor(private readonly options: CallWebhooksOptions) {}

  /** Sends a request with the standard parameters plus these. */
  send(
    url: URL,
    method: 'GET' | 'POST',
    parameters: Readonly<Record<string, string>>,
    more: Pick<Webhook, 'isSigned'> = {},
  ): Promise<WebhookAnswer> {
    return this.sendBare(url, method, { ...this.standardParameters(), ...parameters }, more);
  }

  /** Sends a request without the standard parameters. */
  sendBare(
    url: URL,
    method: 'GET' | 'POST',
    parameters: Readonly<Record<string, string>>,
    more: Pick<Webhook, 'isSigned'> = {},
  ): Promise<WebhookAnswer> {
    const { webhooks, identity } = this.options;
    return webhooks.send({ call: identity.sid, method, url, parameters, ...more });
  }

  /** Sends a request and ignores the answer. */
  notify(url: URL, method: 'GET' | 'POST', parameters: Readonly<Record<string, string>>): void {
    void this.send(url, method, parameters);
  }

  /**
   * The parameters of every voice request, including the legacy names, which Twilio sends although its page does not
   * list them. https://www.twilio.com/docs/voice/twiml#twilios-request-to-your-application
   */
  standardParameters(): Record<string, string> {
    const { account, state, parentSid } = this.options;
    const { sid, from, to, direction, stirVerstat, applicationSid } = this.options.identity;
    return {
      AccountSid: account.sid,
      ApiVersion: '2010-04-01',
      CallSid: sid,
      CallStatus: state.statusNow,
      Called: to,
      Caller: from,
      Direction: direction,
      From: from,
      To: to,
      ...placeOf('Called', to),
      ...placeOf('To', to),
      ...placeOf('Caller', from),
      ...placeOf('From', from),
      ...(applicationSid !== undefined && { ApplicationSid: applicationSid }),
      ...(stirVerstat !== undefined && { StirVerstat: stirVerstat }),
      ...(parentSid !== undefined && { ParentCallSid: parentSid }),
    };
  }
}
