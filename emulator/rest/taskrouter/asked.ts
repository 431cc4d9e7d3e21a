import type { Outcome } from '../../task-router/outcome';
import { etagOf, type StoredRecord } from '../../task-router/record-store';
import type { RoutedWorkspace, TaskRouter } from '../../task-router/task-router';
import type { RestRequest, RestResponse } from '../../web/rest-exchange';
import { type Listing, metaPageOf } from '../page';
import { badParameter, Refusal, refusal } from '../refusal';
import type { Answer, Asked, Resource } from '../resource';
import type { AttributeSearches } from './attribute-searches';

/** What the resources of TaskRouter read and change. */
export interface TaskRouterStores {
  readonly taskRouter: TaskRouter;
  readonly attributeSearches: AttributeSearches;
}

export type TaskRouterAsked = Asked<TaskRouterStores>;
export type TaskRouterAnswer = Answer<TaskRouterStores>;
export type TaskRouterResource = Resource<TaskRouterStores>;

export const product = 'taskrouter';

/** What came of a request, or its refusal. */
export function orRefused<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'done') return outcome.value;
  const { status, code, message } = outcome.refusal;
  throw new Refusal(status, code, message);
}

/** The workspace that a path names. */
export const workspaceIn = ({ taskRouter, names }: TaskRouterAsked): RoutedWorkspace =>
  orRefused(taskRouter.workspace(names.WorkspaceSid ?? ''));

/** The version that the client wants to change; undefined for whichever there is. */
export const ifMatchOf = ({ headers }: RestRequest): string | undefined => headers?.['if-match'] || undefined;

/** A resource with the version by which it can be changed. https://www.twilio.com/docs/usage/mutation-and-conflict-resolution */
export const versioned = (status: number, record: StoredRecord, body: unknown): RestResponse => ({
  status,
  headers: { ETag: etagOf(record) },
  body,
});

export const deleted: RestResponse = { status: 204 };

/** What every resource of a workspace shows. */
export const ofWorkspace = ({ platform }: TaskRouterAsked, { workspace }: RoutedWorkspace) => ({
  account_sid: platform.account.sid,
  workspace_sid: workspace.sid,
});

/** The address of a workspace, or of something in it. */
export const urlIn = (workspaceSid: string, path = ''): string =>
  `https://taskrouter.twilio.com/v1/Workspaces/${workspaceSid}${path}`;

/** One page of a list, which only a token can continue. https://www.twilio.com/docs/api/errors/40153 */
export function listOf<Item>({ request }: TaskRouterAsked, listing: Listing<Item>): RestResponse {
  const { query } = request;
  if (Number(query.get('Page') ?? 0) > 0 && !query.has('PageToken')) {
    throw refusal(400, 40153, 'Page was sent without a PageToken');
  }
  return metaPageOf(request, listing);
}

/** Whether a resource has what the query asks for; everything has what is not asked. */
export const isAsked = (query: URLSearchParams, name: string, value: string | undefined): boolean =>
  !query.has(name) || query.get(name) === value;

/** A text that is there, empty or not. */
export const textIn = (form: URLSearchParams, name: string): string | undefined =>
  form.get(name) ?? undefined;

export function booleanIn(form: URLSearchParams, name: string): boolean | undefined {
  const text = form.get(name)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw badParameter(name, `"${text}" is neither true nor false.`);
}

export function urlParameter(form: URLSearchParams, name: string): string | undefined {
  const text = textIn(form, name);
  if (!text || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return text;
  throw badParameter(name, `"${text}" is not an absolute http(s) URL.`);
}

export function choiceIn<const Choice extends string>(
  form: URLSearchParams,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = form.get(name);
  const choice = choices.find((one) => one === text);
  if (choice === undefined && text !== null) {
    throw badParameter(name, `"${text}" is not one of ${choices.join(', ')}.`);
  }
  return choice;
}

/** Only what was sent. */
export const sent = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
