import type { Outcome } from '../../task-router/outcome';
import { etagOf, type StoredRecord } from '../../task-router/record-store';
import type { RoutedWorkspace, TaskRouter } from '../../task-router/task-router';
import type { RestRequest, RestResponse } from '../../web/rest-exchange';
import { type Listing, metaPageOf } from '../page';
import { badParameter, Refusal, refusal } from '../refusal';
import type { Handler, RequestContext, Resource } from '../resource';
import type { AttributeSearches } from './attribute-searches';

/** The stores that TaskRouter's resources read and change. */
export interface TaskRouterStores {
  readonly taskRouter: TaskRouter;
  readonly attributeSearches: AttributeSearches;
}

export type TaskRouterContext = RequestContext<TaskRouterStores>;
export type TaskRouterHandler = Handler<TaskRouterStores>;
export type TaskRouterResource = Resource<TaskRouterStores>;

export const product = 'taskrouter';

/** The value of an outcome. Throws its refusal. */
export function orRefused<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'done') return outcome.value;
  const { status, code, message } = outcome.refusal;
  throw new Refusal(status, code, message);
}

/** The workspace that a path names. */
export const workspaceIn = ({ taskRouter, names }: TaskRouterContext): RoutedWorkspace =>
  orRefused(taskRouter.workspace(names.WorkspaceSid ?? ''));

/** The version that the client wants to change; undefined for any. */
export const ifMatchOf = ({ headers }: RestRequest): string | undefined => headers?.['if-match'] || undefined;

/** A resource with its version as ETag. https://www.twilio.com/docs/usage/mutation-and-conflict-resolution */
export const versioned = (status: number, record: StoredRecord, body: unknown): RestResponse => ({
  status,
  headers: { ETag: etagOf(record) },
  body,
});

export const deleted: RestResponse = { status: 204 };

/** The properties that all resources of a workspace have. */
export const ofWorkspace = ({ platform }: TaskRouterContext, { workspace }: RoutedWorkspace) => ({
  account_sid: platform.account.sid,
  workspace_sid: workspace.sid,
});

/** The URL of a workspace, or of something in it. */
export const urlIn = (workspaceSid: string, path = ''): string =>
  `https://taskrouter.twilio.com/v1/Workspaces/${workspaceSid}${path}`;

/** One page of a list. Only a token leads to the next page. https://www.twilio.com/docs/api/errors/40153 */
export function listOf<Item>({ request }: TaskRouterContext, listing: Listing<Item>): RestResponse {
  const { query } = request;
  if (Number(query.get('Page') ?? 0) > 0 && !query.has('PageToken')) {
    throw refusal(400, 40153, 'Page was sent without a PageToken');
  }
  return metaPageOf(request, listing);
}

/** Whether a resource matches one filter of the query. A missing filter matches everything. */
export const matchesFilter = (query: URLSearchParams, name: string, value: string | undefined): boolean =>
  !query.has(name) || query.get(name) === value;

/** A parameter, which may be empty; undefined if it is missing. */
export const textIn = (form: URLSearchParams, name: string): string | undefined =>
  form.get(name) ?? undefined;

export function booleanIn(form: URLSearchParams, name: string): boolean | undefined {
  const text = form.get(name)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw badParameter(name, `"${text}" is not valid. Send true or false.`);
}

export function urlParameter(form: URLSearchParams, name: string): string | undefined {
  const text = textIn(form, name);
  if (!text || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return text;
  throw badParameter(name, `"${text}" is not an absolute http(s) URL. Send one.`);
}

export function choiceIn<const Choice extends string>(
  form: URLSearchParams,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = form.get(name);
  const choice = choices.find((one) => one === text);
  if (choice === undefined && text !== null) {
    throw badParameter(name, `"${text}" is not valid. Send one of ${choices.join(', ')}.`);
  }
  return choice;
}

/** Only the fields that were sent. */
export const sent = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
