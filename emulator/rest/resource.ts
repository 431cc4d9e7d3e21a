import { accountPath } from '../platform/account';
import { NotEmulated } from '../platform/not-emulated';
import type { Platform } from '../platform/platform';
import type { RestMethod, RestRequest, RestResponse } from '../web/rest-exchange';

/** A request as its resource gets it, with the stores that the resource reads and changes. */
export type Asked<Stores = unknown> = Stores & {
  readonly platform: Platform;
  readonly request: RestRequest;
  /** The values of the names in the resource's path. */
  readonly names: Readonly<Record<string, string>>;
};

/** What a resource does with one method. */
export interface Answer<Stores = unknown> {
  (asked: Asked<Stores>): RestResponse;
  /** The parameters that it reads: any other is refused, so that none is passed over. None if not given. */
  readonly reads?: readonly string[] | 'any';
}

/** What a resource does, with the names of the parameters that it reads, one after the other. */
export const reading = <Stores>(names: string, answer: Answer<Stores>): Answer<Stores> =>
  Object.assign((asked: Asked<Stores>) => answer(asked), { reads: names.split(/\s+/) });

/** The same of a list, which also reads where its page begins. */
export const listing = <Stores>(names: string, answer: Answer<Stores>): Answer<Stores> =>
  reading(`${names} PageSize Page PageToken`.trim(), answer);

/** What Twilio does and is not modeled, whatever is sent. */
export const missing = <Stores>(what: string): Answer<Stores> =>
  Object.assign(
    () => {
      throw new NotEmulated(what);
    },
    { reads: 'any' as const },
  );

/**
 * A path and the methods that it has: below the account, such as `/Queues/{QueueSid}.json`, or below the version of a
 * newer product, such as `/Services/{ServiceSid}`.
 */
export interface Resource<Stores = unknown> {
  /** The first word of the host; `api` if not given. */
  readonly product?: string;
  readonly path: string;
  readonly methods: Readonly<Partial<Record<RestMethod, Answer<Stores>>>>;
}

/** Gives resources their stores. */
export const withStores = <Stores>(resources: readonly Resource<Stores>[], stores: Stores): Resource[] =>
  resources.map((resource) => {
    const methods = Object.entries(resource.methods).map(([method, answer]) => [
      method,
      Object.assign((asked: Asked) => answer({ ...stores, ...asked }), { reads: answer.reads }),
    ]);
    return { ...resource, methods: Object.fromEntries(methods) };
  });

/** Where a resource is found, as Twilio's answers name it. */
export const uriOf = ({ platform }: Asked, path: string): string => `${accountPath(platform.account)}${path}`;
