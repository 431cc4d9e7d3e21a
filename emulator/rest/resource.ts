import { accountPath } from '../platform/account';
import { NotEmulated } from '../platform/not-emulated';
import type { Platform } from '../platform/platform';
import type { RestMethod, RestRequest, RestResponse } from '../web/rest-exchange';

/** A request, with the stores that its resource reads and changes. */
export type RequestContext<Stores = unknown> = Stores & {
  readonly platform: Platform;
  readonly request: RestRequest;
  /** The values of the placeholders in the resource's path. */
  readonly names: Readonly<Record<string, string>>;
};

/** Handles one method of a resource. */
export interface Handler<Stores = unknown> {
  (context: RequestContext<Stores>): RestResponse;
  /** The parameters that it reads; none by default. Others are refused, so that none is ignored by mistake. */
  readonly reads?: readonly string[] | 'any';
}

/** A handler with the names of the parameters that it reads, separated by spaces. */
export const reading = <Stores>(names: string, answer: Handler<Stores>): Handler<Stores> =>
  Object.assign((context: RequestContext<Stores>) => answer(context), { reads: names.split(/\s+/) });

/** A handler of a list, which also reads the paging parameters. */
export const listing = <Stores>(names: string, answer: Handler<Stores>): Handler<Stores> =>
  reading(`${names} PageSize Page PageToken`.trim(), answer);

/** A handler for what Twilio does but the local Twilio does not: it refuses every request. */
export const notEmulated = <Stores>(what: string): Handler<Stores> =>
  Object.assign(
    () => {
      throw new NotEmulated(what);
    },
    { reads: 'any' as const },
  );

/**
 * A path and its methods. The path is relative to the account, such as `/Queues/{QueueSid}.json`, or to the version of a
 * newer product, such as `/Services/{ServiceSid}`.
 */
export interface Resource<Stores = unknown> {
  /** The first word of the host; `api` by default. */
  readonly product?: string;
  readonly path: string;
  readonly methods: Readonly<Partial<Record<RestMethod, Handler<Stores>>>>;
}

/** Gives resources their stores. */
export const withStores = <Stores>(resources: readonly Resource<Stores>[], stores: Stores): Resource[] =>
  resources.map((resource) => {
    const methods = Object.entries(resource.methods).map(([method, answer]) => [
      method,
      Object.assign((context: RequestContext) => answer({ ...stores, ...context }), { reads: answer.reads }),
    ]);
    return { ...resource, methods: Object.fromEntries(methods) };
  });

/** The URI of a resource in Twilio's answers. */
export const uriOf = ({ platform }: RequestContext, path: string): string =>
  `${accountPath(platform.account)}${path}`;
