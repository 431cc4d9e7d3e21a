import type { Environment, Service } from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { badParameter, Refusal, refusal } from '../refusal';
import type { Asked } from './serverless-resource';

/** The service that a path names, by its sid or its unique name. */
export function serviceIn({ serverless, request, names }: Asked): Service {
  const { services } = serverless;
  const name = names.ServiceSid ?? '';
  const service = services.get(name) ?? [...services.values()].find(({ uniqueName }) => uniqueName === name);
  if (!service) throw refusal(404, 20404, request.path);
  return service;
}

export const environmentIn = (asked: Asked): Environment =>
  foundIn(asked, serviceIn(asked).environments, 'EnvironmentSid');

/** What a path names by its sid. */
export function foundIn<Item>(
  { request, names }: Asked,
  items: ReadonlyMap<string, Item>,
  name: string,
): Item {
  const item = items.get(names[name] ?? '');
  if (!item) throw refusal(404, 20404, request.path);
  return item;
}

/** Where a resource is found, whichever host was asked. */
export const urlOf = ({ request }: Asked, path: string): string =>
  `https://${request.host.replace('serverless-upload', 'serverless')}/v1${path}`;

export const servicePath = ({ sid }: Service): string => `/Services/${sid}`;

export const environmentPath = (service: Service, { sid }: Environment): string =>
  `${servicePath(service)}/Environments/${sid}`;

/** What every resource of a service answers. */
export function shownBase(
  { platform }: Asked,
  service: Service,
  { sid, dateCreated }: { readonly sid: string; readonly dateCreated: Date },
) {
  const base = { sid, account_sid: platform.account.sid, service_sid: service.sid };
  return { ...base, date_created: isoDate(dateCreated) };
}

/** A parameter that must be there and be no longer than that. */
export function textIn(form: URLSearchParams, name: string, longest: number): string {
  const text = form.get(name) ?? '';
  if (text.length >= 1 && text.length <= longest) return text;
  throw badParameter(name, `it has ${text.length} characters. Use 1 to ${longest}.`);
}

/** That something is there already. Only the status is documented: https://github.com/twilio-labs/serverless-toolkit/issues/171 */
export const conflict = (message: string): Refusal => new Refusal(409, 20409, message);
