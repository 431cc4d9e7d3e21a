import type { Environment, Service } from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { badParameter, Refusal, refusal } from '../refusal';
import type { RequestContext } from './serverless-resource';

/** The service that a path names by SID or unique name. */
export function serviceIn({ serverless, request, names }: RequestContext): Service {
  const { services } = serverless;
  const name = names.ServiceSid ?? '';
  const service = services.get(name) ?? [...services.values()].find(({ uniqueName }) => uniqueName === name);
  if (!service) throw refusal(404, 20404, request.path);
  return service;
}

export const environmentIn = (context: RequestContext): Environment =>
  foundIn(context, serviceIn(context).environments, 'EnvironmentSid');

/** The item that a path names by its SID. */
export function foundIn<Item>(
  { request, names }: RequestContext,
  items: ReadonlyMap<string, Item>,
  name: string,
): Item {
  const item = items.get(names[name] ?? '');
  if (!item) throw refusal(404, 20404, request.path);
  return item;
}

/** The URL of a resource, also for requests to the upload host. */
export const urlOf = ({ request }: RequestContext, path: string): string =>
  `https://${request.host.replace('serverless-upload', 'serverless')}/v1${path}`;

export const servicePath = ({ sid }: Service): string => `/Services/${sid}`;

export const environmentPath = (service: Service, { sid }: Environment): string =>
  `${servicePath(service)}/Environments/${sid}`;

/** The properties that all resources of a service have. */
export function baseBody(
  { platform }: RequestContext,
  service: Service,
  { sid, dateCreated }: { readonly sid: string; readonly dateCreated: Date },
) {
  const base = { sid, account_sid: platform.account.sid, service_sid: service.sid };
  return { ...base, date_created: isoDate(dateCreated) };
}

/** A required parameter with a maximum length. */
export function textIn(form: URLSearchParams, name: string, longest: number): string {
  const text = form.get(name) ?? '';
  if (text.length >= 1 && text.length <= longest) return text;
  throw badParameter(name, `it has ${text.length} characters. Use 1 to ${longest}.`);
}

/** Something already exists. Only the status is documented: https://github.com/twilio-labs/serverless-toolkit/issues/171 */
export const conflict = (message: string): Refusal => new Refusal(409, 20409, message);
