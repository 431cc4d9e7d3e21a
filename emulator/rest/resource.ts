import type { LocalTwilio } from '../local-twilio';
import type { RestMethod, RestRequest, RestResponse } from './exchange';

/** A request as its resource gets it. */
export interface Asked {
  readonly twilio: LocalTwilio;
  readonly request: RestRequest;
  /** What stands in the path where the resource's own has names. */
  readonly names: Readonly<Record<string, string>>;
}

/** What a resource does with one method. */
export type Answer = (asked: Asked) => RestResponse;

/**
 * A path and the methods that it has: below the account, such as `/Queues/{QueueSid}.json`, or below the version of a
 * newer product, such as `/Services/{ServiceSid}`.
 */
export interface Resource {
  /** The first word of the host; `api` if not given. */
  readonly product?: string;
  readonly path: string;
  readonly methods: Readonly<Partial<Record<RestMethod, Answer>>>;
}

/** Where a resource is found, as Twilio's answers name it. */
export const uriOf = ({ twilio }: Asked, path: string): string => `${accountPath(twilio)}${path}`;

/** What every path of the account begins with. */
export const accountPath = ({ account }: LocalTwilio): string => `/2010-04-01/Accounts/${account.sid}`;
